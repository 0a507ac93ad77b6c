using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Conformance;

/// <summary>Matches texts with a member's pattern, in time that does not grow out of hand.</summary>
internal sealed class PatternMatcher
{
    // .NET 7 and later; the compiler's host may be older.
    private const RegexOptions NonBacktracking = (RegexOptions)1024;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    // Where less was spent, the expression that is there will do.
    private static readonly TimeSpan Unnoticed = TimeSpan.FromMilliseconds(50);

    // Models live as long as their file stays unchanged, and patterns are dear to make.
    private static readonly ConditionalWeakTable<ConstraintModel, PatternMatcher> Known = new();

    private readonly Regex _regex;

    private PatternMatcher(string pattern) => _regex = Create(PatternDialect.ToDotNet(pattern));

    /// <summary>The matcher of a constraint that has a pattern.</summary>
    public static PatternMatcher Of(ConstraintModel constraint) => Known.GetValue(constraint, static key => new PatternMatcher(key.Pattern!));

    /// <summary>Whether the text matches; null when no verdict was found in time. What comes after that counts as matching, and is not looked at.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">What patterns that need backtracking may take for everything that is looked at together.</param>
    public bool? Matches(string text, MatchingTime time)
    {
        if (_regex.MatchTimeout == Regex.InfiniteMatchTimeout)
        {
            return _regex.IsMatch(text);
        }

        if (time.IsOver)
        {
            return true;
        }

        var watch = Stopwatch.StartNew();
        try
        {
            Regex limited = time.Spent < Unnoticed ? _regex : time.Spent < TimeLimit ? new Regex(_regex.ToString(), _regex.Options, TimeLimit - time.Spent) : throw new RegexMatchTimeoutException();
            bool matches = limited.IsMatch(text);
            time.Spent += watch.Elapsed;
            return matches;
        }
        catch (RegexMatchTimeoutException)
        {
            time.IsOver = true;
            return null;
        }
    }

    // Without backtracking the time is linear in the text, and needs no limit. Look-around, back references and atomic groups rule that out.
    private static Regex Create(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | NonBacktracking);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentOutOfRangeException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeLimit);
        }
    }
}
