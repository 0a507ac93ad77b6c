using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ApiGen.Runtime.Json;

/// <summary>
/// The pattern of a member. It is made when the first value comes, so that a program pays for the patterns it uses, and its time never
/// grows out of hand: without backtracking where the pattern allows that, otherwise with a limit of one second for all texts of a request.
/// </summary>
/// <param name="pattern">A .NET regular expression, culture-invariant, that a text must match somewhere.</param>
/// <param name="written">The pattern as it stands in the spec, for messages; null where it is the same.</param>
public sealed class RequestPattern(string pattern, string? written = null)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    // Where less was spent, the expression that is there will do.
    private static readonly TimeSpan Unnoticed = TimeSpan.FromMilliseconds(50);

    // The limit is past, and that was told.
    private static readonly TimeSpan Over = TimeSpan.MaxValue;

    private Regex? _regex;

    /// <summary>What is wrong with a text, as the end of a sentence; null when it matches, or when a text before it has used up the time. Never shows the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="spent">The time that patterns which need backtracking have taken for the request.</param>
    internal string? Fault(string text, ref TimeSpan spent)
    {
        // Made twice at worst; both are the same.
        Regex regex = _regex ??= Create(pattern);
        if (regex.MatchTimeout == Regex.InfiniteMatchTimeout)
        {
            return Told(regex.IsMatch(text));
        }

        if (spent == Over)
        {
            return null;
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            Regex limited = spent < Unnoticed ? regex : spent < TimeLimit ? new Regex(pattern, regex.Options, TimeLimit - spent) : throw new RegexMatchTimeoutException();
            bool matches = limited.IsMatch(text);
            spent += Stopwatch.GetElapsedTime(start);
            return Told(matches);
        }
        catch (RegexMatchTimeoutException)
        {
            spent = Over;
            return $"cannot be matched with the pattern {this} in reasonable time";
        }
    }

    /// <inheritdoc/>
    public override string ToString() => written ?? pattern;

    private string? Told(bool matches) => matches ? null : $"does not match the pattern {this}";

    // Look-around, back references and atomic groups need backtracking.
    private static Regex Create(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeLimit);
        }
    }
}
