using System.Net;
using System.Text.Json;
using ApiGen.Emulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ApiGen.Emulator.Tests.Scripting;

/// <summary>The order and scope of scripted responses; what each looks like on the wire is in <see cref="ScriptedFaultTests"/>.</summary>
public sealed class ScriptingTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly ApiGateway _gateway;
    private readonly Client _client;

    public ScriptingTests()
    {
        _gateway = new ApiGateway([TestServices.Tcsas], new ApiEmulatorOptions { TimeProvider = _time, RecordBodies = true });
        _client = new Client(_gateway);
    }

    [Fact]
    public async Task Answers_are_given_in_order_and_then_the_example_again()
    {
        _gateway.Script("CreateMNP")
            .Fails("InvalidParameterValue.InvalidMNPName")
            .Then.RespondsWith("""{"Data":{"ResourceId":"mine"}}""")
            .Then.Fails("FailedOperation", "Own words.");

        JsonElement first = await _client.CallAsync(new Call());
        JsonElement second = await _client.CallAsync(new Call());
        JsonElement third = await _client.CallAsync(new Call());
        JsonElement fourth = await _client.CallAsync(new Call());

        Assert.Equal("InvalidParameterValue.InvalidMNPName", first.GetProperty("Error").GetProperty("Code").GetString());
        Assert.Equal("The name is not allowed.", first.GetProperty("Error").GetProperty("Message").GetString());
        Assert.Equal("mine", second.GetProperty("Data").GetProperty("ResourceId").GetString());
        Assert.Matches("^[0-9a-f]{32}$", second.GetProperty("RequestId").GetString());
        Assert.Equal("Own words.", third.GetProperty("Error").GetProperty("Message").GetString());
        Assert.Equal("mp1mkdcf53ob2h8m", fourth.GetProperty("Data").GetProperty("ResourceId").GetString());
        Assert.Equal(["InvalidParameterValue.InvalidMNPName", null, "FailedOperation", null], _gateway.Arrivals.Select(a => a.ErrorCode));
        Assert.All(_gateway.Arrivals, a => Assert.True(a.Accepted));
        Assert.Equal(fourth.GetProperty("RequestId").GetString(), _gateway.Arrivals[3].RequestId);
    }

    [Fact]
    public async Task An_answer_can_be_given_several_times_or_for_ever()
    {
        _gateway.Script("CreateMNP").Fails("FailedOperation").Times(2).Then.Fails("InternalError").Forever();

        Assert.Equal(["FailedOperation", "FailedOperation", "InternalError", "InternalError", "InternalError"], await CodesAsync(5));
        Assert.Equal(1, _gateway.Script("CreateMNP").Remaining);

        _gateway.ClearScripts();
        Assert.Equal([null], await CodesAsync(1));
    }

    [Fact]
    public async Task A_refused_call_uses_up_no_response()
    {
        _gateway.Script("CreateMNP").Fails("FailedOperation");

        Assert.Equal("MissingParameter", await _client.CodeAsync(new Call { Body = "{}" }));
        Assert.Equal("FailedOperation", await _client.CodeAsync(new Call()));
    }

    [Fact]
    public async Task A_handler_sees_the_call_and_decides()
    {
        ApiCall? seen = null;
        _gateway.Script("CreateMNP").RespondsWith(call =>
        {
            seen = call;
            return ScriptedResponse.Error("FailedOperation");
        });

        Assert.Equal("FailedOperation", await _client.CodeAsync(new Call()));
        Assert.Equal(("tcsas", "2025-01-06", "CreateMNP", "ap-singapore"), (seen!.Service, seen.Version, seen.Action, seen.Region));
        Assert.Equal(ApiEmulator.ExampleSecretId, seen.Account);
        Assert.Equal("apiminiprogram", JsonElement.Parse(seen.Request).GetProperty("MNPName").GetString());
    }

    [Fact]
    public async Task A_handler_that_throws_answers_InternalError()
    {
        _gateway.Script("CreateMNP").RespondsWith(_ => throw new InvalidOperationException("broken handler"));

        JsonElement error = (await _client.CallAsync(new Call())).GetProperty("Error");

        Assert.Equal("InternalError", error.GetProperty("Code").GetString());
        Assert.Contains("broken handler", error.GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_runs_on_the_gateway_s_clock()
    {
        _gateway.Script("CreateMNP").RespondsWithExample(TimeSpan.FromMinutes(2));

        Task<string?> call = _client.CodeAsync(new Call());
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await call);
    }

    [Fact]
    public async Task Any_HTTP_answer_can_be_given()
    {
        _gateway.Script("CreateMNP").RespondsWith(
            ScriptedResponse.Http(429, "<html>", "text/html").WithHeader("Retry-After", "7").WithHeader("X-Other", "x"));

        using HttpResponseMessage response = await _client.SendAsync(new Call());

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
        Assert.Equal("<html>", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_answer_goes_to_exactly_one_of_many_concurrent_calls()
    {
        ApiEmulatorOptions options = new() { EnforceRateLimits = false };
        await using ApiEmulator emulator = await ApiEmulator.StartAsync([TestServices.Tcsas], options, TestContext.Current.CancellationToken);
        using Client client = new(emulator);
        string[] codes = [.. Enumerable.Range(0, 200).Select(i => $"Code{i:000}")];
        foreach (string code in codes)
        {
            emulator.Script("CreateMNP").RespondsWith(ScriptedResponse.Error(code).Undocumented());
        }

        string?[] answered = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.CodeAsync(new Call())));

        Assert.Equal(codes, answered.Order());
        Assert.Equal(codes, emulator.Arrivals.Select(a => a.ErrorCode).Order());
    }

    [Fact]
    public void Mistakes_in_a_script_are_found_where_they_are_made()
    {
        ActionScript script = _gateway.Script("CreateMNP");

        string unknown = Assert.Throws<ArgumentException>(() => _gateway.Script("CreateMNPs")).Message;
        Assert.Contains("`CreateMNPs`", unknown, StringComparison.Ordinal);
        Assert.Contains("'CreateMNP'", unknown, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => script.RespondsWith("{"));
        Assert.Throws<ArgumentException>(() => script.RespondsWith("[]"));
        Assert.Throws<ArgumentException>(() => script.Fails(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.RespondsWithHttp(600, ""));
        Assert.Throws<ArgumentException>(() => ScriptedResponse.Example.WithEncoding("zip"));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScriptedResponse.Example.WithDelay(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScriptedResponse.Example.WithContentLength(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => script.Fails("FailedOperation").Times(0));
        script.Clear();
        Assert.Throws<InvalidOperationException>(() => script.Times(2));
        Assert.Throws<InvalidOperationException>(() => script.Forever());
        Assert.Equal(0, script.Remaining);
    }

    public void Dispose() => _client.Dispose();

    private async Task<List<string?>> CodesAsync(int count)
    {
        List<string?> codes = [];
        for (int i = 0; i < count; i++)
        {
            codes.Add(await _client.CodeAsync(new Call()));
        }

        return codes;
    }
}
