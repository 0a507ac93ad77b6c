using System.Globalization;
using System.Text;

namespace ApiGen.Specs.Syntax.Editing;

/// <summary>Writes text as a YAML scalar: plain where YAML cannot mistake it, otherwise quoted.</summary>
internal static class YamlScalar
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

        bool isEasierInDoubleQuotes = text.IndexOf('\'') >= 0 && text.IndexOfAny(['"', '\\']) < 0;
        return isEasierInDoubleQuotes || text.Any(NeedsEscape) ? DoubleQuoted(text) : "'" + text.Replace("'", "''") + "'";
    }

    /// <summary>The scalar in double quotes, with the escapes that YAML and JSON share.</summary>
    public static string DoubleQuoted(string text)
    {
        StringBuilder result = new(text.Length + 8);
        result.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
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
                case var _ when NeedsEscape(c):
                    result.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                    break;
                default:
                    result.Append(c);
                    break;
            }
        }

        return result.Append('"').ToString();
    }

    private static bool IsPlain(string text, bool isFlow)
    {
        if (text.Length == 0 || !(char.IsLetter(text[0]) || text[0] is '_' or '(' or '/' or '$' or '+' or (>= '0' and <= '9')) || Ambiguous.Contains(text))
        {
            return false;
        }

        if (IsNumberLike(text) || text[text.Length - 1] is ' ' or ':' || text.Any(NeedsEscape))
        {
            return false;
        }

        return text.IndexOf(": ", StringComparison.Ordinal) < 0
            && text.IndexOf(" #", StringComparison.Ordinal) < 0
            && (!isFlow || text.IndexOfAny([',', '[', ']', '{', '}']) < 0);
    }

    // Surrogate pairs are written as they are; YAML streams are UTF-8.
    private static bool NeedsEscape(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\u00A0' or '\u200B' or '\uFFFE' or '\uFFFF';

    // Whatever some YAML reader could take for a number, a time or a date: digits with signs, points, exponents, colons, dashes.
    private static bool IsNumberLike(string text)
    {
        int start = text[0] is '+' or '-' ? 1 : 0;
        start += text.Length > start + 2 && text[start] == '0' && text[start + 1] is 'x' or 'o' or 'b' ? 2 : 0;
        return start < text.Length && text[start] is >= '0' and <= '9' && text.Skip(start).All(static c =>
            c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F') or '_' or '.' or ',' or ':' or 'T' or 'Z' or '+' or '-' or ' ');
    }
}
