using System.Text.Json.Nodes;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Emulator.Requests;

/// <summary>Words the first violation of a request as the gateway does.</summary>
internal static class ParameterCheck
{
    /// <exception cref="GatewayException">The first parameter, in spec order, that is wrong; unknown ones come first.</exception>
    public static void Check(ActionRoute route, JsonObject parameters)
    {
        if (route.Conformance.OfRequest(JsonWireValue.Of(parameters), route.Action) is [{ } violation, ..])
        {
            throw Refusal(violation);
        }
    }

    private static GatewayException Refusal(Violation violation) => violation.Kind switch
    {
        ViolationKind.UnknownMember or ViolationKind.DuplicateMember => new(
            ErrorCodes.UnknownParameter,
            $"The parameter `{violation.Path}` is not recognized.{(NearestName.Find(violation.Name, violation.Known) is { } near ? $" Did you mean `{near}`?" : "")}"),
        ViolationKind.Missing => new(ErrorCodes.MissingParameter, $"The request is missing a required parameter `{violation.Path}`."),
        ViolationKind.WrongType or ViolationKind.NullElement => new(ErrorCodes.InvalidParameter, $"The parameter `{violation.Path}` must be of type {violation.Type}."),
        _ => new(ErrorCodes.InvalidParameterValue, $"The value of parameter `{violation.Path}` is not allowed: it {ViolationText.Of(violation)}."),
    };
}
