using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Specs.Conformance;

namespace ApiGen.Emulator.Requests;

/// <summary>Brings JSON, as the platform reads it, into the form that is held against the model.</summary>
internal static class JsonWireValue
{
    /// <summary>A parsed value.</summary>
    /// <exception cref="JsonException">A name or a text holds half of a surrogate pair.</exception>
    public static WireValue Of(JsonElement value) => Whole(() => Read(value));

    /// <summary>A value that was parsed or put together.</summary>
    /// <exception cref="JsonException">A name or a text holds half of a surrogate pair.</exception>
    public static WireValue Of(JsonNode? value) => Whole(() => Read(value));

    /// <summary>Whether a text that cannot be read is JSON up to a place that is too deep.</summary>
    /// <param name="json">The text.</param>
    /// <param name="maxDepth">How deep it is read.</param>
    public static bool IsDeep(ReadOnlySpan<byte> json, int maxDepth)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= maxDepth)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // What is no JSON before that place is told as such.
        }

        return false;
    }

    private static WireValue Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => WireValue.OfObject([.. value.EnumerateObject().Select(member => new WireMember(member.Name, Read(member.Value)))]),
        JsonValueKind.Array => WireValue.OfList([.. value.EnumerateArray().Select(Read)]),
        JsonValueKind.String => WireValue.OfText(value.GetString()!),
        JsonValueKind.Number => WireValue.OfNumber(value.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => WireValue.Of(value.GetBoolean()),
        _ => WireValue.OfNull(),
    };

    private static WireValue Read(JsonNode? value) => value switch
    {
        JsonObject members => WireValue.OfObject([.. members.Select(member => new WireMember(member.Key, Read(member.Value)))]),
        JsonArray elements => WireValue.OfList([.. elements.Select(Read)]),
        null => WireValue.OfNull(),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => WireValue.OfText(value.GetValue<string>()),
            JsonValueKind.Number => WireValue.OfNumber(value.ToJsonString()),
            JsonValueKind.Null => WireValue.OfNull(),
            JsonValueKind kind => WireValue.Of(kind == JsonValueKind.True),
        },
    };

    // Such an escape is JSON by its grammar and no text (RFC 8259, section 8.2); the platform notices it when the text is asked for.
    private static WireValue Whole(Func<WireValue> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a text holds half of a surrogate pair", e);
        }
    }
}
