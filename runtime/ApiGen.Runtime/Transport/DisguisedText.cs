using System.Globalization;
using System.Text;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// Finds a value in a text that has it in another form: escaped for JSON, an address or a page, several times over, wrapped, also by tags, spaced out, in UTF-16, or as
/// base64, hexadecimal, octal or decimal digits, of UTF-8 or UTF-16. By comparing letters and digits alone, no form of escaping needs to be known twice.
/// </summary>
internal sealed class DisguisedText
{
    // What gives eight characters away; of UTF-16, whichever of its bytes come first.
    private const int Base64Digits = 10;
    private const int ByteDigits = 16;
    private const int WideBase64Digits = 18;
    private const int WideHexDigits = 30;

    // A larger value is a file; what is told of it is its beginning.
    private const int MostOfValue = 16_384;

    private const int MostOfTag = 128;

    private readonly int _telling;
    private readonly List<string> _plain = [];
    private readonly List<string> _base64 = [];
    private readonly List<string> _digits = [];
    private readonly List<string> _wideBase64 = [];
    private readonly List<string> _wideHex = [];

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
            Keep(_digits, Convert.ToHexString(bytes), ByteDigits);
            Keep(_digits, string.Concat(bytes.Select(static each => each.ToString(CultureInfo.InvariantCulture))), ByteDigits);
            Keep(_digits, string.Concat(bytes.Select(static each => Convert.ToString(each, 8))), ByteDigits);
            KeepBase64(_base64, bytes, Base64Digits);
            byte[] wide = Encoding.Unicode.GetBytes(beginning);
            Keep(_wideHex, Convert.ToHexString(wide), WideHexDigits);
            KeepBase64(_wideBase64, wide, WideBase64Digits);
        }
    }

    /// <summary>Whether a text has a part of a value in any form.</summary>
    internal bool IsIn(string text) => IsInLayer(text) || UnescapedText.LayersOf(text).Any(layer => IsInLayer(layer.Text));

    private bool IsInLayer(string text) => IsInLetters(text) || (text.Contains('<', StringComparison.Ordinal) && IsInLetters(WithoutTags(text)));

    private bool IsInLetters(string text)
    {
        string letters = Fold(text);
        string digits = text.Contains("0x", StringComparison.OrdinalIgnoreCase) ? Fold(text.Replace("0x", "", StringComparison.OrdinalIgnoreCase)) : letters;
        return HasAny(letters, _plain, _telling)
            || HasAny(letters, _base64, Base64Digits)
            || HasAny(digits, _digits, ByteDigits)
            || HasAny(letters, _wideBase64, WideBase64Digits)
            || HasAny(digits, _wideHex, WideHexDigits);
    }

    // What precedes a value decides how its bits fall into digits.
    private static void KeepBase64(List<string> texts, byte[] bytes, int least)
    {
        for (int before = 0; before < 3; before++)
        {
            string digits = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=');
            Keep(texts, Fold(digits[(before == 0 ? 0 : before + 1)..]), least);
        }
    }

    // A page may break a line within a value: <br>, <wbr>, or any other tag.
    private static string WithoutTags(string text)
    {
        StringBuilder shown = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '/')
                && text.AsSpan(i, Math.Min(MostOfTag, text.Length - i)).IndexOf('>') is > 0 and var length)
            {
                i += length;
                continue;
            }

            shown.Append(text[i]);
        }

        return shown.ToString();
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
}
