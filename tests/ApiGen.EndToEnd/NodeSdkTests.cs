using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator;
using ApiGen.Emulator.Tests.Support;
using ApiGen.EndToEnd.Support;
using ApiGen.Specs.Model;

namespace ApiGen.EndToEnd;

/// <summary>The gateway believes the vendor's own SDK, and only as long as what that SDK has signed arrives unchanged.</summary>
public sealed class NodeSdkTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("a token")]
    public async Task A_call_of_the_vendor_s_SDK_is_accepted(string token)
    {
        Assert.SkipWhen(NodeSdk.Unavailable is not null, NodeSdk.Unavailable ?? "");
        ApiEmulatorOptions options = new();
        options.Credentials.Add(new EmulatorCredential("AKIDtemporaryEXAMPLE", "temporaryKeyEXAMPLE", "a token"));
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas], options, Cancelled);
        JsonObject call = Call(emulator);
        if (token.Length > 0)
        {
            (call["secretId"], call["secretKey"], call["token"]) = ("AKIDtemporaryEXAMPLE", "temporaryKeyEXAMPLE", token);
        }

        JsonElement response = await NodeSdk.CallAsync(call, Cancelled);

        Assert.Equal("mp1mkdcf53ob2h8m", response.GetProperty("response").GetProperty("Data").GetProperty("ResourceId").GetString());
        ApiArrival arrival = Assert.Single(emulator.Arrivals);
        Assert.True(arrival.Accepted);
        Assert.Equal(arrival.RequestId, response.GetProperty("response").GetProperty("RequestId").GetString());
    }

    public static TheoryData<string, string> Tampers =>
    [
        .. NodeSdk.Tampers.Select(static row => (row.Tamper, row.Code)),
        ("secret", "AuthFailure.SignatureFailure"),
    ];

    [Theory]
    [MemberData(nameof(Tampers))]
    public async Task Changed_after_it_was_signed_the_call_is_refused_with_the_code_for_it(string tamper, string code)
    {
        Assert.SkipWhen(NodeSdk.Unavailable is not null, NodeSdk.Unavailable ?? "");
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas], cancellationToken: Cancelled);
        JsonObject call = Call(emulator);
        if (tamper == "secret")
        {
            call["secretKey"] = ApiEmulator.ExampleSecretKey[..^1] + "F";
        }
        else
        {
            call["tamper"] = tamper;
            call["otherHost"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.2:{emulator.Endpoint.Port}");
        }

        JsonElement response = await NodeSdk.CallAsync(call, Cancelled);

        Assert.Equal(code, response.GetProperty("code").GetString());
        Assert.Equal(Assert.Single(emulator.Arrivals).RequestId, response.GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task A_GET_of_the_vendor_s_SDK_is_accepted()
    {
        Assert.SkipWhen(NodeSdk.Unavailable is not null, NodeSdk.Unavailable ?? "");
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas, TestServices.Cvm], cancellationToken: Cancelled);
        JsonObject call = Call(emulator);
        (call["action"], call["version"], call["method"]) = ("DescribeInstances", "2017-03-12", "GET");
        call["params"] = JsonNode.Parse("""{"Limit":1,"Filters":[{"Name":"instance-name","Values":["未命名","a b&c=d/e"]}]}""");
        string? seen = null;
        emulator.Script("DescribeInstances").RespondsWith(request =>
        {
            seen = request.Request;
            return ScriptedResponse.Example;
        });

        JsonElement response = await NodeSdk.CallAsync(call, Cancelled);

        Assert.True(response.TryGetProperty("response", out _), response.GetRawText());
        Assert.True(JsonNode.DeepEquals(call["params"], JsonNode.Parse(seen!)), seen);
    }

    [Fact]
    public async Task The_served_gateway_of_the_tool_tells_each_call_of_the_vendor_s_SDK()
    {
        Assert.SkipWhen(NodeSdk.Unavailable is not null, NodeSdk.Unavailable ?? "");
        using Process server = Process.Start(new ProcessStartInfo("dotnet", [Repository.Output("generator/ApiGen.Cli", "net10.0", "apigen"), "serve", Path.Combine(Repository.Root, "specs")]) { RedirectStandardOutput = true })!;
        try
        {
            string endpoint = (await server.StandardOutput.ReadLineAsync(Cancelled))!["Listening on http://".Length..].TrimEnd('/');

            ServiceModel tcsas = BundledSpecs.Load("tcsas").Single();
            ActionModel[] actions = [.. tcsas.Actions.Where(static action => !action.Examples.IsEmpty).Take(10)];
            Assert.Equal(10, actions.Length);
            foreach (ActionModel action in actions)
            {
                JsonObject call = Call(endpoint);
                (call["action"], call["params"]) = (action.Name, JsonNode.Parse(action.Examples[0].Request));
                JsonElement response = await NodeSdk.CallAsync(call, Cancelled);
                await AssertToldAsync($"{action.Name} ap-singapore: ok {response.GetProperty("response").GetProperty("RequestId").GetString()}");
            }

            foreach ((string tamper, string code, string _) in NodeSdk.Tampers)
            {
                JsonObject call = Call(endpoint, tamper);
                call["otherHost"] = "127.0.0.2" + endpoint[endpoint.LastIndexOf(':')..];
                JsonElement refused = await NodeSdk.CallAsync(call, Cancelled);
                await AssertToldAsync($"CreateMNP ap-singapore: {code} {refused.GetProperty("requestId").GetString()}");
            }
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }

        async Task AssertToldAsync(string expected)
        {
            string? line;
            while ((line = await server.StandardOutput.ReadLineAsync(Cancelled)) is not null && !line.Contains(" ap-singapore: ", StringComparison.Ordinal))
            {
            }

            Assert.Equal(expected, line);
        }
    }

    private static JsonObject Call(ApiEmulator emulator) => Call(emulator.Endpoint.Authority);

    private static JsonObject Call(string endpoint, string? tamper = null) => new()
    {
        ["endpoint"] = endpoint,
        ["tamper"] = tamper,
        ["action"] = "CreateMNP",
        ["version"] = "2025-01-06",
        ["region"] = "ap-singapore",
        ["secretId"] = ApiEmulator.ExampleSecretId,
        ["secretKey"] = ApiEmulator.ExampleSecretKey,
        ["params"] = JsonNode.Parse(TestServices.CreateMNPRequest),
    };
}
