using System.Text.Json.Nodes;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Requests;

/// <summary>
/// The parameters of an action whose body is raw bytes: each travels as a header <c>X-SERVICE-Member</c>.
/// Source: what the vendor's SDKs send for such an action; the documentation does not describe it.
/// </summary>
internal static class HeaderParameters
{
    public static JsonObject Read(GatewayRequest request, ActionRoute route)
    {
        string prefix = $"X-{route.Service.Name.ToUpperInvariant()}-";
        JsonObject parameters = [];
        foreach ((string name, string value) in request.Headers)
        {
            if (!name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            string wireName = name[prefix.Length..];
            MemberModel? member = route.Action.Request.FirstOrDefault(m => m.Name.Equals(wireName, StringComparison.OrdinalIgnoreCase));
            parameters[member?.Name ?? wireName] = TextValue.Read(value, member?.Type);
        }

        return parameters;
    }
}
