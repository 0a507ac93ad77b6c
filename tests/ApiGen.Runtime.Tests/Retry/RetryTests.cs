using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ApiGen.Runtime.Tests.Pipeline;
using ApiGen.Runtime.Tests.Telemetry;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Retry;

public sealed class RetryTests : IDisposable
{
    private const string Success = """{"Response":{"Data":{"Text":"mp1"},"RequestId":"r-1"}}""";
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_551_113_065);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly LogCollector _logs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task Pauses_grow_up_to_their_cap_and_attempts_end_at_theirs()
    {
        StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.TooManyRequests));
        using ApiClient client = Client(handler, new RetryOptions { MaxAttempts = 8, BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(4), MaxTotalTime = TimeSpan.FromHours(1) });

        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => RunAsync(Call(client)));

        Assert.Equal(8, handler.Requests.Count);
        Assert.Equal(8, e.Attempts);
        double[] pauses = Pauses();
        Assert.Equal(7, pauses.Length);
        Assert.All(pauses, pause => Assert.InRange(pause, 0, 4000));
        Assert.True(pauses[^1] > pauses[0], "The pauses do not grow.");
    }

    [Fact]
    public async Task Retry_After_is_kept_to_even_beyond_the_longest_pause()
    {
        StubHandler handler = new(number => number == 1 ? Busy(TimeSpan.FromSeconds(30)) : StubHandler.Ok(Success));
        using ApiClient client = Client(handler, new RetryOptions { MaxDelay = TimeSpan.FromSeconds(1), MaxTotalTime = TimeSpan.FromHours(1) });

        await RunAsync(Call(client));

        Assert.Equal([30_000], Pauses());
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task A_pause_beyond_the_total_time_is_not_begun()
    {
        StubHandler handler = new(_ => Busy(TimeSpan.FromSeconds(30)));
        using ApiClient client = Client(handler, new RetryOptions { MaxTotalTime = TimeSpan.FromSeconds(20) });

        await Assert.ThrowsAsync<ApiHttpStatusException>(() => Call(client));

        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_pause_beyond_the_timeout_of_the_call_is_not_begun()
    {
        StubHandler handler = new(_ => Busy(TimeSpan.FromSeconds(10)));
        using ApiClient client = Client(handler, new RetryOptions(), o => o.Timeout = TimeSpan.FromSeconds(10));

        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => Call(client));

        Assert.Contains("Not repeated: the next attempt would start after the call's Timeout", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, e.Attempts);
    }

    [Theory]
    [InlineData(5, 60)]
    [InlineData(60, 5)]
    public async Task A_pause_of_the_throttle_that_outlasts_the_call_ends_it_at_once_with_the_refusal(int timeout, int totalTime)
    {
        StubHandler handler = new(_ => Failure("RequestLimitExceeded"));
        ThrottleRegistry registry = new();
        using ApiClient client = Client(handler, new RetryOptions { MaxTotalTime = TimeSpan.FromSeconds(totalTime) }, o =>
        {
            o.Timeout = TimeSpan.FromSeconds(timeout);
            o.Throttle = new ThrottleOptions();
            o.ThrottleRegistry = registry;
        });
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "CreateThing") { RateLimits = [ApiRateLimit.PerSeconds(20, 1)] };
        Throttle throttle = registry.GetThrottle(action, "tcsas.intl.tencentcloudapi.com", "AKIDexample", new ThrottleOptions(), _time);

        // Time enough for these, however far the clock runs while one of them waits for a processor.
        ApiCallOptions patient = new() { Timeout = TimeSpan.FromDays(1), Retry = new RetryOptions { MaxTotalTime = TimeSpan.FromDays(1) } };
        for (int i = 0; i < 5; i++)
        {
            ApiServiceException e = await Assert.ThrowsAsync<ApiServiceException>(
                () => RunAsync(client.SendAsync(action, new ThingRequest { Name = "n" }, patient, Token)));
            Assert.Equal(CommonErrorCode.RequestLimitExceeded, e.CommonErrorCode);
        }

        // The throttle pauses for much longer by now, which is known as soon as the service has refused.
        while (throttle.IsPaused)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        ApiServiceException refusal = await Assert.ThrowsAsync<ApiServiceException>(
            () => client.SendAsync(action, new ThingRequest { Name = "n" }, null, Token).WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Contains("Not repeated: the next attempt would start after", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, refusal.Attempts);
    }

    [Theory]
    [InlineData("GetThing", "{}", null, 3, null)]
    [InlineData("CreateThing", """{"Name":"n","ClientToken":"mine"}""", null, 3, null)]
    [InlineData("Unheard", """{"ClientToken":"mine"}""", null, 3, null)]
    [InlineData("Unheard", "{}", true, 3, null)]
    [InlineData("CreateThing", """{"ClientToken":"","Inner":{"ClientToken":"x"}}""", null, 1, "CreateThing is not idempotent")]
    [InlineData("CreateThing", """{"ClientToken":null}""", null, 1, "CreateThing is not idempotent")]
    [InlineData("CreateThing", """{"ClientToken":"t","ClientToken":""}""", null, 1, "CreateThing is not idempotent")]
    [InlineData("CreateThing", """{"ClientToken":"t","\u0043lientToken":null}""", null, 1, "CreateThing is not idempotent")]
    [InlineData("CreateThing", """{"ClientToken":"","ClientToken":"t"}""", null, 3, null)]
    [InlineData("CreateThing", """{"ClientToken":"t","Other":""}""", null, 3, null)]
    [InlineData("CreateThing", """{"ClientToken":"t"}""", false, 1, "ApiCallOptions.IsIdempotent says that this call of CreateThing is not idempotent")]
    [InlineData("Unheard", """{"ClientToken":"t"}""", false, 1, "ApiCallOptions.IsIdempotent says that this call of Unheard is not idempotent")]
    [InlineData("GetThing", "{}", false, 1, "ApiCallOptions.IsIdempotent says that this call of GetThing is not idempotent")]
    [InlineData("Unheard", "{}", null, 1, "nothing says that Unheard is idempotent")]
    [InlineData("Unheard", "{}", false, 1, "ApiCallOptions.IsIdempotent says that this call of Unheard is not idempotent")]
    public async Task A_call_by_name_is_repeated_as_a_typed_one_and_tells_a_true_reason_when_not(string action, string json, bool? idempotent, int attempts, string? reason)
    {
        StubHandler handler = new(_ => Failure("InternalError"));
        using ApiClient client = new(
            TestService.Service with { ActionNames = "CreateThing GetThing GetThings", IdempotentActions = "GetThing GetThings" },
            new TencentCloudCredential("AKIDexample", "example-secret-key"),
            null,
            new ApiClientOptions { HttpMessageHandler = handler, Retry = { BaseDelay = TimeSpan.Zero }, Throttle = { Mode = ThrottleMode.Off } });

        ApiServiceException e = await Assert.ThrowsAsync<ApiServiceException>(() => client.SendAsync(action, json, new ApiCallOptions { IsIdempotent = idempotent }, Token));

        Assert.Equal(attempts, handler.Requests.Count);
        Assert.True(reason is null ? !e.Message.Contains("Not repeated", StringComparison.Ordinal) : e.Message.Contains($"Not repeated: {reason}", StringComparison.Ordinal), e.Message);
    }

    [Theory]
    [InlineData("{\"ClientToken\":\"t\"}", 3, "{}", 1, "{\"ClientToken\":\"t\"}", 3)]
    [InlineData("{}", 1, "{\"ClientToken\":\"t\"}", 3, "{}", 1)]
    public async Task Each_call_by_name_is_repeated_by_its_own_token_whatever_went_before(string first, int attemptsOfFirst, string second, int attemptsOfSecond, string third, int attemptsOfThird)
    {
        StubHandler handler = new(_ => Failure("InternalError"));
        using ApiClient client = Client(handler, new RetryOptions { BaseDelay = TimeSpan.Zero });

        foreach ((string json, int attempts) in new[] { (first, attemptsOfFirst), (second, attemptsOfSecond), (third, attemptsOfThird) })
        {
            int before = handler.Requests.Count;
            await Assert.ThrowsAsync<ApiServiceException>(() => client.SendAsync("CreateThing", json, cancellationToken: Token));
            Assert.Equal(attempts, handler.Requests.Count - before);
        }
    }

    [Fact]
    public async Task Repeating_can_be_turned_off_for_a_client_and_for_a_call()
    {
        StubHandler handler = new(_ => Busy(TimeSpan.Zero));
        using ApiClient off = Client(handler, RetryOptions.Off);
        using ApiClient on = Client(handler, new RetryOptions { BaseDelay = TimeSpan.Zero });

        await Assert.ThrowsAsync<ApiHttpStatusException>(() => Call(off));
        await Assert.ThrowsAsync<ApiHttpStatusException>(() => Call(on, new ApiCallOptions { Retry = RetryOptions.Off }));

        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_as_too_frequent_pauses_nothing_by_itself_and_is_repeated()
    {
        StubHandler handler = new(number => number == 1 ? Failure("RequestLimitExceeded") : StubHandler.Ok(Success));
        ThrottleRegistry registry = new();
        using ApiClient client = Client(handler, new RetryOptions { MaxTotalTime = TimeSpan.FromDays(1) }, o =>
        {
            o.Throttle = new ThrottleOptions();
            o.ThrottleRegistry = registry;
        });
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "Limited") { RateLimits = [ApiRateLimit.PerSeconds(20, 1)] };

        Task call = client.SendAsync(action, new ThingRequest { Name = "n" }, null, Token);
        Throttle throttle = registry.GetThrottle(action, "tcsas.intl.tencentcloudapi.com", "AKIDexample", new ThrottleOptions(), _time);
        Assert.False(throttle.IsPaused);
        await RunAsync(call);

        Assert.Equal(2, handler.Requests.Count);
        Assert.Equal(0, throttle.LeaseCount);
        Assert.Equal(0, throttle.WaitingCount);
    }

    [Fact]
    public async Task A_wrong_clock_is_corrected_once_and_later_calls_are_right_at_once()
    {
        DateTimeOffset serverTime = Start.AddHours(-9);
        StubHandler handler = new(number => number == 1 ? Dated(Failure("AuthFailure.SignatureExpire"), serverTime) : StubHandler.Ok(Success));
        using ApiClient client = Client(handler, RetryOptions.Off);

        await Call(client);
        await Call(client);

        string[] timestamps = [.. handler.Requests.Select(sent => sent.Headers["X-TC-Timestamp"])];
        Assert.Equal(["1551113065", "1551080665", "1551080665"], timestamps);
        Assert.Contains("/2019-02-25/", handler.Requests[1].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_that_stays_expired_is_not_sent_a_third_time()
    {
        StubHandler handler = new(_ => Dated(Failure("AuthFailure.SignatureExpire"), Start.AddHours(1)));
        using ApiClient client = Client(handler, new RetryOptions { BaseDelay = TimeSpan.Zero });

        ApiServiceException e = await Assert.ThrowsAsync<ApiException<ThingErrorCode>>(() => Call(client));

        Assert.Equal(CommonErrorCode.AuthFailureSignatureExpire, e.CommonErrorCode);
        Assert.Equal(2, handler.Requests.Count);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", true)]
    public async Task An_empty_client_token_is_filled_in_the_same_for_every_attempt_and_the_request_stays_as_it_is(string? token, bool withOthers)
    {
        StubHandler handler = new(number => number % 2 == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : StubHandler.Ok(Success));
        using ApiClient client = Client(handler, new RetryOptions { BaseDelay = TimeSpan.Zero });
        ApiAction<TokenRequest, ThingResponse> action = new(TestService.Service, "CreateWithToken");
        TokenRequest request = new()
        {
            ClientToken = token,
            Inner = withOthers ? new ThingPart { TEXT = "ClientToken" } : null,
            Name = withOthers ? "n" : null,
        };

        await client.SendAsync(action, request, null, Token);
        await client.SendAsync(action, request, null, Token);

        string[] sent = [.. handler.Requests.Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("ClientToken").GetString()!)];
        Assert.Equal(4, sent.Length);
        Assert.All(sent, value => Assert.True(Guid.TryParse(value, out _)));
        Assert.Equal(sent[0], sent[1]);
        Assert.Equal(sent[2], sent[3]);
        Assert.NotEqual(sent[0], sent[2]);
        Assert.Equal(token, request.ClientToken);
        Assert.All(handler.Requests, r => Assert.Single(JsonDocument.Parse(r.Body).RootElement.EnumerateObject(), member => member.Name == "ClientToken"));
    }

    [Theory]
    [InlineData(null, null, 3)]
    [InlineData("mine", null, 3)]
    [InlineData(null, false, 1)]
    [InlineData("mine", false, 1)]
    [InlineData(null, true, 3)]
    public async Task What_the_call_says_of_itself_counts_more_than_its_token(string? token, bool? isIdempotent, int attempts)
    {
        StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        using ApiClient client = Client(handler, new RetryOptions { BaseDelay = TimeSpan.Zero });
        ApiAction<TokenRequest, ThingResponse> action = new(TestService.Service, "CreateWithToken");

        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(
            () => client.SendAsync(action, new TokenRequest { ClientToken = token }, new ApiCallOptions { IsIdempotent = isIdempotent }, Token));

        Assert.Equal(attempts, handler.Requests.Count);
        Assert.Equal(attempts == 1, e.Message.Contains("Not repeated: ApiCallOptions.IsIdempotent says that this call of CreateWithToken is not idempotent", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "")]
    [InlineData(HttpStatusCode.OK, "RequestLimitExceeded")]
    public async Task A_refusal_without_effect_is_repeated_whatever_the_call_says_of_itself(HttpStatusCode status, string code)
    {
        StubHandler handler = new(number => number > 1 ? StubHandler.Ok(Success) : code.Length > 0 ? Failure(code) : new HttpResponseMessage(status));
        using ApiClient client = Client(handler, new RetryOptions { BaseDelay = TimeSpan.Zero });

        await client.SendAsync(new ApiAction<TokenRequest, ThingResponse>(TestService.Service, "CreateWithToken"), new TokenRequest(), new ApiCallOptions { IsIdempotent = false }, Token);

        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task A_client_token_of_the_callers_own_is_sent_as_it_is()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, RetryOptions.Off);

        await client.SendAsync(new ApiAction<TokenRequest, ThingResponse>(TestService.Service, "CreateWithToken"), new TokenRequest { ClientToken = "mine" }, null, Token);

        Assert.Equal("""{"ClientToken":"mine"}""", Assert.Single(handler.Requests).Text);
    }

    [Fact]
    public async Task The_second_access_host_takes_over_while_the_first_keeps_failing()
    {
        List<string> hosts = [];
        bool firstWorks = false;
        HostHandler handler = new(host =>
        {
            hosts.Add(host);
            return host.StartsWith("backup", StringComparison.Ordinal) || firstWorks ? StubHandler.Ok(Success) : throw new HttpRequestException(HttpRequestError.ConnectionError);
        });
        using ApiClient client = Client(handler, RetryOptions.Off, o =>
        {
            o.BackupAccessHost = "backup.tencentcloudapi.com";
            o.FailuresBeforeBackup = 2;
        });

        await Assert.ThrowsAsync<ApiNetworkException>(() => Call(client));
        await Assert.ThrowsAsync<ApiNetworkException>(() => Call(client));
        await Call(client);
        firstWorks = true;
        _time.Advance(TimeSpan.FromSeconds(121));
        await Call(client);
        await Call(client);

        const string First = "tcsas.intl.tencentcloudapi.com";
        Assert.Equal([First, First, "backup.tencentcloudapi.com", First, First], hosts);
    }

    private static Task<ThingResponse> Call(ApiClient client, ApiCallOptions? options = null) =>
        client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, options, Token);

    /// <summary>Lets the fake clock run until the call has ended.</summary>
    private async Task RunAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await call;
    }

    private double[] Pauses() => [.. _logs.Entries.Where(entry => entry.EventId == 1003).Select(entry => (double)entry.Values["DelayMilliseconds"]!)];

    private static HttpResponseMessage Busy(TimeSpan retryAfter)
    {
        HttpResponseMessage answer = new(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(retryAfter);
        return answer;
    }

    private static HttpResponseMessage Failure(string code) =>
        StubHandler.Ok("""{"Response":{"Error":{"Code":"CODE","Message":"m"},"RequestId":"r-2"}}""".Replace("CODE", code, StringComparison.Ordinal));

    private static HttpResponseMessage Dated(HttpResponseMessage answer, DateTimeOffset date)
    {
        answer.Headers.Date = date;
        return answer;
    }

    private ApiClient Client(HttpMessageHandler handler, RetryOptions retry, Action<ApiClientOptions>? configure = null)
    {
        ApiClientOptions options = new()
        {
            HttpMessageHandler = handler,
            TimeProvider = _time,
            LoggerFactory = _logs,

            // The fake clock runs faster than the calls; only tests of the timeout set one.
            Timeout = Timeout.InfiniteTimeSpan,
            Retry = retry,
            Throttle = new ThrottleOptions { Mode = ThrottleMode.Off },
        };
        configure?.Invoke(options);
        return new ApiClient(TestService.Service, new TencentCloudCredential("AKIDexample", "example-secret-key"), null, options);
    }

    private sealed class HostHandler(Func<string, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request.RequestUri!.Host));
    }
}
