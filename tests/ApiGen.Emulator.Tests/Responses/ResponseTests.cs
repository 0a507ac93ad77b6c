using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Tests.Support;
using ApiGen.Specs.Model;
using Microsoft.Extensions.Time.Testing;

namespace ApiGen.Emulator.Tests.Responses;

public sealed class ResponseTests
{
    [Fact]
    public async Task Deterministic_ids_are_the_example_s_own_or_counted()
    {
        ActionModel other = TestServices.CreateMNP with { Name = "Other", Examples = EquatableArray<ExampleModel>.Empty };
        ServiceModel service = TestServices.Tcsas with { Actions = TestServices.Actions(TestServices.CreateMNP, other) };
        using Client client = new(new ApiGateway([service], new ApiEmulatorOptions { DeterministicRequestIds = true }));

        Assert.Equal("e5b444cb698246b6852bd980114ca151", await IdAsync(new Call()));
        Assert.Equal("00000000000000000000000000000001", await IdAsync(new Call { Action = "Other" }));
        Assert.Equal("00000000000000000000000000000002", await IdAsync(new Call { Action = "Missing" }));

        async Task<string?> IdAsync(Call call) => (await client.CallAsync(call)).GetProperty("RequestId").GetString();
    }

    [Fact]
    public async Task Without_an_example_the_answer_is_made_from_the_types()
    {
        ServiceModel service = TestServices.Service("all", "2020-01-01", new ActionModel
        {
            Name = "Everything",
            Response = TestServices.Members(
                TestServices.Optional("Text", TestServices.Text),
                TestServices.Optional("Long", TestServices.Text, new ConstraintModel { MinLength = 10 }),
                TestServices.Optional("Choice", TestServices.Text, new ConstraintModel { Values = new EquatableArray<string>(["on", "off"]) }),
                TestServices.Optional("Day", TestServices.Text) with { Format = "date" },
                TestServices.Optional("Signed", TestServices.Integer, new ConstraintModel { Minimum = "7" }),
                TestServices.Optional("Unsigned", new TypeReference(ValueKind.UInt64)),
                TestServices.Optional("Double", new TypeReference(ValueKind.Double)),
                TestServices.Optional("Flag", new TypeReference(ValueKind.Bool)),
                TestServices.Optional("List", TestServices.ListOf(TestServices.Text), new ConstraintModel { MinItems = 2 }),
                TestServices.Optional("Tree", TestServices.ObjectOf("Node")),
                TestServices.Optional("Gone", TestServices.Text) with { Disabled = "" }),
        }) with
        {
            Types = TestServices.Types(new TypeModel
            {
                Name = "Node",
                Members = TestServices.Members(
                    TestServices.Optional("Name", TestServices.Text),
                    TestServices.Optional("Parent", TestServices.ObjectOf("Node")),
                    TestServices.Optional("Children", TestServices.ListOf(TestServices.ObjectOf("Node")))),
            }),
        };
        using Client client = new(new ApiGateway([service], new ApiEmulatorOptions { DeterministicRequestIds = true }));

        JsonElement response = await client.CallAsync(new Call { Host = "all.tencentcloudapi.com", Scope = "all", Action = "Everything", Version = "2020-01-01", Body = "{}" });

        AssertJson(
            """
            {
                "Text": "Text", "Long": "Longxxxxxx", "Choice": "on", "Day": "2025-01-06", "Signed": 7, "Unsigned": 1, "Double": 1, "Flag": true,
                "List": ["List", "List"], "Tree": { "Name": "Name", "Children": [] }, "RequestId": "00000000000000000000000000000001"
            }
            """,
            response);
    }

