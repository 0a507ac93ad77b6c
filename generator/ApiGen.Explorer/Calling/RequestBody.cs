using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Calling;

/// <summary>
/// Writes a request as the generated client does, byte for byte: members in spec order, nulls left out, numbers in their shortest form. What the spec does
/// not know, or knows otherwise, stays as it was given, so that a mistake can be sent to see what becomes of it.
/// </summary>
internal sealed class RequestBody(ServiceModel service)
{
    // As the runtime writes: text outside of ASCII travels as it is.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Dictionary<string, TypeModel> _types = service.Types.ToDictionary(static type => type.Name, StringComparer.Ordinal);

    /// <summary>The bytes of a request.</summary>
    /// <param name="request">The request; anything but an object stays what it is.</param>
    /// <param name="action">Its action.</param>
    public byte[] Write(JsonElement request, ActionModel action)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Compact))
        {
            if (request.ValueKind == JsonValueKind.Object)
            {
                Members(writer, request, action.Request);
            }
            else
            {
                request.WriteTo(writer);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void Members(Utf8JsonWriter writer, JsonElement value, EquatableArray<MemberModel> members)
    {
        writer.WriteStartObject();
        ILookup<string, JsonElement> given = value.EnumerateObject().ToLookup(static member => member.Name, static member => member.Value, StringComparer.Ordinal);
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (MemberModel member in members)
        {
            known.Add(member.Name);
            foreach (JsonElement found in given[member.Name].Where(static found => found.ValueKind != JsonValueKind.Null))
            {
                writer.WritePropertyName(member.Name);
                Value(writer, found, member.Type);
            }
        }

        foreach (JsonProperty other in value.EnumerateObject().Where(other => !known.Contains(other.Name)))
        {
            other.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private void Value(Utf8JsonWriter writer, JsonElement value, TypeReference type)
    {
        switch (type.Kind)
        {
            case ValueKind.Object when value.ValueKind == JsonValueKind.Object && _types.TryGetValue(type.Name!, out TypeModel? declared):
                Members(writer, value, declared.Members);
                break;
            case ValueKind.List when value.ValueKind == JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement element in value.EnumerateArray())
                {
                    Value(writer, element, type.Element!);
                }

                writer.WriteEndArray();
                break;
            case ValueKind.Int64 or ValueKind.UInt64 when value.ValueKind == JsonValueKind.Number && ExactNumber.IsOf(type.Kind, value.GetRawText()):
                writer.WriteNumberValue(ExactNumber.Whole(value.GetRawText())!.Value);
                break;
            case ValueKind.Double when value.ValueKind == JsonValueKind.Number && ExactNumber.IsOf(type.Kind, value.GetRawText()):
                writer.WriteNumberValue(double.Parse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
