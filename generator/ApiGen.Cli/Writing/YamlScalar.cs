using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiGen.Cli.Writing;

/// <summary>Writes text as a YAML scalar: plain where YAML cannot mistake it, otherwise quoted.</summary>
internal static partial class YamlScalar
{
    // Words that YAML 1.1 or 1.2 readers take for booleans, null or numbers.
    private static readonly HashSet<string> Ambiguous = new(
        ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The scalar's form inside block or flow style.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isFlow">Whether the scalar stands inside braces or brackets, where commas and brackets end a plain scalar.</param>
    public static string Write(string text, bool isFlow)
    {
        if (IsPlain(text, isFlow))
        {
            return text;
        }

        if (text.Any(NeedsEscape) || (text.Contains('\'', StringComparison.Ordinal) && !text.AsSpan().ContainsAny('"', '\\')))
        {
            return DoubleQuoted(text);
        }

        return "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
    }

    private static bool IsPlain(string text, bool isFlow)
    {
        if (text.Length == 0 || !(char.IsLetter(text[0]) || text[0] is '_' or '(' or '/' or '$' or '+' or (>= '0' and <= '9')) || Ambiguous.Contains(text))
        {
            return false;
        }

        if (NumberLike().IsMatch(text) || text[^1] is ' ' or ':' || text.StartsWith("---", StringComparison.Ordinal))
        {
            return false;
        }

        return !text.Any(NeedsEscape)
            && !text.Contains(": ", StringComparison.Ordinal)
            && !text.Contains(" #", StringComparison.Ordinal)
            && (!isFlow || !text.AsSpan().ContainsAny(",[]{}"));
    }

    private static string DoubleQuoted(string text)
    {
        StringBuilder result = new(text.Length + 8);
        result.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"':
                    result.Append("\\\"");
                    break;
                case '\\':
                    result.Append(@"\\");
                    break;
                case '\n':
                    result.Append("\\n");
                    break;
                case '\r':
                    result.Append("\\r");
                    break;
                case '\t':
                    result.Append("\\t");
                    break;
                default:
                    if (NeedsEscape(c))
                    {
                        result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                    }
                    else
                    {
                        result.Append(c);
                    }

                    break;
            }
        }

        return result.Append('"').ToString();
    }

    // Surrogate pairs are written as they are; YAML streams are UTF-8.
    private static bool NeedsEscape(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\u00A0' or '\u200B' or '\uFFFE' or '\uFFFF';

    // Whatever some YAML reader could take for a number, a time or a date: digits with signs, points, exponents, colons, dashes.
    [GeneratedRegex(@"^[+-]?(?:0[xob])?[0-9][0-9a-fA-F_.,:eETZ+\- ]*$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberLike();
}
