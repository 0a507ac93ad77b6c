using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Requests;

/// <summary>
/// Compares parameters with the spec. A null counts as not set, as the vendor's SDKs drop it. Parameters that the vendor has
/// switched off are known and have no effect.
/// </summary>
internal sealed class ParameterCheck(IReadOnlyDictionary<string, TypeModel> types)
{
    /// <exception cref="GatewayException">The first parameter, in spec order, that is wrong; unknown ones come first.</exception>
    public void Check(EquatableArray<MemberModel> members, JsonObject values) => CheckMembers(members, values, "");

    private void CheckMembers(EquatableArray<MemberModel> members, JsonObject values, string prefix)
    {
        foreach ((string name, JsonNode? _) in values)
        {
            if (!members.Any(member => member.Name == name))
            {
                throw new GatewayException(ErrorCodes.UnknownParameter, $"The parameter `{prefix}{name}` is not recognized.");
            }
        }

        foreach (MemberModel member in members)
        {
            string path = prefix + member.Name;
            if (values[member.Name] is { } value)
            {
                CheckValue(member.Type, value, path);
                ConstraintCheck.Check(member, value, path);
            }
            else if (member.Required)
            {
                throw new GatewayException(ErrorCodes.MissingParameter, $"The request is missing a required parameter `{path}`.");
            }
        }
    }

    private void CheckValue(TypeReference type, JsonNode value, string path)
    {
        switch (type.Kind)
        {
            case ValueKind.List when value is JsonArray list && type.Element is { } element:
                for (int i = 0; i < list.Count; i++)
                {
                    CheckValue(element, list[i] ?? throw WrongType(element, $"{path}.{i}"), FormattableString.Invariant($"{path}.{i}"));
                }

                return;
            case ValueKind.Object when value is JsonObject group && type.Name is { } name && types.TryGetValue(name, out TypeModel? model):
                CheckMembers(model.Members, group, path + ".");
                return;
            default:
                if (!IsScalarOf(type.Kind, value))
                {
                    throw WrongType(type, path);
                }

                return;
        }
    }

    private static bool IsScalarOf(ValueKind kind, JsonNode value) => kind switch
    {
        ValueKind.String => value.GetValueKind() == JsonValueKind.String,
        ValueKind.Bool => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        ValueKind.Double => value.GetValueKind() == JsonValueKind.Number,
        ValueKind.Int64 => value is JsonValue number && value.GetValueKind() == JsonValueKind.Number && number.TryGetValue(out long _),
        ValueKind.UInt64 => value is JsonValue number && value.GetValueKind() == JsonValueKind.Number && IsUnsigned(number),
        _ => false,
    };

    // A number that came as text is held as the CLR type it was read as, which converts to no other.
    private static bool IsUnsigned(JsonValue number) =>
        number.TryGetValue(out ulong _) || (number.TryGetValue(out long signed) && signed >= 0);

    private static GatewayException WrongType(TypeReference type, string path) =>
        new(ErrorCodes.InvalidParameter, $"The parameter `{path}` must be of type {type}.");
}
