using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// A text from which escapes of JSON, addresses and pages were taken, layer by layer, and where in the first text each of its characters comes from. By looking
/// for a value in every layer, no form of escaping, nor any order of several, needs to be listed.
/// </summary>
internal sealed class UnescapedText
{
    // Six are promised. A value that itself has what looks like an escape is met one or two layers further down.
    private const int MostLayers = 8;

    // The longest entity has a name of 31 letters.
    private const int MostOfEntity = 33;

    private readonly UnescapedText? _outer;
    private readonly StringBuilder _characters;
    private readonly List<(int Begin, int End)> _origins;
    private readonly bool _hasEscapes;

    private UnescapedText(UnescapedText? outer, string escaped)
    {
        _outer = outer;
        _characters = new StringBuilder(escaped.Length);
        _origins = new List<(int Begin, int End)>(escaped.Length);
        for (int i = 0; i < escaped.Length; i = _origins[^1].End)
        {
            bool isEscape = escaped[i] switch
            {
                '\\' => TryBackslash(escaped, i),
                '%' => TryPercent(escaped, i),
                '&' => TryEntity(escaped, i),
                _ => false,
            };
            if (isEscape)
            {
                _hasEscapes = true;
            }
            else
            {
                Add(escaped[i], i, i + 1);
            }
        }

        Text = _characters.ToString();
    }

    /// <summary>What is left when the escapes are taken.</summary>
    internal string Text { get; }

    /// <summary>The layers of a text below itself, the outermost first; none for a text without escapes.</summary>
    internal static IEnumerable<UnescapedText> LayersOf(string text)
    {
        UnescapedText? outer = null;
        for (int layer = 0; layer < MostLayers && text.AsSpan().IndexOfAny('\\', '%', '&') >= 0; layer++)
        {
            UnescapedText inner = new(outer, text);
            if (!inner._hasEscapes)
            {
                yield break;
            }

            yield return inner;
            outer = inner;
            text = inner.Text;
        }
    }

    /// <summary>Where in the first text some characters of this one come from.</summary>
    /// <param name="begin">The first of them.</param>
    /// <param name="end">The one behind the last of them.</param>
    internal (int Begin, int End) OriginOf(int begin, int end)
    {
        (int first, int last) = (_origins[begin].Begin, _origins[end - 1].End);
        return _outer is null ? (first, last) : _outer.OriginOf(first, last);
    }

    private void Add(char character, int begin, int end)
    {
        _characters.Append(character);
        _origins.Add((begin, end));
    }

    private void Add(ReadOnlySpan<char> characters, int begin, int end)
    {
        foreach (char character in characters)
        {
            Add(character, begin, end);
        }
    }

    // A number that is no character of its own, such as half of a pair, is taken as the half that it is.
    private bool TryAdd(int code, int begin, int end)
    {
        if (Rune.IsValid(code))
        {
            Span<char> characters = stackalloc char[2];
            Add(characters[..new Rune(code).EncodeToUtf16(characters)], begin, end);
            return true;
        }

        if (code is < 0 or > char.MaxValue)
        {
            return false;
        }

        Add((char)code, begin, end);
        return true;
    }

    // JSON and JavaScript: \u0041, \x41, and a letter for what cannot be seen. Any other character stands for itself.
    private bool TryBackslash(string escaped, int at)
    {
        if (at + 1 == escaped.Length)
        {
            return false;
        }

        char kind = escaped[at + 1];
        int digits = kind switch { 'u' => 4, 'U' => 8, 'x' => 2, _ => 0 };
        if (digits > 0 && TryHex(escaped, at + 2, digits) is { } code && TryAdd(code, at, at + 2 + digits))
        {
            return true;
        }

        Add(kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => kind }, at, at + 2);
        return true;
    }

    // Addresses: the bytes of UTF-8, of which up to four make a character.
    private bool TryPercent(string escaped, int at)
    {
        Span<byte> bytes = stackalloc byte[4];
        int count = 0;
        while (count < bytes.Length && at + (3 * count) < escaped.Length && escaped[at + (3 * count)] == '%' && TryHex(escaped, at + (3 * count) + 1, 2) is { } value)
        {
            bytes[count++] = (byte)value;
        }

        if (count == 0 || Rune.DecodeFromUtf8(bytes[..count], out Rune rune, out int taken) != OperationStatus.Done)
        {
            return false;
        }

        return TryAdd(rune.Value, at, at + (3 * taken));
    }

    // Pages: &amp; &#65; &#x41; and, as browsers read them, numbers without a semicolon.
    private bool TryEntity(string escaped, int at)
    {
        if (at + 2 < escaped.Length && escaped[at + 1] == '#')
        {
            bool isHex = escaped[at + 2] is 'x' or 'X';
            int begin = at + (isHex ? 3 : 2);
            int end = begin;
            while (end < escaped.Length && end - begin < 8 && (isHex ? char.IsAsciiHexDigit(escaped[end]) : char.IsAsciiDigit(escaped[end])))
            {
                end++;
            }

            return int.TryParse(escaped.AsSpan(begin, end - begin), isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out int code)
                && TryAdd(code, at, end < escaped.Length && escaped[end] == ';' ? end + 1 : end);
        }

        ReadOnlySpan<char> rest = escaped.AsSpan(at, Math.Min(MostOfEntity, escaped.Length - at));
        int semicolon = rest.IndexOf(';');
        if (semicolon < 2)
        {
            return false;
        }

        string entity = rest[..(semicolon + 1)].ToString();
        string character = WebUtility.HtmlDecode(entity);
        if (character == entity || entity.LastIndexOf('&') > 0)
        {
            return false;
        }

        Add(character, at, at + entity.Length);
        return true;
    }

    private static int? TryHex(string text, int at, int digits) =>
        at + digits <= text.Length && int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) ? value : null;
}
