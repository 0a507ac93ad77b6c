using System.Globalization;

namespace ApiGen.Specs.Syntax;

/// <summary>
/// U+0085, U+2028 and U+2029 are text in YAML 1.2 (section 5.4), while the parser, made for YAML 1.1, ends a line at them. While it reads,
/// characters for private use that the file has nowhere stand in for them, one for one, so that no place moves.
/// </summary>
internal sealed class OldLineBreaks
{
    private const string Breaks = "\u0085\u2028\u2029";

    private readonly string _standIns;

    /// <summary>Finds stand-ins for a text.</summary>
    public OldLineBreaks(string text) => _standIns = text.Any(IsOne)
        ? string.Concat(Enumerable.Range('\uE000', '\uF8FF' - '\uE000').Select(static code => (char)code).Where(candidate => IsFree(candidate, text)).Take(Breaks.Length))
        : "";

    /// <summary>The text for the parser.</summary>
    public string Hide(string text) => Swap(text, Breaks, _standIns);

    /// <summary>What the parser gives, with the characters that were written.</summary>
    public string Show(string text) => Swap(text, _standIns, Breaks);

    private static bool IsOne(char c) => Breaks.IndexOf(c) >= 0;

    // Neither as it is nor as an escape of a quoted text.
    private static bool IsFree(char candidate, string text) =>
        text.IndexOf(candidate) < 0 && text.IndexOf(((int)candidate).ToString("X4", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase) < 0;

    private static string Swap(string text, string from, string to)
    {
        if (from.Length != to.Length || text.IndexOfAny(from.ToCharArray()) < 0)
        {
            return text;
        }

        char[] swapped = text.ToCharArray();
        for (int i = 0; i < swapped.Length; i++)
        {
            int kind = from.IndexOf(swapped[i]);
            swapped[i] = kind < 0 ? swapped[i] : to[kind];
        }

        return new string(swapped);
    }
}
