using System.Buffers;
using System.Globalization;
using System.Text;

namespace ApiGen.Runtime.Json;

/// <summary>Turns the bytes of a JSON text into a string without ever failing: what a service sent is more useful than an exception.</summary>
internal static class JsonText
{
    /// <summary>
    /// The text between the quotes, escapes resolved. Bytes that are no UTF-8 become U+FFFD, and an escape of half a
    /// surrogate pair stays the half it is; the platform's reader throws at both.
    /// </summary>
    internal static string Unescape(ReadOnlySpan<byte> escaped)
    {
        char[] rented = ArrayPool<char>.Shared.Rent(escaped.Length);
        int length = 0;
        while (!escaped.IsEmpty)
        {
            int backslash = escaped.IndexOf((byte)'\\');
            int plain = backslash < 0 ? escaped.Length : backslash;
            length += Encoding.UTF8.GetChars(escaped[..plain], rented.AsSpan(length));
            escaped = escaped[plain..];
            if (!escaped.IsEmpty)
            {
                rented[length++] = ResolveEscape(ref escaped);
            }
        }

        string text = new(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return text;
    }

    // The reader has checked the grammar of escapes already (RFC 8259, section 7).
    private static char ResolveEscape(ref ReadOnlySpan<byte> escaped)
    {
        byte kind = escaped[1];
        if (kind == (byte)'u')
        {
            ushort unit = ushort.Parse(escaped.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            escaped = escaped[6..];
            return (char)unit;
        }

        escaped = escaped[2..];
        return kind switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => (char)kind,
        };
    }
}
