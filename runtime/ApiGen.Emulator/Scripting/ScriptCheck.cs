using System.Text.Json;
using ApiGen.Emulator.Gateway;
using ApiGen.Emulator.Requests;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Scripting;

/// <summary>
/// Finds the slip of the pen in a scripted response: a code or a member that the spec does not know. Missing members and odd values
/// pass, for to script those is what a script is for.
/// </summary>
/// <param name="action">The action's name.</param>
/// <param name="routes">The action in every service and version that has it; what one of them knows is known.</param>
internal sealed class ScriptCheck(string action, IReadOnlyList<ActionRoute> routes)
{
    private const string ErrorName = "Error";

    private readonly string[] _codes =
        [.. routes.SelectMany(static route => route.Action.Errors).Select(static error => error.Code), .. CodesOfAnyAction.All];

    /// <exception cref="ArgumentException">The spec does not know the response's code or one of its members.</exception>
    public void Check(ScriptedResponse response)
    {
        if (response.IsUndocumented)
        {
            return;
        }

        if (response.ErrorCode is { } code)
        {
            CheckCode(code);
        }

        foreach (JsonElement content in Contents(response))
        {
            if (content.TryGetProperty(ErrorName, out JsonElement error)
                && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("Code", out JsonElement inner)
                && inner.ValueKind == JsonValueKind.String)
            {
                CheckCode(inner.GetString()!);
            }

            CheckMembers(JsonWireValue.Of(content));
        }
    }

    /// <summary>What is of the form of a <c>Response</c>; an event that is not a JSON object is meant to be broken.</summary>
    private static IEnumerable<JsonElement> Contents(ScriptedResponse response) =>
        (response.Response is { } whole ? [whole.ToJsonString()] : response.Events ?? [])
        .Select(Parsed)
        .Where(static content => content.ValueKind == JsonValueKind.Object);

    private static JsonElement Parsed(string data)
    {
        try
        {
            return JsonElement.Parse(data);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private void CheckCode(string code)
    {
        if (!_codes.Contains(code))
        {
            throw Unknown($"The error code `{code}` is neither documented for {action} nor a common one.", code, _codes);
        }
    }

    private void CheckMembers(WireValue content)
    {
        Violation? first = null;
        foreach (ActionRoute route in routes)
        {
            Violation? unknown = route.Conformance.OfResponse(content, route.Action)
                .FirstOrDefault(violation => violation.Kind == ViolationKind.UnknownMember && !IsError(violation, route.Action));
            if (unknown is null)
            {
                return;
            }

            first ??= unknown;
        }

        if (first is not null)
        {
            throw Unknown($"The spec of {action} does not know the response member `{first.Path}`.", first.Name, first.Known);
        }
    }

    private static bool IsError(Violation violation, ActionModel model) =>
        violation.Path == ErrorName && !model.Response.Any(static member => member.Name == ErrorName);

    private static ArgumentException Unknown(string what, string name, IEnumerable<string> known) =>
        new($"{what} {NearestName.Hint(name, known, $"It knows: {string.Join(", ", known.Distinct().Order(StringComparer.Ordinal))}.")} To send it all the same, call {nameof(ScriptedResponse.Undocumented)}() on the response.");
}
