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

    // Models live as long as their file stays unchanged, and patterns are dear to make.
    private static readonly ConditionalWeakTable<ConstraintModel, PatternMatcher> Known = new();

    private readonly Regex _regex;

    private PatternMatcher(string pattern) => _regex = Create(PatternDialect.ToDotNet(pattern));

    /// <summary>The matcher of a constraint that has a pattern.</summary>
    public static PatternMatcher Of(ConstraintModel constraint) => Known.GetValue(constraint, static key => new PatternMatcher(key.Pattern!));

    /// <summary>Whether the text matches; null when no verdict was found in time.</summary>
    public bool? Matches(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
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
