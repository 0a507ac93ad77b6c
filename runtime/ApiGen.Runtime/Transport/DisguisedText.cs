using System.Globalization;
using System.Net;
using System.Text;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// Finds a value in a text that has it in another form: escaped for JSON, an address or a page, several times over, wrapped, spaced out, in UTF-16, or as base64
/// or hexadecimal digits. By comparing letters and digits alone, no form of escaping needs to be known twice.
/// </summary>
internal sealed class DisguisedText
{
    // What gives eight characters away.
    private const int Base64Digits = 10;
    private const int HexDigits = 16;

    // A text that was escaped more often is found nowhere.
    private const int MostLayers = 4;

    // A larger value is a file; what is told of it is its beginning.
    private const int MostOfValue = 16_384;

    private readonly int _telling;
    private readonly List<string> _plain = [];
    private readonly List<string> _base64 = [];
    private readonly List<string> _hex = [];

    /// <summary>Takes the values.</summary>
    /// <param name="values">What to find.</param>
    /// <param name="telling">How many letters and digits in a row give a value away.</param>
    internal DisguisedText(IEnumerable<string> values, int telling)
    {
        _telling = telling;
        foreach (string value in values)
        {
            string beginning = value.Length > MostOfValue ? value[..MostOfValue] : value;
            Keep(_plain, Fold(beginning), telling);
            byte[] bytes = Encoding.UTF8.GetBytes(beginning);
            Keep(_hex, Convert.ToHexString(bytes), HexDigits);

            // What precedes a value decides how its bits fall into digits.
            for (int before = 0; before < 3; before++)
            {
                string digits = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=');
                Keep(_base64, Fold(digits[(before == 0 ? 0 : before + 1)..]), Base64Digits);
            }
        }
    }

    /// <summary>Whether a text has a part of a value in any form.</summary>
    internal bool IsIn(string text)
    {
        for (int layer = 0; layer < MostLayers; layer++)
        {
            string letters = Fold(text);
            if (HasAny(letters, _plain, _telling) || HasAny(letters, _base64, Base64Digits) || HasAny(letters, _hex, HexDigits))
            {
                return true;
            }

            string unescaped = Unescape(text);
            if (unescaped == text)
            {
                return false;
            }

            text = unescaped;
        }

        return false;
    }

    private static void Keep(List<string> texts, string text, int least)
    {
        if (text.Length >= least)
        {
            texts.Add(text);
        }
    }

    private static bool HasAny(string letters, List<string> values, int length)
    {
        if (values.Count == 0 || letters.Length < length)
        {
            return false;
        }

        TextPieces pieces = new(letters, length);
        foreach (string value in values)
        {
            pieces.Find(value);
        }

        return pieces.HasCommon;
    }

    private static string Fold(string text)
    {
        foreach (char c in text)
        {
            if (!char.IsLetterOrDigit(c))
            {
                return string.Concat(text.Where(char.IsLetterOrDigit));
            }
        }

        return text;
    }

    private static string Unescape(string text) => WithoutBackslashes(Uri.UnescapeDataString(WebUtility.HtmlDecode(text)));

    // JSON and JavaScript: \u0041, \x41, and a letter for what cannot be seen.
    private static string WithoutBackslashes(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder unescaped = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                unescaped.Append(text[i]);
                continue;
            }

            i++;
            int digits = text[i] switch { 'u' => 4, 'x' => 2, _ => 0 };
            if (digits > 0 && i + digits < text.Length && ushort.TryParse(text.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                unescaped.Append((char)code);
                i += digits;
            }
            else if (text[i] is not ('n' or 'r' or 't' or 'b' or 'f'))
            {
                unescaped.Append(text[i]);
            }
        }

        return unescaped.ToString();
    }
}
