using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Specs.Conformance;

namespace ApiGen.Emulator.Requests;

/// <summary>Brings JSON, as the platform reads it, into the form that is held against the model.</summary>
internal static class JsonWireValue
{
    /// <summary>A parsed value.</summary>
    public static WireValue Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => WireValue.OfObject([.. value.EnumerateObject().Select(member => new WireMember(member.Name, Of(member.Value)))]),
        JsonValueKind.Array => WireValue.OfList([.. value.EnumerateArray().Select(Of)]),
        JsonValueKind.String => WireValue.OfText(value.GetString()!),
        JsonValueKind.Number => WireValue.OfNumber(value.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => WireValue.Of(value.GetBoolean()),
        _ => WireValue.OfNull(),
    };

    /// <summary>A value that was parsed or put together.</summary>
    public static WireValue Of(JsonNode? value) => value switch
    {
        JsonObject members => WireValue.OfObject([.. members.Select(member => new WireMember(member.Key, Of(member.Value)))]),
        JsonArray elements => WireValue.OfList([.. elements.Select(Of)]),
        null => WireValue.OfNull(),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => WireValue.OfText(value.GetValue<string>()),
            JsonValueKind.Number => WireValue.OfNumber(value.ToJsonString()),
            JsonValueKind.Null => WireValue.OfNull(),
            JsonValueKind kind => WireValue.Of(kind == JsonValueKind.True),
        },
    };
}
