using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Buffers;

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

    /// <summary>
    /// A value as it came. One with bytes that are not UTF-8 is written anew with U+FFFD in their place, which the platform refuses to make a text of.
    /// The reader stands on the value's first token and ends on its last.
    /// </summary>
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
            return Rewrite(ref copy);
        }
    }

    private static string Rewrite(ref Utf8JsonReader reader)
    {
        JsonBuffer buffer = JsonBuffer.Rent();
        try
        {
            int end = reader.CurrentDepth;
            do
            {
                Write(ref reader, buffer.Writer);
            }
            while ((reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName || reader.CurrentDepth > end) && reader.Read());
            buffer.Writer.Flush();
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        finally
        {
            JsonBuffer.Return(buffer);
        }
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
