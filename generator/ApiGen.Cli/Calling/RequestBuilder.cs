using System.Globalization;
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
    /// <param name="parameters">Single parameters as <c>Name=value</c>; they win over the JSON. A list takes its parameter several times, or a JSON array.</param>
    /// <exception cref="CommandException">The request is not JSON or does not fit the action; every fault is named.</exception>
    public static JsonElement Build(ServiceModel service, ActionModel action, string? json, IEnumerable<string> parameters)
    {
        JsonObject body = Parse(json);
        HashSet<string> given = [];
        foreach (string parameter in parameters)
        {
            int equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new CommandException($"'{parameter}' is not of the form Name=value.");
            }

            string name = parameter[..equals];
            MemberModel member = action.Request.FirstOrDefault(member => member.Name == name)
                ?? throw new CommandException($"{action.Name} has no parameter '{name}'. It has: {string.Join(", ", action.Request.Select(member => member.Name))}.");
            Add(body, member, parameter[(equals + 1)..], isFirst: given.Add(name));
        }

        JsonElement element = JsonSerializer.SerializeToElement(body, CliJson.Default.JsonObject);
        IReadOnlyList<Violation> violations = new ConformanceCheck(service).OfRequest(JsonWireValue.Of(element), action);
        return violations.Count == 0
            ? element
            : throw new CommandException($"the request does not fit {action.Name}; nothing was sent.{string.Concat(violations.Select(violation => $"\n  {violation}{Hint(violation)}"))}");
    }

    private static string Hint(Violation violation) =>
        violation.Kind == ViolationKind.UnknownMember && NearestName.Find(violation.Name, violation.Known) is { } near ? $"; did you mean '{near}'?" : "";

    private static JsonObject Parse(string? json)
    {
        try
        {
            return json is null ? [] : JsonNode.Parse(json) as JsonObject ?? throw new CommandException("--json must be a JSON object, such as '{\"PlatformId\": \"T1\"}'.");
        }
        catch (JsonException exception)
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"--json is not valid JSON (line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1})."));
        }
    }

    private static void Add(JsonObject body, MemberModel member, string text, bool isFirst)
    {
        if (member.Type.Kind != ValueKind.List || text.StartsWith('['))
        {
            body[member.Name] = Value(member, member.Type, text);
            return;
        }

        if (isFirst || body[member.Name] is not JsonArray)
        {
            body[member.Name] = new JsonArray();
        }

        body[member.Name]!.AsArray().Add(Value(member, member.Type.Element!, text));
    }

    private static JsonNode? Value(MemberModel member, TypeReference type, string text)
    {
        if (type.Kind == ValueKind.String)
        {
            return JsonValue.Create(text);
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            string given = member.Sensitive ? "The value" : $"'{text}'";
            throw new CommandException($"{given} is no value for '{member.Name}', which is of the type {type}.");
        }
    }
}
