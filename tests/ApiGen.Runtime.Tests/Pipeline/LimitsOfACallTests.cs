using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>What an attempt, a handler, an outage and a shutdown may do to a call.</summary>
public sealed class LimitsOfACallTests
{
    private const string Backup = "backup.tencentcloudapi.com";

    private readonly TimeOfPauses _time = new(DateTimeOffset.FromUnixTimeSeconds(1_551_113_065));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_attempt_that_stalls_leaves_time_for_another()
    {
        HangingHandler handler = new(number => number == 1);
        using ApiClient client = Client(handler);

        Task<ThingResponse> call = CallAsync(client, idempotent: true);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, handler.Requests);
        _time.Advance(TimeSpan.FromSeconds(1));
        await call;

        Assert.Equal(2, handler.Requests);
        Assert.Equal("r-1", (await call).RequestId);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(true, 25)]
    public async Task A_call_that_waits_for_its_credential_ends_with_its_own_time_and_asks_once(bool idempotent, int? attemptSeconds)
    {
        SlowProvider provider = new();
        using ApiClient client = Client(new HangingHandler(_ => false), o => o.AttemptTimeout = attemptSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        Task call = CallAsync(client, idempotent, provider);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        ApiTimeoutException e = await Assert.ThrowsAsync<ApiTimeoutException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal((TimeSpan.FromSeconds(60), 0, false), (e.Timeout, e.Attempts, e.MayHaveBeenSent));
        Assert.Null(e.InnerException as ApiException);
        Assert.Equal(1, provider.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_credential_that_comes_within_the_calls_time_is_in_time(bool idempotent)
    {
        SlowProvider provider = new();
        HangingHandler handler = new(_ => false);
        using ApiClient client = Client(handler);

        Task<ThingResponse> call = CallAsync(client, idempotent, provider);
        _time.Advance(TimeSpan.FromSeconds(45));
        provider.Give(SocketClient.Credential);

        Assert.Equal("r-1", (await call.WaitAsync(TimeSpan.FromMinutes(1), Token)).RequestId);
        Assert.Equal((1, 1), (provider.Asked, handler.Requests));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_that_fails_within_the_calls_time_is_what_the_call_fails_of(bool idempotent)
    {
        SlowProvider provider = new();
        using ApiClient client = Client(new HangingHandler(_ => false));

        Task<ThingResponse> call = CallAsync(client, idempotent, provider);
        _time.Advance(TimeSpan.FromSeconds(45));
        provider.Fail(new InvalidOperationException("The vault is sealed."));

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal((0, 1), (e.Attempts, provider.Asked));
    }

    [Fact]
    public async Task The_time_of_an_attempt_begins_when_there_is_a_credential()
    {
        SlowProvider provider = new();
        HangingHandler handler = new(number => number == 1);
        using ApiClient client = Client(handler, o => o.AttemptTimeout = TimeSpan.FromSeconds(20));

        Task<ThingResponse> call = CallAsync(client, idempotent: true, provider);
        _time.Advance(TimeSpan.FromSeconds(15));
        provider.Give(SocketClient.Credential);
        while (handler.Requests == 0)
        {
            await Task.Delay(1, Token);
        }

        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(1, handler.Requests);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("r-1", (await call.WaitAsync(TimeSpan.FromMinutes(1), Token)).RequestId);
        Assert.Equal(2, handler.Requests);
    }

    [Theory]
    [InlineData(false, 3, 60, null)]
    [InlineData(false, 3, 60, 5)]
    [InlineData(true, 1, 60, 5)]
    [InlineData(true, 3, 5, 5)]
    [InlineData(true, 3, 30, null)]
    public async Task An_attempt_that_no_other_can_follow_has_the_whole_time(bool idempotent, int attempts, int totalTime, int? attemptSeconds)
    {
        HangingHandler handler = new(_ => true);
        using ApiClient client = Client(handler, o =>
        {
            o.AttemptTimeout = attemptSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            o.Retry = new RetryOptions { MaxAttempts = attempts, MaxTotalTime = TimeSpan.FromSeconds(totalTime) };
        });

        Task<ThingResponse> call = CallAsync(client, idempotent);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        ApiTimeoutException e = await Assert.ThrowsAsync<ApiTimeoutException>(() => call);
        Assert.Equal(TimeSpan.FromSeconds(60), e.Timeout);
        Assert.Equal(1, handler.Requests);
    }

    [Fact]
    public async Task The_last_attempt_has_what_the_others_left()
    {
        HangingHandler handler = new(_ => true);
        using ApiClient client = Client(handler, o => o.AttemptTimeout = TimeSpan.FromSeconds(5));

        Task<ThingResponse> call = CallAsync(client, idempotent: true);
        for (int sent = 1; sent < 3; sent++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            while (handler.Requests == sent)
            {
                await Task.Delay(1, Token);
            }
        }

        _time.Advance(TimeSpan.FromSeconds(49));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        ApiTimeoutException e = await Assert.ThrowsAsync<ApiTimeoutException>(() => call);
        Assert.Equal((TimeSpan.FromSeconds(60), 3), (e.Timeout, e.Attempts));
        Assert.Equal(2, Assert.IsType<ApiTimeoutException>(e.InnerException).Attempts);
    }

    [Fact]
    public async Task A_first_host_that_hangs_fails_over_and_one_call_at_a_time_tries_whether_it_is_back()
    {
        HangingHandler handler = new(_ => false) { HangsAtFirstHost = true };
        using ApiClient client = Client(handler, o =>
        {
            o.BackupAccessHost = Backup;
            o.FailuresBeforeBackup = 2;
            o.Retry = RetryOptions.Off;
        });

        for (int i = 0; i < 2; i++)
        {
            Task lost = CallAsync(client, idempotent: true);
            _time.Advance(TimeSpan.FromSeconds(60));
            await Assert.ThrowsAsync<ApiTimeoutException>(() => lost);
        }

        await CallAsync(client, idempotent: true);
        Assert.Equal(2, handler.AtFirstHost);

        _time.Advance(TimeSpan.FromSeconds(121));
        Task<ThingResponse>[] calls = [.. Enumerable.Range(0, 50).Select(_ => CallAsync(client, idempotent: true))];
        Assert.Equal(3, handler.AtFirstHost);
        Assert.Equal(49, calls.Count(call => call.IsCompletedSuccessfully));

        handler.HangsAtFirstHost = false;
        _time.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<ApiTimeoutException>(() => Task.WhenAll(calls));
        _time.Advance(TimeSpan.FromSeconds(121));
        await CallAsync(client, idempotent: true);
        await CallAsync(client, idempotent: true);
        Assert.Equal(5, handler.AtFirstHost);
    }

    [Theory]
    [InlineData(61, true, 3, true)]
    [InlineData(61, false, 3, false)]
    [InlineData(121, false, 3, true)]
    [InlineData(61, true, 1, false)]
    [InlineData(121, true, 1, true)]
    public async Task What_is_not_repeated_tries_the_first_host_only_when_nothing_else_came_for_another_minute(int seconds, bool idempotent, int attempts, bool isProbe)
    {
        HangingHandler handler = new(_ => false) { HangsAtFirstHost = true };
        using ApiClient client = Client(handler, o =>
        {
            o.BackupAccessHost = Backup;
            o.FailuresBeforeBackup = 1;
            o.Retry = new RetryOptions { MaxAttempts = attempts };
        });
        Task lost = CallAsync(client, idempotent: false);
        _time.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<ApiTimeoutException>(() => lost);

        handler.HangsAtFirstHost = false;
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await CallAsync(client, idempotent);

        Assert.Equal(isProbe ? 2 : 1, handler.AtFirstHost);
    }

    [Fact]
    public async Task A_probe_that_its_caller_gives_up_is_not_the_last_one()
    {
        HangingHandler handler = new(_ => false) { HangsAtFirstHost = true };
        using ApiClient client = Client(handler, o =>
        {
            o.BackupAccessHost = Backup;
            o.FailuresBeforeBackup = 1;
            o.Retry = RetryOptions.Off;
        });
        Task lost = CallAsync(client, idempotent: true);
        _time.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<ApiTimeoutException>(() => lost);
        _time.Advance(TimeSpan.FromSeconds(121));
        using CancellationTokenSource source = new();

        Task probe = client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token);
        await source.CancelAsync();
        ApiCanceledException e = await Assert.ThrowsAsync<ApiCanceledException>(() => probe);

        Assert.True(e.MayHaveBeenSent);
        Assert.Contains("the request may have been sent", e.Message, StringComparison.Ordinal);
        handler.HangsAtFirstHost = false;
        await CallAsync(client, idempotent: true);
        Assert.Equal(3, handler.AtFirstHost);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 4)]
    public async Task A_handler_that_repeats_requests_sends_one_again_only_when_that_is_harmless(bool idempotent, int requests)
    {
        await using SocketServer server = SocketServer.Responding(SocketServer.Http("503 Service Unavailable", "busy"));
        using RepeatingHandler handler = new(new SocketsHttpHandler(), times: 4);
        using ApiClient client = SocketClient.Create(server.Address, o =>
        {
            o.HttpMessageHandler = handler;
            o.Retry = RetryOptions.Off;
        });

        ApiException e = await Assert.ThrowsAnyAsync<ApiException>(() => SocketClient.CallAsync(client, idempotent));

        Assert.Equal(requests, server.Requests);
        Assert.Equal(!idempotent, e is ApiNetworkException { MayHaveBeenSent: true } && e.Message.Contains("a second time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_timeout_of_a_callers_HTTP_client_is_named_as_what_it_is_and_may_be_repeated()
    {
        await using SocketServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.StallAsync();
        });
        using HttpClient http = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(1.5) };
        using ApiClient client = SocketClient.Create(server.Address, o => o.HttpClientFactory = () => http);

        ApiTimeoutException once = await Assert.ThrowsAsync<ApiTimeoutException>(() => SocketClient.CallAsync(client, idempotent: false));
        ApiTimeoutException often = await Assert.ThrowsAsync<ApiTimeoutException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Equal(http.Timeout, once.Timeout);
        Assert.Contains("1.5 s, the Timeout of the HttpClient", once.Message, StringComparison.Ordinal);
        Assert.Contains("Not repeated: ApiCallOptions.IsIdempotent says that this call of CreateThing is not idempotent", once.Message, StringComparison.Ordinal);
        Assert.Equal(1, once.Attempts);
        Assert.Equal(SocketClient.MaxAttempts, often.Attempts);
    }

    [Fact]
    public async Task What_a_handler_throws_arrives_as_a_network_failure()
    {
        using ApiClient client = Client(new ThrowingHandler(() => new NotSupportedException("x")));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(client, idempotent: true));

        Assert.Contains("an HTTP handler failed with NotSupportedException", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, e.Attempts);
    }

    [Fact]
    public async Task The_total_time_counts_the_pause_before_an_attempt()
    {
        List<TimeSpan> starts = [];
        DateTimeOffset start = _time.GetUtcNow();
        using ApiClient client = Client(
            new ThrowingHandler(() =>
            {
                starts.Add(_time.GetUtcNow() - start);
                return new HttpRequestException(HttpRequestError.ConnectionError);
            }),
            o => o.Retry = new RetryOptions { MaxAttempts = 10, BaseDelay = TimeSpan.FromSeconds(1), MaxTotalTime = TimeSpan.FromSeconds(4) });

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(client, idempotent: true));
        Assert.Contains("RetryOptions.MaxTotalTime", e.Message, StringComparison.Ordinal);
        Assert.InRange(starts.Count, 2, 9);
        Assert.All(starts, at => Assert.InRange(at, TimeSpan.Zero, TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public async Task The_retry_budget_keeps_an_outage_from_being_multiplied()
    {
        StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.BadGateway));
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        string last = "";
        for (int i = 0; i < 500; i++)
        {
            last = (await Assert.ThrowsAsync<ApiHttpStatusException>(() => SocketClient.CallAsync(client, idempotent: true))).Message;
        }

        // 500 calls, the reserve of 100, and a fifth of the calls that came while it was not full.
        Assert.InRange(handler.Requests.Count, 600, 700);
        Assert.Contains("the retry budget of the client is used up", last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_calls_earn_nothing_the_reserve_is_all_there_is_also_for_calls_with_options_of_their_own(bool byCall)
    {
        StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.BadGateway));
        using ApiClient client = SocketClient.Create(null, o =>
        {
            o.HttpMessageHandler = handler;
            o.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero, BudgetPerCall = 0 };
        });
        ApiCallOptions options = new()
        {
            IsIdempotent = true,
            Retry = byCall ? new RetryOptions { MaxAttempts = 5, BaseDelay = TimeSpan.Zero, BudgetPerCall = null } : null,
        };

        string last = "";
        for (int i = 0; i < 150; i++)
        {
            last = (await Assert.ThrowsAsync<ApiHttpStatusException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, options, Token))).Message;
        }

        Assert.Equal(150 + 100, handler.Requests.Count);
        Assert.Contains("the retry budget of the client is used up", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_as_too_frequent_take_nothing_from_the_retry_budget()
    {
        HttpStatusCode failure = HttpStatusCode.TooManyRequests;
        StubHandler handler = new(number => number % 2 == 1 || failure != HttpStatusCode.TooManyRequests ? new HttpResponseMessage(failure) : StubHandler.Ok(SocketClient.Success));
        using ApiClient client = SocketClient.Create(null, o =>
        {
            o.HttpMessageHandler = handler;
            o.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero, BudgetPerCall = 0 };
        });

        // More than the reserve has.
        for (int i = 0; i < 120; i++)
        {
            await SocketClient.CallAsync(client, idempotent: false);
        }

        Assert.Equal(2 * 120, handler.Requests.Count);
        failure = HttpStatusCode.BadGateway;
        for (int i = 0; i < 60; i++)
        {
            await Assert.ThrowsAsync<ApiHttpStatusException>(() => SocketClient.CallAsync(client, idempotent: true));
        }

        // The reserve was whole, and is empty now.
        Assert.Equal((2 * 120) + 60 + 100, handler.Requests.Count);
        failure = HttpStatusCode.TooManyRequests;
        await SocketClient.CallAsync(client, idempotent: false);
        Assert.Equal((2 * 120) + 60 + 100 + 2, handler.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_was_ended_tells_the_client_token_that_was_sent(bool isCancelled)
    {
        TaskCompletionSource<string> seen = new();
        using TellingHandler handler = new(seen);
        using ApiClient client = Client(handler);
        using CancellationTokenSource source = new();
        Task call = client.SendAsync(new ApiAction<TokenRequest, ThingResponse>(TestService.Service, "CreateWithToken"), new TokenRequest { Name = "n" }, null, source.Token);
        string sent = TokenRequest.FromJson(await seen.Task.WaitAsync(TimeSpan.FromMinutes(1), Token)).ClientToken!;

        string? told;
        if (isCancelled)
        {
            await source.CancelAsync();
            told = (await Assert.ThrowsAsync<ApiCanceledException>(() => call)).ClientToken;
        }
        else
        {
            _time.Advance(TimeSpan.FromSeconds(60));
            told = (await Assert.ThrowsAsync<ApiTimeoutException>(() => call)).ClientToken;
        }

        Assert.True(Guid.TryParse(sent, out _), sent);
        Assert.Equal(sent, told);
    }

    [Fact]
    public async Task A_request_of_raw_bytes_gets_its_client_token_as_a_header_the_same_for_every_attempt()
    {
        StubHandler handler = new(number => number == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : new HttpResponseMessage(HttpStatusCode.BadRequest));
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiException e = await Assert.ThrowsAnyAsync<ApiException>(() => client.SendAsync(
            new ApiAction<RawTokenRequest, ThingResponse>(TestService.Service, "UploadOnce"), new RawTokenRequest(), null, Token));

        string[] tokens = [.. handler.Requests.Select(sent => sent.Headers["X-TCSAS-ClientToken"])];
        Assert.Equal(2, tokens.Length);
        Assert.Equal(tokens[0], tokens[1]);
        Assert.True(Guid.TryParse(tokens[0], out _));
        Assert.Equal(tokens[0], e.ClientToken);
    }

    [Fact]
    public async Task Closing_a_client_waits_for_the_calls_under_way_and_lets_no_more_begin()
    {
        HangingHandler handler = new(number => number == 1);
        ApiClient client = Client(handler);
        Task call = CallAsync(client, idempotent: false);

        Task closed = client.DisposeAsync().AsTask();
        using CancellationTokenSource impatient = new();
        Task stopped = client.StopAsync(impatient.Token);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => CallAsync(client, idempotent: true));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.False(closed.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<ApiTimeoutException>(() => call);
        await closed.WaitAsync(TimeSpan.FromMinutes(1), Token);
    }

    [Fact]
    public async Task A_stream_that_is_left_early_is_measured_and_a_cancelled_call_is_no_error()
    {
        string host = $"h{Guid.NewGuid():N}.tencentcloudapi.com";
        int durations = 0;
        int errors = 0;
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name is "rpc.client.call.duration" or "apigen.client.errors")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => durations += IsOurs(tags) ? 1 : 0);
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => errors += IsOurs(tags) ? 1 : 0);
        listener.Start();
        bool IsOurs(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Key == "server.address" && (string?)tag.Value == host)
                {
                    return true;
                }
            }

            return false;
        }

        StubHandler events = new(_ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent("data: {\"RequestId\":\"r\"}\n\ndata: {}\n\n") { Headers = { ContentType = new MediaTypeHeaderValue("text/event-stream") } },
        });
        using (ApiClient client = SocketClient.Create(null, o => (o.HttpMessageHandler, o.AccessHost) = (events, host)))
        {
            await foreach (ServerSentEvent<ThingResponse> item in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token))
            {
                Assert.Equal("r", item.Data.RequestId);
                break;
            }
        }

        Assert.Equal(1, durations);
        using CancellationTokenSource source = new();
        using ApiClient hanging = Client(new HangingHandler(_ => true), o => o.AccessHost = host);
        Task call = hanging.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAsync<ApiCanceledException>(() => call);

        Assert.Equal(2, durations);
        Assert.Equal(0, errors);
    }

    [Fact]
    public void An_exception_of_the_service_is_made_by_naming_its_code()
    {
        ApiException<ThingErrorCode> e = ApiException.For(ThingErrorCode.FailedOperationTooManyThings, "There are too many.");

        Assert.Equal("FailedOperation.TooManyThings", e.Code);
        Assert.Equal("Thing", e.Action);
        Assert.Equal(CommonErrorCode.RequestLimitExceeded, ApiException.For(CommonErrorCode.RequestLimitExceeded).CommonErrorCode);
        Assert.Throws<ArgumentException>(() => ApiException.For(ThingErrorCode.Unknown));
    }

    private static Task<ThingResponse> CallAsync(ApiClient client, bool idempotent) => SocketClient.CallAsync(client, idempotent);

    private static Task<ThingResponse> CallAsync(ApiClient client, bool idempotent, ICredentialProvider provider) =>
        client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, new ApiCallOptions { IsIdempotent = idempotent, Credentials = provider }, Token);

    private ApiClient Client(HttpMessageHandler handler, Action<ApiClientOptions>? configure = null) => SocketClient.Create(null, o =>
    {
        o.HttpMessageHandler = handler;
        o.TimeProvider = _time;
        o.Timeout = TimeSpan.FromSeconds(60);
        configure?.Invoke(o);
    });

    /// <summary>A clock that goes by the pauses between attempts, and otherwise as the test says: a timer of a few seconds moves it on to its end.</summary>
    private sealed class TimeOfPauses(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ITimer timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(10))
            {
                ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
            }

            return timer;
        }
    }

    /// <summary>Gives a credential when the test says, whatever its token says.</summary>
    private sealed class SlowProvider : ICredentialProvider
    {
        private readonly TaskCompletionSource<TencentCloudCredential> _given = new();
        private int _asked;

        public string AccountKey => "slow";

        internal int Asked => _asked;

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            return new ValueTask<TencentCloudCredential>(_given.Task);
        }

        internal void Give(TencentCloudCredential credential) => _given.SetResult(credential);

        internal void Fail(Exception failure) => _given.SetException(failure);
    }

    private sealed class RawTokenRequest : ApiGen.Runtime.Json.IApiRequest<RawTokenRequest>, ApiGen.Runtime.Json.IOctetStreamRequest, ApiGen.Runtime.Json.IClientTokenRequest
    {
        public string? ClientToken { get; set; }

        public ReadOnlyMemory<byte> Body => new byte[] { 1, 2, 3 };

        public static RawTokenRequest ReadJson(ref System.Text.Json.Utf8JsonReader reader) => throw new NotSupportedException();

        public void WriteJson(System.Text.Json.Utf8JsonWriter writer) => throw new NotSupportedException();

        public void WriteHeaders(in ApiGen.Runtime.Json.OctetStreamHeaders headers) => headers.Add("ClientToken", ClientToken);

        public void Validate(ref ApiGen.Runtime.Json.RequestValidation validation)
        {
        }
    }

    /// <summary>Never answers the requests that the test says, nor those to the first host if told so.</summary>
    private sealed class HangingHandler(Func<int, bool> hangs) : HttpMessageHandler
    {
        private int _requests;
        private int _atFirstHost;

        internal int Requests => _requests;

        internal int AtFirstHost => _atFirstHost;

        internal bool HangsAtFirstHost { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            bool isFirst = request.RequestUri!.Host != Backup;
            Interlocked.Add(ref _atFirstHost, isFirst ? 1 : 0);
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            if (hangs(Interlocked.Increment(ref _requests)) || (isFirst && HangsAtFirstHost))
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return StubHandler.Ok(SocketClient.Success);
        }
    }

    /// <summary>Tells what it was to send, and never answers.</summary>
    private sealed class TellingHandler(TaskCompletionSource<string> seen) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.TrySetResult(await request.Content!.ReadAsStringAsync(cancellationToken));
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new System.Diagnostics.UnreachableException();
        }
    }

    private sealed class ThrowingHandler(Func<Exception> exception) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw exception();
    }

    private sealed class RepeatingHandler(HttpMessageHandler inner, int times) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            for (int i = 1; i < times && !response.IsSuccessStatusCode; i++)
            {
                response.Dispose();
                response = await base.SendAsync(request, cancellationToken);
            }

            return response;
        }
    }
}
