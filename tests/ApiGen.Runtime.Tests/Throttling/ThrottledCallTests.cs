using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.RateLimiting;
using ApiGen.Runtime.Tests.Pipeline;
using ApiGen.Runtime.Tests.Telemetry;
using ApiGen.Runtime.Throttling;
using ApiGen.Throttling;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>What whole calls tell the throttle, and for whom they count.</summary>
public sealed class ThrottledCallTests
{
    private const string Success = """{"Response":{"Data":{"Text":"mp1"},"RequestId":"r-1"}}""";

    private static readonly TencentCloudCredential Credential = new("AKIDexample", "key");

    private readonly FakeTimeProvider _time = new();
    private readonly ThrottleRegistry _registry = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_large_page_with_status_429_pauses_the_throttle()
    {
        using ApiClient client = Client(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Content = new StringContent($"<html>{new string('x', 20_000)}</html>", Encoding.UTF8, "text/html"),
            Headers = { { "Retry-After", "7" } },
        }));
        await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(client));
        Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client))).RetryAfter);
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("99999999999999")]
    [InlineData("99999999999999999999999999999999")]
    public async Task A_time_longer_than_any_pauses_for_the_longest_pause(string seconds)
    {
        HttpResponseMessage response = new(HttpStatusCode.TooManyRequests) { Content = new StringContent("") };
        Assert.True(response.Headers.TryAddWithoutValidation("Retry-After", seconds));
        using ApiClient client = Client(new StubHandler(_ => response), options => options.Throttle.MaxPause = TimeSpan.FromSeconds(40));
        await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(client));
        Assert.Equal(TimeSpan.FromSeconds(40), (await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client))).RetryAfter);
    }

    [Fact]
    public async Task A_refusal_inside_of_an_event_stream_pauses_the_throttle()
    {
        using ApiClient client = Client(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent("data: {\"Error\":{\"Code\":\"RequestLimitExceeded\",\"Message\":\"m\"},\"RequestId\":\"r-2\"}\n\n", Encoding.UTF8, "text/event-stream"),
            Headers = { { "Retry-After", "7" } },
        }));
        await Assert.ThrowsAnyAsync<ApiServiceException>(async () =>
        {
            await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(Limited(100), new ThingRequest { Name = "n" }, null, Token))
            {
            }
        });
        Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client))).RetryAfter);
    }

    [Fact]
    public async Task Refusals_in_the_middle_of_streams_are_counted_and_pause_the_throttle_like_others()
    {
        using ThrottleMeasurements measured = new(TestService.Service.Endpoint);
        using ApiClient client = Client(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(
                "data: {\"RequestId\":\"r-2\"}\n\ndata: {\"Error\":{\"Code\":\"RequestLimitExceeded\",\"Message\":\"m\"},\"RequestId\":\"r-2\"}\n\n", Encoding.UTF8, "text/event-stream"),
        }));
        double before = measured["apigen.throttle.rejections"];
        for (int i = 0; i < 2; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Assert.ThrowsAnyAsync<ApiServiceException>(async () =>
            {
                await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(Limited(100), new ThingRequest { Name = "n" }, null, Token))
                {
                }
            });
        }

        Assert.InRange(measured["apigen.throttle.rejections"], before + 2, double.MaxValue);
        Assert.NotNull((await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client))).RetryAfter);
    }

    [Theory]
    [InlineData("""{"Response":{"Data":{"Text":{"a":1},"Count":"x"},"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r-1"}}""")]
    [InlineData("""{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r-1","Data":[7]}}""")]
    [InlineData("""{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r-1","Data":{""")]
    [InlineData("""{"Response":{"Error":{"Code":"RequestLimitExceeded.UinLimitExceeded","Message":["m"]},"RequestId":7,"Data":tru}}""")]
    public async Task A_refusal_beside_what_cannot_be_read_is_counted_and_pauses_the_throttle(string json)
    {
        string host = $"odd{(uint)json.GetHashCode(StringComparison.Ordinal)}.example.com";
        using ThrottleMeasurements measured = new(host);
        using ApiClient client = Client(
            new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json"), Headers = { { "Retry-After", "7" } } }),
            options => options.AccessHost = host);
        Assert.StartsWith("RequestLimitExceeded", (await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(client))).Code, StringComparison.Ordinal);
        Assert.Equal(1, measured["apigen.throttle.rejections"]);
        Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client))).RetryAfter);
    }

    [Fact]
    public async Task Calls_that_are_refused_together_count_as_one_also_where_a_handler_never_reads_them()
    {
        TaskCompletionSource answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ApiClient client = Client(new UnreadingHandler(answers.Task));
        Task[] calls = [.. Enumerable.Range(0, 10).Select(_ => CallAsync(client))];
        _time.Advance(TimeSpan.FromSeconds(1));
        answers.SetResult();
        foreach (Task call in calls)
        {
            await Assert.ThrowsAnyAsync<ApiServiceException>(() => call);
        }

        // It reaches the service, for nothing pauses.
        await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(client));
    }

    [Fact]
    public async Task Refusals_are_counted_where_nothing_is_throttled()
    {
        using ThrottleMeasurements measured = new("off.example.com");
        using ApiClient client = Client(StubHandler.Json("""{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r-1"}}"""), options =>
        {
            options.AccessHost = "off.example.com";
            options.Throttle.Mode = ThrottleMode.Off;
        });
        await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(client));
        Assert.Equal(1, measured["apigen.throttle.rejections"]);
    }

    [Fact]
    public async Task A_call_by_name_shares_the_quota_of_the_typed_calls_and_knows_the_limits_of_its_action_alone()
    {
        ApiService service = TestService.Service with { ActionLimits = "CreateThings=100/1s CreateThing=3/10s,100/60s Create=1/1s" };
        Assert.Equal([ApiRateLimit.PerSeconds(3, 10), ApiRateLimit.PerSeconds(100, 60)], service.LimitsOf("CreateThing"));
        Assert.Empty(service.LimitsOf("CreateThin"));
        Assert.Empty(TestService.Service.LimitsOf("CreateThing"));

        using ApiClient client = new(service, Credential, null, new ApiClientOptions
        {
            HttpMessageHandler = StubHandler.Json(Success),
            TimeProvider = _time,
            ThrottleRegistry = _registry,
            Throttle = { Mode = ThrottleMode.FailFast },
        });
        ApiAction<ThingRequest, ThingResponse> typed = new(service, "CreateThing") { RateLimits = [ApiRateLimit.PerSeconds(3, 10), ApiRateLimit.PerSeconds(100, 60)] };
        await client.SendAsync("CreateThing", "{}", null, Token);
        await client.SendAsync(typed, new ThingRequest { Name = "n" }, null, Token);
        await client.SendAsync("CreateThing", "{}", null, Token);
        await Assert.ThrowsAsync<ApiThrottledException>(() => client.SendAsync("CreateThing", "{}", null, Token));
        await Assert.ThrowsAsync<ApiThrottledException>(() => client.SendAsync(typed, new ThingRequest { Name = "n" }, null, Token));
    }

    [Fact]
    public async Task A_call_whose_permit_lapsed_while_the_credential_was_fetched_waits_for_another()
    {
        LapsingLimiter limiter = new();
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, options => options.Throttle.LimiterFactory = _ => limiter);
        await CallAsync(client);
        Assert.Equal((2, 1), (limiter.Given, limiter.Sent));
    }

    /// <summary>Gives one permit that lapses at once, and then good ones.</summary>
    private sealed class LapsingLimiter : RateLimiter
    {
        public int Given { get; private set; }

        public int Sent { get; private set; }

        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease(this, ++Given == 1);

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount));

        private sealed class Lease(LapsingLimiter limiter, bool isLapsed) : RateLimitLease, ILapsingLease, IRequestObserver
        {
            public bool IsLapsed => isLapsed;

            public override bool IsAcquired => true;

            public override IEnumerable<string> MetadataNames => [];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = null;
                return false;
            }

            public void OnSent(TimeSpan arrivalDelay, TimeSpan heldUpAfter) => limiter.Sent++;

            public void OnCompleted(TimeSpan sinceSent, TimeSpan arrivalDelay)
            {
            }
        }
    }

    [Fact]
    public async Task A_date_to_come_back_at_is_one_of_the_services_own_clock()
    {
        DateTimeOffset theirs = _time.GetUtcNow().AddDays(1);
        using ApiClient client = Client(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Content = new StringContent(""),
            Headers = { { "Date", theirs.ToString("R", CultureInfo.InvariantCulture) }, { "Retry-After", theirs.AddSeconds(9).ToString("R", CultureInfo.InvariantCulture) } },
        }));
        await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(client));
        Assert.Equal(TimeSpan.FromSeconds(9), (await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client))).RetryAfter);
    }

    [Fact]
    public async Task Two_keys_of_one_account_share_a_quota_when_the_account_is_named()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient one = Client(handler, options => options.AccountKey = "100012345678");
        using ApiClient other = Client(handler, options => options.AccountKey = "100012345678", new TencentCloudCredential("AKIDother", "key"));
        using ApiClient stranger = Client(handler, credentials: new TencentCloudCredential("AKIDstranger", "key"));
        await CallAsync(one, Limited(1));
        await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(other, Limited(1)));
        await CallAsync(stranger, Limited(1));
    }

    [Fact]
    public async Task One_client_serves_many_accounts_each_with_a_quota_and_a_signature_of_its_own()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, options => options.AccountKey = "whose client it is");
        ApiCallOptions[] tenants = [.. Enumerable.Range(0, 5).Select(i => new ApiCallOptions { Credentials = new TencentCloudCredential($"AKIDtenant{i}", "key") })];
        foreach (ApiCallOptions tenant in tenants)
        {
            await CallAsync(client, Limited(1), tenant);
            await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client, Limited(1), tenant));
        }

        await CallAsync(client, Limited(1));
        Assert.Equal(
            ["AKIDtenant0", "AKIDtenant1", "AKIDtenant2", "AKIDtenant3", "AKIDtenant4", "AKIDexample"],
            handler.Requests.Select(request => request.Headers["Authorization"].Split("Credential=")[1].Split('/')[0]));
    }

    [Fact]
    public async Task Two_keys_of_one_tenant_share_its_quota_when_the_calls_name_the_account()
    {
        using ApiClient client = Client(StubHandler.Json(Success), options => options.AccountKey = "whose client it is");
        ApiCallOptions[] keys = [.. Enumerable.Range(0, 2).Select(i => new ApiCallOptions { Credentials = new TencentCloudCredential($"AKIDkey{i}", "key"), AccountKey = "tenant" })];

        await CallAsync(client, Limited(1), keys[0]);
        await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client, Limited(1), keys[1]));
        await CallAsync(client, Limited(1));
        await CallAsync(client, Limited(1), new ApiCallOptions { AccountKey = "another" });
        await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client, Limited(1), new ApiCallOptions { AccountKey = "tenant" }));
    }

    [Fact]
    public async Task A_key_that_is_exchanged_while_the_client_runs_goes_on_with_the_quota_of_the_account_that_is_named()
    {
        StubHandler handler = StubHandler.Json(Success);
        SwappableCredentialProvider named = new(new TencentCloudCredential("AKIDold", "key"));
        SwappableCredentialProvider unnamed = new(new TencentCloudCredential("AKIDold", "key"));
        using ApiClient client = Client(handler, options => options.AccountKey = "100012345678", named);
        using ApiClient other = Client(handler, credentials: unnamed);
        await CallAsync(client, Limited(2));
        await CallAsync(other, Limited(2));
        await CallAsync(other, Limited(2));

        named.Swap(new TencentCloudCredential("AKIDnew", "key"));
        unnamed.Swap(new TencentCloudCredential("AKIDnew", "key"));
        await CallAsync(client, Limited(2));
        await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client, Limited(2)));
        await CallAsync(other, Limited(2));

        Assert.Contains("AKIDnew", handler.Requests[3].Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(5, handler.Requests.Count);
    }

    [Fact]
    public async Task A_call_that_waits_while_its_key_is_exchanged_goes_in_the_turn_of_the_new_account_and_leaves_the_old_one_its_permit()
    {
        StubHandler handler = StubHandler.Json(Success);
        SwappableCredentialProvider keys = new(new TencentCloudCredential("AKIDold", "key"));
        using ApiClient client = Client(handler, options => options.Throttle.Mode = ThrottleMode.Wait, keys);
        await CallAsync(client, Limited(1));
        Task<ThingResponse> waiting = CallAsync(client, Limited(1));

        keys.Swap(new TencentCloudCredential("AKIDnew", "key"));
        _time.Advance(TimeSpan.FromHours(2));
        await waiting;

        Assert.Contains("AKIDnew", handler.Requests[1].Headers["Authorization"], StringComparison.Ordinal);
        using ApiClient other = Client(handler);
        await CallAsync(other, Limited(1), new ApiCallOptions { Credentials = new TencentCloudCredential("AKIDold", "key") });
        await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(other, Limited(1), new ApiCallOptions { Credentials = keys.Current }));
    }

    [Theory]
    [InlineData("CreatThing", true)]
    [InlineData("creatething", true)]
    [InlineData("CreateThings", true)]
    [InlineData("DeleteThing", false)]
    [InlineData("CreateThing", false)]
    public async Task A_misspelt_action_among_the_overrides_is_told(string name, bool isTold)
    {
        LogCollector log = new();
        using ApiClient client = Client(StubHandler.Json(Success), options =>
        {
            options.LoggerFactory = log;
            options.Throttle.LimitOverrides[name] = [ApiRateLimit.PerSeconds(50, 1)];
        });
        ApiAction<ThingRequest, ThingResponse> action = Limited(100);
        await CallAsync(client, action);
        await CallAsync(client, action);
        Assert.Equal(isTold ? 1 : 0, log.Entries.Count(entry => entry.Message.Contains("LimitOverrides", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("CreatThing", "CreateThing")]
    [InlineData("creatething", "CreateThing")]
    [InlineData("CreateThing ", "CreateThing")]
    [InlineData("CreateThnigs", "CreateThings")]
    [InlineData("DescribeThing", null)]
    [InlineData("CreateThing", null)]
    public void A_misspelt_action_of_the_client_is_told_when_the_client_is_made(string name, string? meant)
    {
        ApiService service = TestService.Service with { ActionNames = "CreateThing CreateThings" };
        ApiClientOptions options = new() { Throttle = { LimitOverrides = { [name] = [ApiRateLimit.PerSeconds(50, 1)] } } };
        Exception? refusal = Record.Exception(() => new ApiClient(service, Credential, null, options).Dispose());
        if (meant is null)
        {
            Assert.Null(refusal);
            return;
        }

        Assert.Equal("LimitOverrides", Assert.IsType<ArgumentException>(refusal).ParamName);
        Assert.Contains($"'{name}' is no action of tcsas; did you mean {meant}?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_near_to_an_action_that_has_an_entry_of_its_own_may_be_that_of_another_action()
    {
        ApiService service = TestService.Service with { ActionNames = "DescribeRole" };
        ApiClientOptions options = new() { Throttle = { LimitOverrides = { ["DescribeRole"] = [], ["DescribeRoles"] = [] } } };
        new ApiClient(service, Credential, null, options).Dispose();
    }

    // Nobody waits for nothing.
    [Fact]
    public async Task A_refused_call_whose_turn_would_come_after_its_time_ends_at_once_with_the_refusal()
    {
        TaskCompletionSource<HttpResponseMessage> held = new();
        using ApiClient client = Repeating(held);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        ApiAction<ThingRequest, ThingResponse> action = PerSecond(1);
        Task<ThingResponse> refused = CallAsync(client, action);
        Task<ThingResponse>[] others = [.. Enumerable.Range(0, 20).Select(_ => client.SendAsync(action, new ThingRequest { Name = "n" }, null, end.Token))];

        held.SetResult(Refusal());

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => refused.WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal(("RequestLimitExceeded", 1), (e.Code, e.Attempts));
        Assert.Contains("Not repeated: the next attempt would start after the call's Timeout", e.Message, StringComparison.Ordinal);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(others));
    }

    [Fact]
    public async Task A_refused_call_that_waits_ends_with_the_refusal_as_soon_as_a_pause_outlasts_it()
    {
        TaskCompletionSource<HttpResponseMessage> held = new();
        using ApiClient client = Repeating(held);
        ApiAction<ThingRequest, ThingResponse> action = PerSecond(2);
        Task<ThingResponse> other = CallAsync(client, action);
        Task<ThingResponse> refused = CallAsync(client, action);
        Assert.False(refused.IsCompleted);

        HttpResponseMessage pause = Refusal();
        pause.Headers.Add("Retry-After", "30");
        held.SetResult(pause);

        foreach (Task<ThingResponse> call in new[] { other, refused })
        {
            ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
            Assert.Equal(("RequestLimitExceeded", 1), (e.Code, e.Attempts));
            Assert.Contains("Not repeated: the next attempt would start after the call's Timeout", e.Message, StringComparison.Ordinal);
        }
    }

    private ApiClient Repeating(TaskCompletionSource<HttpResponseMessage> first) => Client(new HeldHandler(first.Task), options =>
    {
        options.Timeout = TimeSpan.FromSeconds(10);
        options.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        options.Throttle.Mode = ThrottleMode.Wait;
    });

    private static HttpResponseMessage Refusal() => StubHandler.Ok("""{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r-1"}}""");

    private static ApiAction<ThingRequest, ThingResponse> PerSecond(int calls) => new(TestService.Service, "CreateThing") { RateLimits = [ApiRateLimit.PerSeconds(calls, 1)] };

    private static ApiAction<ThingRequest, ThingResponse> Limited(int calls) =>
        new(TestService.Service, "CreateThing") { RateLimits = [ApiRateLimit.PerSeconds(calls, 3600)] };

    private static Task<ThingResponse> CallAsync(ApiClient client, ApiAction<ThingRequest, ThingResponse>? action = null, ApiCallOptions? options = null) =>
        client.SendAsync(action ?? Limited(100), new ThingRequest { Name = "n" }, options, Token);

    private ApiClient Client(HttpMessageHandler handler, Action<ApiClientOptions>? configure = null, ICredentialProvider? credentials = null)
    {
        ApiClientOptions options = new()
        {
            HttpMessageHandler = handler,
            TimeProvider = _time,
            ThrottleRegistry = _registry,
            Retry = { MaxAttempts = 1 },
            Throttle = { Mode = ThrottleMode.FailFast },
        };
        configure?.Invoke(options);
        return new ApiClient(TestService.Service, credentials ?? Credential, "ap-singapore", options);
    }

    /// <summary>Responds to the first call when it is told what, and refuses every other.</summary>
    private sealed class HeldHandler(Task<HttpResponseMessage> first) : HttpMessageHandler
    {
        private int _count;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref _count) == 1 ? first : Task.FromResult(Refusal());
    }

    /// <summary>Refuses every call, once it may, without a look at it.</summary>
    private sealed class UnreadingHandler(Task mayAnswer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await mayAnswer.WaitAsync(cancellationToken);
            return StubHandler.Ok("""{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r-1"}}""");
        }
    }
}
