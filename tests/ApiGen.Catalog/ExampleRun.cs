using System.Text.Json;
using ApiGen.Cli.Import;
using ApiGen.Specs.Model;

namespace ApiGen.Catalog;

/// <summary>Puts every example of a service through the generated code and the emulator.</summary>
internal sealed class ExampleRun(ServiceModel service, GeneratedModel generated, GatewayProbe gateway)
{
    // A disabled member is still a member, and a missing one is no matter of reading and writing.
    private static readonly HashSet<string> Harmless = ["disabled-member"];

    // What the vendor's own SDK reads as well, or skips.
    private static readonly HashSet<string> Tolerable =
    [
        "disabled-member", "empty-request-id", "missing-required", "null-not-allowed", "unknown-member", "wrong-case",
        "digits-where-int64", "digits-where-uint64", "digits-where-double", "number-where-string", "truth-where-bool", "bool-where-string",
    ];

    public int Conforming { get; private set; }

    public int RoundTripped { get; private set; }

    public int Sent { get; private set; }

    public int Accepted { get; private set; }

    public int Tolerated { get; private set; }

    public SortedDictionary<string, int> Broken { get; } = new(StringComparer.Ordinal);

    public List<string> Failures { get; } = [];

    public async Task RunAsync(ActionModel action, ExampleText example)
    {
        if (!example.IsOf(action.Name))
        {
            Count("other-action");
            return;
        }

        if (action.RequestBody == RequestBodyKind.Json && Parse("request", example.RequestBody(action, service.Types)) is { } request)
        {
            using (request)
            {
                bool conforms = Check(action, "Request", request.RootElement, ExampleConformance.CheckRequest(request.RootElement, action, service.Types));
                if (conforms)
                {
                    await SendAsync(action, request.RootElement.GetRawText()).ConfigureAwait(false);
                }
            }
        }

        if (action.ResponseBody == ResponseBodyKind.Json && Parse("response", example.Output) is { } answer)
        {
            using (answer)
            {
                if (answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("Response", out JsonElement content))
                {
                    Check(action, "Response", content, ExampleConformance.CheckResponse(content, action, service.Types));
                }
                else
                {
                    Count("response:no-response-object");
                }
            }
        }
    }

    private JsonDocument? Parse(string side, string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            Count(side + ":broken-json");
            return null;
        }
    }

    private bool Check(ActionModel action, string side, JsonElement value, IReadOnlyList<ExampleFault> faults)
    {
        ExampleFault? fault = faults.FirstOrDefault(fault => !Harmless.Contains(fault.Kind));
        string? problem = Problem(action.Name + side, value, isExact: fault is null);
        if (fault is null)
        {
            Conforming++;
            RoundTripped += problem is null ? 1 : 0;
        }
        else
        {
            Count($"{side.ToLowerInvariant()}:{fault.Kind}");
            bool mustRead = faults.All(item => Tolerable.Contains(item.Kind));
            Tolerated += mustRead && problem is null ? 1 : 0;
            problem = mustRead ? problem : null;
        }

        if (problem is not null)
        {
            Failures.Add($"{action.Name} {side.ToLowerInvariant()}: {problem}");
        }

        return fault is null;
    }

    private string? Problem(string className, JsonElement value, bool isExact)
    {
        try
        {
            using JsonDocument written = JsonDocument.Parse(generated.RoundTrip(className, value.GetRawText()));
            return isExact ? JsonEquivalence.Difference(value, written.RootElement) : null;
        }
        catch (InvalidDataException exception)
        {
            return "cannot be read: " + exception.Message;
        }
    }

    private async Task SendAsync(ActionModel action, string json)
    {
        Sent++;
        if (await gateway.SendAsync(action, json).ConfigureAwait(false) is { } refusal)
        {
            Failures.Add($"{action.Name}: the emulator refused a conforming request: {refusal}");
        }
        else
        {
            Accepted++;
        }
    }

    private void Count(string kind) => Broken[kind] = Broken.GetValueOrDefault(kind) + 1;
}
