using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Cli.Commands;
using ApiGen.Emulator.Requests;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Calling;

/// <summary>Builds a request from JSON and single parameters, and compares it with the spec before anything is sent.</summary>
internal static class RequestBuilder
{
    // As deep as it can be written.
    private const int MaxDepth = 1000;

    /// <summary>Builds the request.</summary>
    /// <param name="service">The service.</param>
    /// <param name="action">The action.</param>
    /// <param name="json">The whole request as a JSON object; null for an empty one.</param>
    /// <param name="parameters">Single parameters as <c>Name=value</c>; they win over the JSON.</param>
    /// <exception cref="CommandException">The request is not JSON or does not fit the action; every fault is named.</exception>
    public static JsonElement Build(ServiceModel service, ActionModel action, string? json, IEnumerable<string> parameters)
    {
        ConformanceCheck check = new(service);
        JsonObject body = json is null ? []
            : string.IsNullOrWhiteSpace(json) ? throw new CommandException("--json is empty. Give a JSON object, such as '{\"PlatformId\": \"T1\"}', or leave it out.")
            : JsonInput.Parse(json, "--json", value => check.DuplicatesOfRequest(value, action)) as JsonObject ?? throw new CommandException("--json must be a JSON object, such as '{\"PlatformId\": \"T1\"}'.");
        ParameterSetter setter = new(service, action, check, body);
        List<(string Name, string Text)> faults = [];
        foreach (string parameter in parameters)
        {
            string name = parameter[..Math.Max(0, parameter.IndexOf('=', StringComparison.Ordinal))];
            try
            {
                setter.Set(JsonInput.IsUnicode(parameter) ? parameter : throw new CommandException($"--param {check.Shown(name, action).Path} is not valid Unicode: it holds half of a character."));
            }
            catch (CommandException exception)
            {
                faults.Add((name, exception.Message));
            }
        }

        using JsonDocument document = JsonDocument.Parse(body.ToJsonString(), new JsonDocumentOptions { MaxDepth = MaxDepth });
        JsonElement element = document.RootElement.Clone();
        string[] all =
        [
            .. faults.Select(fault => fault.Text),
            .. check.OfRequest(JsonWireValue.Of(element), action)
                .Where(violation => !faults.Any(fault => IsMissingBecauseOf(violation, fault.Name)))
                .Select(violation => violation + Hint(violation)),
        ];
        return all.Length == 0
            ? element
            : throw new CommandException($"the request does not fit {action.Name}; nothing was sent.", all.Select(text => "  " + text));
    }

    // What could not be set is not missing as well.
    private static bool IsMissingBecauseOf(Violation violation, string name)
    {
        string path = violation.Path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        return violation.Kind == ViolationKind.Missing && (path == name || ParameterSetter.IsInside(path, name) || ParameterSetter.IsInside(name, path));
    }

    private static string Hint(Violation violation) =>
        violation.Kind == ViolationKind.UnknownMember && NearestName.Find(violation.Name, violation.Known) is { } near ? $"; did you mean '{near}'?" : "";
}
