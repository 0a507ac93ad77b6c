using System.Net;
using System.Text;
using ApiGen.Runtime.Tests.Credentials;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>What stays known of a response in which something cannot be read: the code of the failure, and the ID of the request.</summary>
public sealed class OddResponseTests
{
    private const string Misfit = "\"Data\":{\"Integer\":\"abc\"}";
    private const string Id = "\"RequestId\":\"r-9\"";

    private static readonly string Deep = $"\"New\":{new string('[', 300)}{new string(']', 300)}";

    public enum Kind
    {
        Typed,
        ByName,
        BareEvent,
        Event,
        EventAfterAnother,
        EventNotAskedFor,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<Kind, string> Failures => new(
        Enum.GetValues<Kind>(),
        [
            $"{{{ErrorOf("FailedOperation.TooManyThings")},{Misfit},{Id}}}",
            $"{{{Misfit},{Id},{ErrorOf("FailedOperation.TooManyThings")}}}",
            $"{{{Id},{Deep},{ErrorOf("FailedOperation.TooManyThings")}}}",
            $"{{{ErrorOf("FailedOperation.TooManyThings")},{Id},\"Data\":{{\"Te",
            $"{{{ErrorOf("FailedOperation.TooManyThings")},{Id},{Misfit},\"Text\":\"a\u0001b\" /* c */}}",
        ]);

    public static MatrixTheoryData<Kind, string> Unreadable => new(
        Enum.GetValues<Kind>(),
        [
            $"{{{Id},{Misfit}}}",
            $"{{{Misfit},{Id}}}",
            $"{{{Deep},{Id}}}",
            $"{{{Id},\"Data\":{{\"Te",
            $"{{{Id},\"Data\":{{}}}} x",
        ]);

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_code_is_the_failure_whatever_else_does_not_fit(Kind kind, string content)
    {
        foreach (HttpStatusCode status in (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.BadRequest])
        {
            if (status == HttpStatusCode.BadRequest && kind is Kind.Event or Kind.BareEvent or Kind.EventAfterAnother)
            {
                continue;
            }

            using ApiClient client = Client(_ => Respond(kind, content, status));

            ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(client, kind));

            Assert.Equal(("FailedOperation.TooManyThings", "m", "r-9"), (e.Code, e.ServiceMessage, e.RequestId));
        }
    }

    public static MatrixTheoryData<Kind, string> CutFailures => new(
        Enum.GetValues<Kind>(),
        [
            $"{{{Id},\"Error\":{{\"Code\":\"RequestLimitExceeded\"",
            $"{{{Id},\"Error\":{{\"Code\":\"RequestLimitExceeded\",\"Message\":\"Your current req",
            $"{{{Id},\"Error\":{{\"Code\":\"RequestLimitExceeded\",\"Message\":undefined}}",
            $"{{{Id},\"Error\":{{\"Message\":\"m\",\"Code\":\"RequestLimitExceeded\",\"Te",
        ]);

    [Theory]
    [MemberData(nameof(CutFailures))]
    public async Task A_code_that_has_arrived_is_the_failure_although_the_rest_of_it_has_not(Kind kind, string content)
    {
        if (kind != Kind.EventAfterAnother)
        {
            int requests = 0;
            using ApiClient repeated = Client(_ => ++requests == 1 ? Respond(kind, content) : StubHandler.Ok(SocketClient.Success));
            await CallAsync(repeated, kind);
            Assert.Equal(2, requests);
        }

        using ApiClient client = Client(_ => Respond(kind, content.Replace("RequestLimitExceeded", "FailedOperation.TooManyThings", StringComparison.Ordinal)));

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(client, kind));

