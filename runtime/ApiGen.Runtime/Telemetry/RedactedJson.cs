using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Telemetry;

/// <summary>Makes the text of a body that may be logged: without confidential texts, then capped.</summary>
internal static class RedactedJson
{
    private const int MostCharacters = 4096;

    /// <summary>The text; for a body that is not JSON only its length, because nothing can be blacked out there.</summary>
    internal static string Write(ReadOnlySpan<byte> body, ConfidentialTexts confidential)
    {
        JsonBuffer buffer = JsonBuffer.Rent();
        try
        {
            Utf8JsonReader reader = new(body, JsonModel.ReaderOptions);
            while (reader.Read())
            {
                WriteToken(ref reader, buffer.Writer, confidential);
            }

            buffer.Writer.Flush();
            string text = Encoding.UTF8.GetString(buffer.WrittenSpan);
            return text.Length <= MostCharacters ? text : FormattableString.Invariant($"{text[..MostCharacters]}... ({text.Length} characters)");
        }
        catch (JsonException)
        {
            return FormattableString.Invariant($"{body.Length} bytes that are not JSON");
        }
        finally
        {
            JsonBuffer.Return(buffer);
        }
    }

    private static void WriteToken(ref Utf8JsonReader reader, Utf8JsonWriter writer, ConfidentialTexts confidential)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                string name = JsonText.Unescape(reader.ValueSpan);
                writer.WritePropertyName(confidential.RemoveFrom(name));
                if (confidential.IsSensitive(name))
                {
                    reader.Read();
                    reader.Skip();
                    writer.WriteStringValue("***");
                }

                break;
            case JsonTokenType.String:
                writer.WriteStringValue(confidential.RemoveFrom(JsonText.Unescape(reader.ValueSpan)));
                break;
            default:
                JsonText.Write(ref reader, writer);
                break;
        }
    }
}
