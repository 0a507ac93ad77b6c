using System.Text.Json.Nodes;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Emulator.Requests;

/// <summary>Words the first violation of a request as the gateway does: all parameters pass one check before any of them goes through the next.</summary>
internal static class ParameterCheck
{
    /// <exception cref="GatewayException">The first parameter, in spec order, that fails the first of the checks that any fails.</exception>
    public static void Check(ActionRoute route, JsonObject parameters)
    {
        if (route.Conformance.OfRequest(JsonWireValue.Of(parameters), route.Action).MinBy(static violation => Turn(violation.Kind)) is { } violation)
        {
            throw Refusal(violation);
        }
    }

    /// <summary>Looks for a name that is given twice in one object, of which what is read further on holds one alone.</summary>
    /// <exception cref="GatewayException">There is one.</exception>
    public static void CheckDuplicates(ActionRoute route, WireValue body)
    {
        if (route.Conformance.DuplicatesOfRequest(body, route.Action) is [{ } twice, ..])
        {
            throw Refusal(twice);
        }
    }

    /// <summary>Which check finds it: types, unknown parameters, missing ones, constraints.</summary>
    private static int Turn(ViolationKind kind) => kind switch
    {
        ViolationKind.WrongType or ViolationKind.NullElement or ViolationKind.DuplicateMember or ViolationKind.TooDeep => 0,
        ViolationKind.UnknownMember => 1,
        ViolationKind.Missing => 2,
        _ => 3,
    };

    private static GatewayException Refusal(Violation violation) => violation.Kind switch
    {
        ViolationKind.DuplicateMember or ViolationKind.TooDeep => new(ErrorCodes.InvalidParameter, $"The parameter `{violation.Path}` {ViolationText.Of(violation)}."),
        ViolationKind.UnknownMember => new(
            ErrorCodes.UnknownParameter,
            $"The parameter `{violation.Path}` is not recognized.{(NearestName.Find(violation.Name, violation.Known) is { } near ? $" Did you mean `{near}`?" : "")}"),
        ViolationKind.Missing => new(ErrorCodes.MissingParameter, $"The request is missing a required parameter `{violation.Path}`."),
        ViolationKind.WrongType or ViolationKind.NullElement => new(ErrorCodes.InvalidParameter, $"The parameter `{violation.Path}` must be of type {violation.Type}."),
        _ => new(ErrorCodes.InvalidParameterValue, $"The value of parameter `{violation.Path}` is not allowed: it {ViolationText.Of(violation)}."),
    };
}
