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
    /// <summary>Builds the request.</summary>
    /// <param name="service">The service.</param>
    /// <param name="action">The action.</param>
    /// <param name="json">The whole request as a JSON object; null for an empty one.</param>
    /// <param name="parameters">Single parameters as <c>Name=value</c>; they win over the JSON.</param>
    /// <exception cref="CommandException">The request is not JSON or does not fit the action; every fault is named.</exception>
    public static JsonElement Build(ServiceModel service, ActionModel action, string? json, IEnumerable<string> parameters)
    {
        JsonObject body = json is null ? []
            : JsonInput.Parse(json, "--json") as JsonObject ?? throw new CommandException("--json must be a JSON object, such as '{\"PlatformId\": \"T1\"}'.");
        ParameterSetter setter = new(service, action, body);
        foreach (string parameter in parameters)
        {
            if (!JsonInput.IsUnicode(parameter))
            {
                throw new CommandException($"--param {parameter[..Math.Max(0, parameter.IndexOf('=', StringComparison.Ordinal))]} is not valid Unicode: it holds half of a character.");
            }

            setter.Set(parameter);
        }

        JsonElement element = JsonSerializer.SerializeToElement(body, CliJson.Default.JsonObject);
        IReadOnlyList<Violation> violations = new ConformanceCheck(service).OfRequest(JsonWireValue.Of(element), action);
        return violations.Count == 0
            ? element
            : throw new CommandException($"the request does not fit {action.Name}; nothing was sent.{string.Concat(violations.Select(violation => $"\n  {violation}{Hint(violation)}"))}");
    }

    private static string Hint(Violation violation) =>
        violation.Kind == ViolationKind.UnknownMember && NearestName.Find(violation.Name, violation.Known) is { } near ? $"; did you mean '{near}'?" : "";
}
