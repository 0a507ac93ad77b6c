using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>Turns the bytes of a JSON text into a string.</summary>
internal static class JsonText
{
    /// <summary>Refuses what is not UTF-8. To put U+FFFD in its place would make another text of it.</summary>
    internal static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The text between the quotes, escapes resolved, for what is compared or told to people: bytes that are no UTF-8 become U+FFFD. An escape of half a
    /// surrogate pair stays the half it is; the platform's reader throws at both.
    /// </summary>
    internal static string Unescape(ReadOnlySpan<byte> escaped) => Unescape(escaped, Encoding.UTF8);

    /// <summary>The text between the quotes, escapes resolved.</summary>
    /// <exception cref="DecoderFallbackException">Bytes are none of the encoding.</exception>
    internal static string Unescape(ReadOnlySpan<byte> escaped, Encoding encoding)
    {
        char[] rented = ArrayPool<char>.Shared.Rent(escaped.Length);
        try
        {
            int length = 0;
            while (!escaped.IsEmpty)
            {
                int backslash = escaped.IndexOf((byte)'\\');
                int plain = backslash < 0 ? escaped.Length : backslash;
                length += encoding.GetChars(escaped[..plain], rented.AsSpan(length));
                escaped = escaped[plain..];
                if (!escaped.IsEmpty)
                {
                    rented[length++] = ResolveEscape(ref escaped);
                }
            }

            return new string(rented, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>A text for people to read, such as the message of a failure, which its own bytes must not hide: those that are no UTF-8 become U+FFFD.</summary>
    internal static string? Told(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? Unescape(reader.ValueSpan) : JsonRead.String(ref reader);

    /// <summary>A value as it came. The reader stands on the value's first token and ends on its last.</summary>
    /// <exception cref="JsonValueException">It holds bytes that are not UTF-8.</exception>
    internal static string Raw(ref Utf8JsonReader reader)
    {
        Utf8JsonReader copy = reader;
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return document.RootElement.GetRawText();
        }
        catch (InvalidOperationException)
        {
            throw FirstFault(copy);
        }
    }

    /// <summary>What to throw for a text that is not UTF-8.</summary>
    /// <param name="reader">Stands on it.</param>
    internal static JsonValueException Fault(ref Utf8JsonReader reader) =>
        new(FormattableString.Invariant($"a text that is not UTF-8 from its byte {FaultIn(reader.ValueSpan) + 1} on"), reader.TokenStartIndex);

    /// <summary>Where the first bytes are that are not UTF-8; the length when there are none.</summary>
    internal static int FaultIn(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length && Rune.DecodeFromUtf8(text[at..], out _, out int length) == OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static JsonValueException FirstFault(Utf8JsonReader reader)
    {
        while (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || FaultIn(reader.ValueSpan) == reader.ValueSpan.Length)
        {
            reader.Read();
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            return Fault(ref reader);
        }

        // The path of a name is that of its value.
        reader.Read();
        return new JsonValueException("a member whose name is not UTF-8", reader.TokenStartIndex);
    }

    /// <summary>Writes the token that a reader stands on.</summary>
    internal static void Write(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(Unescape(reader.ValueSpan));
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(Unescape(reader.ValueSpan));
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
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
