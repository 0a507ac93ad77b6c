using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator;
using ApiGen.EndToEnd;
using ApiGen.Explorer.Hosting;
using ApiGen.Explorer.Journal;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Tests.Journal;

/// <summary>What the vendor's own SDK sends to the explorer's gateway shows up in the journal as it should: accepted, or refused for the right reason.</summary>
public sealed class NodeSdkJournalTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_of_ten_actions_are_accepted_and_every_way_to_fail_a_signature_is_named()
    {
        Assert.SkipWhen(NodeSdk.Unavailable is not null, NodeSdk.Unavailable ?? "");
        await using ExplorerServer server = await Lab.StartAsync(ApiExplorerSpecs.Bundled());
        ApiEmulator gateway = (await server.Site.GatewayAsync()).Emulator;
        ServiceModel tcsas = server.Site.Service("tcsas", "2025-01-06")!;
        ActionModel[] actions = [.. tcsas.Actions.Where(action => !action.Examples.IsEmpty).Take(12)];
        List<(string Action, string? Code)> expected = [];
        List<string> messages = [];
        foreach (ActionModel action in actions)
        {
            await SendAsync(action, null, _ => { });
        }

        ActionModel first = actions[0];
        await SendAsync(first, "AuthFailure.SignatureFailure", call => call["secretKey"] = ApiEmulator.ExampleSecretKey[..^1] + "F");
        await SendAsync(first, "AuthFailure.SecretIdNotFound", call => call["secretId"] = "AKIDnobodyEXAMPLE");
        await SendAsync(first, "AuthFailure.TokenFailure", call => call["token"] = "a token");
        foreach ((string tamper, string code, string message) in NodeSdk.Tampers)
        {
            messages.Add(message);
            await SendAsync(first, code, call => (call["tamper"], call["otherHost"]) = (tamper, string.Create(CultureInfo.InvariantCulture, $"127.0.0.2:{gateway.Endpoint.Port}")));
        }

        IReadOnlyList<JournalEntry> entries = server.Site.Journal.After(0).Entries;
        Assert.Equal(expected, entries.Select(entry => (entry.Action, entry.Code)));
        Assert.All(entries, entry => Assert.Equal(entry.Code is null, entry.Accepted));
        Assert.All(entries.Where(entry => !entry.Accepted), entry => Assert.NotEmpty(entry.Message!));
        Assert.All(entries.TakeLast(messages.Count).Zip(messages), static told => Assert.Contains(told.Second, told.First.Message, StringComparison.Ordinal));
        Assert.True(actions.Length >= 10);

        async Task SendAsync(ActionModel action, string? code, Action<JsonObject> change)
        {
            JsonObject call = new()
            {
                ["endpoint"] = gateway.Endpoint.Authority,
                ["action"] = action.Name,
                ["version"] = tcsas.Version,
                ["region"] = "ap-singapore",
                ["secretId"] = ApiEmulator.ExampleSecretId,
                ["secretKey"] = ApiEmulator.ExampleSecretKey,
                ["params"] = JsonNode.Parse(action.Examples[0].Request),
            };
            change(call);
            JsonElement response = await NodeSdk.CallAsync(call, Cancelled);
            Assert.Equal(code, response.TryGetProperty("code", out JsonElement given) ? given.GetString() : null);
            expected.Add((action.Name, code));
        }
    }
}
