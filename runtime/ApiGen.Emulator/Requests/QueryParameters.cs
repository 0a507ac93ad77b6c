using System.Globalization;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Requests;

/// <summary>
/// The parameters of a GET: lists and objects are flattened as in <c>Filters.0.Name=zone</c>.
/// Source: the vendor's page "Signature v3", section on GET, and "Signature v1" for the flattening.
/// </summary>
internal static class QueryParameters
{
    public static JsonObject Read(string query, ActionRoute route)
    {
        JsonObject parameters = [];
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string name = Decode(equals < 0 ? pair : pair[..equals]);
            string value = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
            string[] path = name.Split('.');
            if (path.Length > SpecLimits.MaxRequestDepth)
            {
                throw new GatewayException(ErrorCodes.InvalidParameter, $"The parameter `{Shown(name[..Math.Min(name.Length, 60)], route)}...` is nested more than {SpecLimits.MaxRequestDepth} levels deep.");
            }

            MemberModel? member = route.Action.Request.FirstOrDefault(m => m.Name == path[0]);
            parameters[path[0]] = Placed(parameters[path[0]], path.AsSpan(1), value, member?.Type, route, name);
        }

        return parameters;
    }

    private static JsonNode Placed(JsonNode? present, ReadOnlySpan<string> path, string value, TypeReference? type, ActionRoute route, string name)
    {
        if (path.IsEmpty)
        {
            return present is null ? TextValue.Read(value, type) : throw Conflict(name, route);
        }

        JsonNode container = present?.DeepClone() ?? (type?.Kind == ValueKind.List ? new JsonArray() : new JsonObject());
        switch (container)
        {
            case JsonArray list:
                // Indexes come in order; a gap would leave elements without a value.
                if (!int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index > list.Count)
                {
                    throw new GatewayException(ErrorCodes.InvalidParameter, $"The parameter `{Shown(name, route)}` does not continue its list: the next index is {list.Count}.");
                }

                JsonNode element = Placed(index < list.Count ? list[index] : null, path[1..], value, type?.Element, route, name);
                if (index < list.Count)
                {
                    list[index] = element;
                }
                else
                {
                    list.Add(element);
                }

                return list;
            case JsonObject group:
                string memberName = path[0];
                TypeReference? memberType = type?.Name is { } typeName && route.Types.TryGetValue(typeName, out TypeModel? model)
                    ? model.Members.FirstOrDefault(m => m.Name == memberName)?.Type
                    : null;
                group[memberName] = Placed(group[memberName], path[1..], value, memberType, route, name);
                return group;
            default:
                throw Conflict(name, route);
        }
    }

    private static string Shown(string name, ActionRoute route) => route.Conformance.Shown(name, route.Action).Path;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static GatewayException Conflict(string name, ActionRoute route) =>
        new(ErrorCodes.InvalidParameter, $"The parameter `{Shown(name, route)}` is given twice, or both as a value and as a group.");
}
