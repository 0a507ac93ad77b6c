using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Explorer.Calling;

/// <summary>A request given as JSON.</summary>
internal sealed class RawRequest(JsonElement body) : IApiRequest<RawRequest>
{
    /// <inheritdoc />
    public void WriteJson(Utf8JsonWriter writer) => body.WriteTo(writer);

    /// <inheritdoc />
    public static RawRequest ReadJson(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return new RawRequest(document.RootElement.Clone());
    }

    /// <summary>Nothing: the request was compared with the spec before, where every fault could be named.</summary>
    public void Validate(ref RequestValidation validation)
    {
    }
}
