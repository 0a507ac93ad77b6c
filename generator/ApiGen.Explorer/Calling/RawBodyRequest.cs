using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Explorer.Calling;

/// <summary>A request whose body is raw bytes; its members travel as headers.</summary>
/// <param name="members">The members, a JSON object of scalars.</param>
/// <param name="body">The bytes, sent as they are.</param>
internal sealed class RawBodyRequest(JsonElement members, ReadOnlyMemory<byte> body) : IApiRequest<RawBodyRequest>, IOctetStreamRequest
{
    /// <inheritdoc />
    public ReadOnlyMemory<byte> Body => body;

    /// <inheritdoc />
    public void WriteHeaders(in OctetStreamHeaders headers)
    {
        foreach (JsonProperty member in members.EnumerateObject())
        {
            // Numbers keep the digits that they were given with.
            headers.Add(member.Name, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : member.Value.GetRawText());
        }
    }

    /// <inheritdoc />
    public void WriteJson(Utf8JsonWriter writer) => members.WriteTo(writer);

    /// <inheritdoc />
    public static RawBodyRequest ReadJson(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return new RawBodyRequest(document.RootElement.Clone(), default);
    }

    /// <summary>Nothing: the members were compared with the spec before, where every fault could be named.</summary>
    public void Validate(ref RequestValidation validation)
    {
    }
}
