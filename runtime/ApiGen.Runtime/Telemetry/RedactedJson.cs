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
            while (buffer.Writer.BytesCommitted + buffer.Writer.BytesPending <= 4 * MostCharacters && reader.Read())
            {
                WriteToken(ref reader, buffer.Writer, confidential);
            }

            buffer.Writer.Flush();

            // What ends a line or controls a terminal is escaped by the writer, what turns the direction of writing is not.
            string text = LineText.Of(Encoding.UTF8.GetString(buffer.WrittenSpan));
            return text.Length <= MostCharacters ? text : FormattableString.Invariant($"{text[..MostCharacters]}... (of {body.Length} bytes)");
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
                string name = Beginning(JsonText.Unescape(reader.ValueSpan));
                writer.WritePropertyName(confidential.RemoveFrom(name));
                bool isSensitive = confidential.IsSensitive(name);
                if (isSensitive || SecretNames.IsOne(name))
                {
                    reader.Read();
                    WriteSecret(ref reader, writer, isSensitive);
                }

                break;
            case JsonTokenType.String:
                writer.WriteStringValue(confidential.RemoveFrom(Beginning(JsonText.Unescape(reader.ValueSpan))));
                break;
            case JsonTokenType.Number when Encoding.ASCII.GetString(reader.ValueSpan) is var number && confidential.AreIn(number):
                writer.WriteStringValue("***");
                break;
            default:
                JsonText.Write(ref reader, writer);
                break;
        }
    }

    // By its name alone, a member may also say whether there is a secret.
    private static void WriteSecret(ref Utf8JsonReader reader, Utf8JsonWriter writer, bool isSensitive)
    {
        if (!isSensitive && reader.TokenType is (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null))
        {
            JsonText.Write(ref reader, writer);
            return;
        }

        reader.Skip();
        writer.WriteStringValue("***");
    }

    // No more of it is shown.
    private static string Beginning(string text) => text.Length > MostCharacters ? text[..(MostCharacters + 1)] : text;
}
