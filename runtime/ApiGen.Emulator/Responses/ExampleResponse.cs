using System.Text.Json.Nodes;
using ApiGen.Emulator.Gateway;

namespace ApiGen.Emulator.Responses;

/// <summary>The content of <c>Response</c> when nothing else is scripted: the action's first example response, or one made from the types.</summary>
internal static class ExampleResponse
{
    public static JsonObject For(ActionRoute route)
    {
        string? example = route.Action.Examples.FirstOrDefault(static example => example.Response is not null)?.Response;
        return example is not null && JsonNode.Parse(example) is JsonObject response
            ? response
            : new SynthesisedValue(route.Types).Members(route.Action.Response);
    }
}
