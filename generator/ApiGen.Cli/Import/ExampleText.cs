using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import;

/// <summary>An example as the vendor writes it: an HTTP request and the JSON of its response.</summary>
/// <param name="Title">The title; may be empty.</param>
/// <param name="Input">The request line, headers, an empty line and the JSON body.</param>
/// <param name="Output">The response's JSON, <c>{"Response": {...}}</c>.</param>
public sealed partial record ExampleText(string Title, string Input, string Output)
{
    /// <summary>The line of the page that it begins on, counted from 1; 0 where it is from no page.</summary>
    public int Line { get; init; }

    /// <summary>Reads both sides and compares them with the action.</summary>
    /// <param name="action">The action that the example is of.</param>
    /// <param name="types">The service's types.</param>
    /// <param name="example">The example in spec form; null when the response has no usable shape.</param>
    /// <exception cref="JsonException">One side is not valid JSON.</exception>
    public IReadOnlyList<ExampleFault> Check(ActionModel action, IReadOnlyList<TypeModel> types, out ExampleModel? example)
    {
        example = null;
        if (!IsOf(action.Name))
        {
            return [new ExampleFault("other-action", "")];
        }

        using JsonDocument request = JsonDocument.Parse(RequestBody(action, types));
        List<ExampleFault> faults = [.. ExampleConformance.CheckRequest(request.RootElement, action, types)];
        if (action.ResponseBody == ResponseBodyKind.EventStream)
        {
            example = new ExampleModel(ShownTitle(action.Name), CompactJson.Of(request.RootElement), null);
            return faults;
        }

        using JsonDocument response = JsonDocument.Parse(Output);
        if (response.RootElement.ValueKind != JsonValueKind.Object || !response.RootElement.TryGetProperty("Response", out JsonElement content))
        {
            return [.. faults, new ExampleFault("no-response-object", "")];
        }

        if (response.RootElement.EnumerateObject().Count() > 1)
        {
            faults.Add(new ExampleFault("keys-beside-response", ""));
        }

        faults.AddRange(ExampleConformance.CheckResponse(content, action, types));
        example = new ExampleModel(ShownTitle(action.Name), CompactJson.Of(request.RootElement), CompactJson.Of(content));
        return faults;
    }

    // Many titles only repeat the action's name.
    private string ShownTitle(string action) => DocumentText.Plain(Title) is var title && title == action ? "" : title;

    /// <summary>Whether the example is of the action: some were copied from another action's page and name that one.</summary>
    public bool IsOf(string action)
    {
        string? named = QueryExample.IsQuery(Input) ? QueryExample.ActionOf(Input)
            : ActionHeader().Match(Input) is { Success: true } header ? header.Groups["action"].Value
            : null;
        return named is null || named == action;
    }

    /// <summary>The JSON body of the request: what begins at the first brace, or what the query of an old example says; <c>{}</c> when there is none.</summary>
    /// <param name="action">The action, whose parameters give the values of a query their types.</param>
    /// <param name="types">The service's types.</param>
    public string RequestBody(ActionModel action, IEnumerable<TypeModel> types)
    {
        if (QueryExample.IsQuery(Input))
        {
            return QueryExample.ToJson(Input, action.Request, types.ToDictionary(type => type.Name, StringComparer.Ordinal));
        }

        int start = Input.IndexOf('{', StringComparison.Ordinal);
        return start < 0 ? "{}" : Input[start..];
    }

    [GeneratedRegex(@"X-TC-Action:\s*(?<action>\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex ActionHeader();
}