        Assert.Equal(("FailedOperation.TooManyThings", "r-9"), (e.Code, e.RequestId));
    }

    // What follows may be the rest of a success, so that repeating the call would do it twice.
    [Theory]
    [InlineData(Kind.Typed)]
    [InlineData(Kind.ByName)]
    [InlineData(Kind.BareEvent)]
    [InlineData(Kind.Event)]
    [InlineData(Kind.EventAfterAnother)]
    public async Task A_code_below_a_name_that_differs_in_case_is_no_failure_of_a_response_that_breaks_off(Kind kind)
    {
        foreach (string rest in (string[])["", ",\"message\":\"Your", "}", "},\"Da", "},\"Data\":{\"Te"])
        {
            int requests = 0;
            using ApiClient client = Client(_ => ++requests == 1 ? Respond(kind, $"{{{Id},\"error\":{{\"code\":\"RequestLimitExceeded\"{rest}") : StubHandler.Ok(SocketClient.Success));

            await Assert.ThrowsAsync<ApiMalformedResponseException>(() => CallAsync(client, kind));

            Assert.Equal(1, requests);
        }
    }

    [Theory]
    [InlineData(Kind.Typed)]
    [InlineData(Kind.BareEvent)]
    [InlineData(Kind.Event)]
    [InlineData(Kind.EventNotAskedFor)]
    public async Task What_stands_beside_a_refusal_keeps_nobody_from_hearing_of_it(Kind kind)
    {
        int requests = 0;
        using ApiClient limited = Client(_ => ++requests == 1 ? Respond(kind, $"{{{ErrorOf("RequestLimitExceeded")},{Misfit},{Id}}}") : StubHandler.Ok(SocketClient.Success));
        await CallAsync(limited, kind);
        Assert.Equal(2, requests);

        ScriptedProvider provider = new(new CredentialRefreshOptions()) { Fetch = static (n, _) => Task.FromResult(new TencentCloudCredential($"AKID{n}", "k", "t")) };
        requests = 0;
        using ApiClient refused = new(TestService.Service, provider, null, new ApiClientOptions
        {
            HttpMessageHandler = new StubHandler(_ => ++requests == 1 ? Respond(kind, $"{{{Misfit},{ErrorOf("AuthFailure.TokenFailure")},{Id}}}") : StubHandler.Ok(SocketClient.Success)),
            Throttle = { Mode = ThrottleMode.Off },
        });
        await CallAsync(refused, kind);
        Assert.Equal((2, 2), (requests, provider.Fetches));
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task The_ID_of_a_request_is_told_although_its_response_cannot_be_read(Kind kind, string content)
    {
        if (kind == Kind.ByName && content.Contains(Misfit, StringComparison.Ordinal))
        {
            // Without a spec nothing says that it does not fit.
            return;
        }

        using ApiClient client = Client(_ => Respond(kind, content));

        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(() => CallAsync(client, kind));

        Assert.Equal("r-9", e.RequestId);
        Assert.Contains("(RequestId: r-9)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ID_is_told_of_a_response_that_is_too_large_and_of_a_status_that_is_no_success()
    {
        using ApiClient large = Client(_ =>
        {
            HttpResponseMessage response = StubHandler.Ok($"{{\"Response\":{{{Id},\"Data\":{{\"Text\":\"{new string('a', 70_000)}\"}}}}}}");
            response.Content.Headers.ContentLength = null;
            return response;
        });
        using ApiClient refused = Client(_ => Respond(Kind.Typed, $"{{{Id},{Misfit}}}", HttpStatusCode.BadRequest));

        ApiException[] failures =
        [
            await Assert.ThrowsAsync<ApiMalformedResponseException>(() => CallAsync(large, Kind.Typed)),
            await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(refused, Kind.Typed)),
        ];

        Assert.All(failures, static e => Assert.Equal("r-9", e.RequestId));
    }

    [Fact]
    public async Task A_failure_at_the_beginning_of_what_is_too_large_is_told()
    {
        using ApiClient client = Client(_ =>
        {
            HttpResponseMessage response = StubHandler.Ok($"{{\"Response\":{{{Id},{ErrorOf("FailedOperation.TooManyThings")},\"Data\":{{\"Text\":\"{new string('a', 70_000)}\"}}}}}}");
            response.Content.Headers.ContentLength = null;
            return response;
        });

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(client, Kind.Typed));

        Assert.Equal(("FailedOperation.TooManyThings", "r-9"), (e.Code, e.RequestId));
    }

    [Theory]
    [InlineData(Kind.Typed)]
    [InlineData(Kind.BareEvent)]
    public async Task An_ID_that_repeats_what_is_confidential_is_not_told(Kind kind)
    {
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "CreateThing") { SensitiveMembers = ["Text"] };
        using ApiClient client = Client(_ => Respond(kind, "{\"Data\":{\"Text\":\"hidden-0001\",\"Integer\":\"abc\"},\"RequestId\":\"hidden-0001\"}"));

        ApiMalformedResponseException e = await Assert.ThrowsAsync<ApiMalformedResponseException>(() => CallAsync(client, kind, action));

        Assert.Equal("***", e.RequestId);
        Assert.DoesNotContain("hidden-0001", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Kind.Typed)]
    [InlineData(Kind.BareEvent)]
    public async Task A_failure_repeats_no_sensitive_value_that_stands_behind_what_is_too_deep(Kind kind)
    {
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "CreateThing") { SensitiveMembers = ["Text"] };
        using ApiClient client = Client(_ => Respond(kind, $"{{{Deep},\"Data\":{{\"Text\":\"hidden-0001\"}},\"Error\":{{\"Code\":\"FailedOperation\",\"Message\":\"not hidden-0001\"}},\"RequestId\":\"hidden-0001\"}}"));

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(client, kind, action));

        Assert.Equal(("not ***", "***"), (e.ServiceMessage, e.RequestId));
    }

    private static string ErrorOf(string code) => $"\"Error\":{{\"Code\":\"{code}\",\"Message\":\"m\"}}";

    private static HttpResponseMessage Respond(Kind kind, string content, HttpStatusCode status = HttpStatusCode.OK)
    {
        string enveloped = $"{{\"Response\":{content}}}";
        string data = kind is Kind.BareEvent or Kind.EventAfterAnother ? content : enveloped;
        string before = kind == Kind.EventAfterAnother ? "data: {\"Data\":{\"Text\":\"a\"}}\n\n" : "";
        return kind is Kind.Typed or Kind.ByName
            ? new HttpResponseMessage(status) { Content = new StringContent(enveloped) }
            : new HttpResponseMessage(status) { Content = new StringContent($"{before}data: {data}\n\n", Encoding.UTF8, "text/event-stream") };
    }

    private static async Task CallAsync(ApiClient client, Kind kind, ApiAction<ThingRequest, ThingResponse>? action = null)
    {
        action ??= TestService.Action();
        ThingRequest request = new() { Name = "n" };
        switch (kind)
        {
            case Kind.ByName:
                await client.SendAsync("SomeAction", "{}", null, Token);
                break;
            case Kind.Typed or Kind.EventNotAskedFor:
                await client.SendAsync(action, request, null, Token);
                break;
            default:
                await foreach (ServerSentEvent<ThingResponse> e in client.StreamAsync(action, request, null, Token))
                {
                    Assert.NotNull(e.Data);
                }

                break;
        }
    }

    private static ApiClient Client(Func<int, HttpResponseMessage> respond) => SocketClient.Create(null, o => o.HttpMessageHandler = new StubHandler(respond));
}
