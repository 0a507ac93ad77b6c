using System.Text.RegularExpressions;

namespace ApiGen.Runtime.Json;

/// <summary>
/// The pattern of a member. It is made when the first value comes, so that a program pays for the patterns it uses, and its time never
/// grows out of hand: without backtracking where the pattern allows that, otherwise with a limit of one second.
/// </summary>
/// <param name="pattern">A .NET regular expression, culture-invariant, that a text must match somewhere.</param>
public sealed class RequestPattern(string pattern)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    private Regex? _regex;

    /// <summary>What is wrong with a text, as the end of a sentence; null when it matches. Never shows the text.</summary>
    internal string? Fault(string text)
    {
        try
        {
            // Made twice at worst; both are the same.
            return (_regex ??= Create(pattern)).IsMatch(text) ? null : $"does not match the pattern {pattern}";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"cannot be matched with the pattern {pattern} in reasonable time";
        }
    }

    /// <inheritdoc/>
    public override string ToString() => pattern;

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