    [Fact]
    public async Task An_action_that_streams_answers_with_events()
    {
        ServiceModel service = TestServices.Service("chat", "2020-01-01", new ActionModel
        {
            Name = "Talk",
            ResponseBody = ResponseBodyKind.EventStream,
            Response = TestServices.Members(TestServices.Optional("Word", TestServices.Text)),
        });
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(
            [service], new ApiEmulatorOptions { DeterministicRequestIds = true }, TestContext.Current.CancellationToken);
        using Client client = new(emulator);
        Call call = new() { Host = "chat.tencentcloudapi.com", Scope = "chat", Action = "Talk", Version = "2020-01-01", Body = "{}" };
        emulator.Script("Talk").RespondsWithExample().Then.RespondsWith(ScriptedResponse.EventStream("{\"Word\":\"a\"}", "two\nlines"));

        Assert.Equal(("text/event-stream", "data: {\"Word\":\"Word\",\"RequestId\":\"00000000000000000000000000000001\"}\n\n"), await ReadAsync(call));
        Assert.Equal(("text/event-stream", "data: {\"Word\":\"a\"}\n\ndata: two\ndata: lines\n\n"), await ReadAsync(call));
        Assert.Equal("application/json", (await ReadAsync(call with { SecretKey = "wrong" })).Type);

        async Task<(string? Type, string Body)> ReadAsync(Call call)
        {
            using HttpResponseMessage response = await client.SendAsync(call);
            return (response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_come_one_by_one_with_their_pause(bool network)
    {
        ServiceModel service = TestServices.Service("chat", "2020-01-01", new ActionModel { Name = "Talk", ResponseBody = ResponseBodyKind.EventStream });
        FakeTimeProvider time = new(DateTimeOffset.UtcNow);
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(
            [service], new ApiEmulatorOptions { TimeProvider = time }, TestContext.Current.CancellationToken);
        using Client client = network ? new Client(emulator) : new Client(emulator.Gateway);
        emulator.Script("Talk").RespondsWith(ScriptedResponse.EventStream(TimeSpan.FromMinutes(1), "first", "second"));

        using HttpResponseMessage response = await client.SendAsync(
            new Call { Host = "chat.tencentcloudapi.com", Scope = "chat", Action = "Talk", Version = "2020-01-01", Body = "{}" });
        using StreamReader reader = new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("data: first", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal("", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Task<string?> second = reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);

        // The pause may begin only after the first event was read.
        while (!second.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Equal("data: second", await second);
        Assert.Equal("\n", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_raw_body_comes_with_its_members_in_headers()
    {
        ServiceModel service = TestServices.Service("cls", "2020-10-16", new ActionModel
        {
            Name = "UploadLog",
            RequestBody = RequestBodyKind.OctetStream,
            Request = TestServices.Members(TestServices.Required("TopicId", TestServices.Text), TestServices.Optional("Partition", TestServices.Integer)),
        });
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([service], cancellationToken: TestContext.Current.CancellationToken);
        using Client client = new(emulator);
        ApiCall? seen = null;
        emulator.Script("UploadLog").RespondsWith(call =>
        {
            seen = call;
            return ScriptedResponse.Example;
        });
        Call upload = new()
        {
            Host = "cls.tencentcloudapi.com",
            Scope = "cls",
            Action = "UploadLog",
            Version = "2020-10-16",
            ContentType = "application/octet-stream",
            Body = "not JSON",
            MoreHeaders = [("X-CLS-TopicId", "topic 1"), ("X-CLS-Partition", "3")],
        };

        Assert.Null(await client.CodeAsync(upload));
        AssertJson("""{"TopicId":"topic 1","Partition":3}""", JsonElement.Parse(seen!.Request));
        Assert.Equal("not JSON"u8, seen.Body.Span);
        Assert.Equal("MissingParameter", await client.CodeAsync(upload with { MoreHeaders = [] }));
        Assert.Equal("InvalidParameter", await client.CodeAsync(upload with { MoreHeaders = [("X-CLS-TopicId", "t"), ("X-CLS-Partition", "x")] }));
        Assert.Equal("UnknownParameter", await client.CodeAsync(upload with { MoreHeaders = [("X-CLS-TopicId", "t"), ("X-CLS-Other", "x")] }));
        Assert.Equal("UnsupportedOperation", await client.CodeAsync(upload with { ContentType = "application/json", Body = "{}" }));
    }

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual.GetRawText())), actual.GetRawText());
}
