using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using ApiGen.Runtime.Tests.Telemetry;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>What a call tells that was sent, and cannot be sent again; and what counts as an attempt and as a cancellation.</summary>
public sealed class AttemptNotMadeTests
{
    private const string TooFrequent = """{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"slower"},"RequestId":"r-2"}}""";
    private const string KeyIsGone = """{"Response":{"Error":{"Code":"AuthFailure.SecretIdNotFound","Message":"gone"},"RequestId":"r-3"}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Obstacles => new()
    {
        { "fail fast", "Not repeated: the documented limit leaves no permit now, and the throttle's mode is to fail fast" },
        { "queue", "which is later than ThrottleOptions.MaxQueueWait lets it wait" },
        { "credential", "Not repeated: there is no credential for another attempt: the vault is sealed (" },
        { "foreign credential", "Not repeated: there is no credential for another attempt: The credential provider failed: the vault is sealed (" },
        { "no client", "Not repeated: another attempt could not be made: Token did not complete: ApiClientOptions.HttpClientFactory gave no HTTP client" },
        { "failing factory", "Not repeated: another attempt could not be made: Token did not complete: ApiClientOptions.HttpClientFactory failed with FormatException" },
        { "hook", "Not repeated: another attempt could not be made: The hook ApiClientOptions.BeforeSigning changed Method: the signature is that of a POST (" },
    };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public async Task A_call_that_was_sent_and_cannot_be_sent_again_ends_with_what_came_of_it(string obstacle, string reason)
    {
        foreach (bool isStream in (bool[])[false, true])
        {
            StubHandler handler = new(_ => Busy());
            using LogCollector logs = new();
            using ApiClient client = Client(handler, obstacle, logs);

            ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(client, isStream));

            Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (e.StatusCode, e.Attempts));
            Assert.Contains(reason, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("not sent", e.Message, StringComparison.Ordinal);
            Assert.Equal(ThingsToken(handler), e.ClientToken);
            Assert.Equal([(1003, LogLevel.Information), (1002, LogLevel.Warning)], logs.Entries.Select(entry => (entry.EventId, entry.Level)));
        }
    }

    [Theory]
    [InlineData("fail fast", 1)]
    [InlineData("queue", 1)]
    [InlineData("credential", 1)]
    [InlineData("none", 3)]
    public async Task Repetitions_are_counted_when_they_are_sent(string obstacle, int sent)
    {
        string host = $"{obstacle.Replace(' ', '-')}.repeated.example.com";
        long counted = 0;
        using MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, l) =>
            {
                if (instrument.Name == "apigen.client.retries")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counted += tags.Contains(new("server.address", host)) ? count : 0);
        listener.Start();
        StubHandler handler = new(_ => Busy());
        using ApiClient client = Client(handler, obstacle, host: host);

        await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(client, isStream: false));

        Assert.Equal((sent, sent - 1), (handler.Requests.Count, counted));
    }

    [Fact]
    public async Task A_handler_that_fails_before_it_sends_again_does_not_hide_what_came_of_the_first_attempt()
    {
        StubHandler handler = new(_ => Busy());
        using ApiClient client = Client(handler, "disposed client");

        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => CallAsync(client, isStream: false));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, e.StatusCode);
        Assert.Contains("Not repeated: another attempt could not be made: Token did not complete: an HTTP handler failed with ObjectDisposedException", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_service_said_of_a_refused_call_stays_when_there_is_no_permit_for_another_attempt(bool isStream)
    {
        StubHandler handler = new(_ => isStream ? Event(TooFrequent) : StubHandler.Ok(TooFrequent));
        using ApiClient client = Client(handler, "fail fast");

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(client, isStream));

        Assert.Equal(("RequestLimitExceeded", "slower", "r-2", 1), (e.Code, e.ServiceMessage, e.RequestId, e.Attempts));
        Assert.Contains("Not repeated: ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("An earlier attempt", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TooFrequent)]
    [InlineData(KeyIsGone)]
    public async Task A_refusal_without_effect_behind_an_attempt_that_may_have_acted_says_so(string refusal)
    {
        StubHandler handler = new(number => number == 1 ? Busy() : StubHandler.Ok(refusal));
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = handler);

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Contains("An earlier attempt may have taken effect.", e.Message, StringComparison.Ordinal);
    }

    public static MatrixTheoryData<string, string> Sequences => new(["broken", "status", "code"], ["documented", "other", "signature", "forbidden", "elsewhere", "malformed"]);

    [Theory]
    [MemberData(nameof(Sequences))]
    public async Task A_response_that_shows_no_effect_behind_an_attempt_that_may_have_acted_says_so(string first, string second)
    {
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = new StubHandler(number => (number == 1 ? first : second) switch
        {
            "broken" => throw new HttpRequestException(HttpRequestError.ResponseEnded),
            "status" => Busy(),
            "forbidden" => new HttpResponseMessage(HttpStatusCode.Forbidden),
            "elsewhere" => new HttpResponseMessage(HttpStatusCode.Found),
            "malformed" => StubHandler.Ok("{}"),
            "code" => Error("InternalError"),
            "documented" => Error("FailedOperation.TooManyThings"),
            "signature" => Error("AuthFailure.SignatureFailure"),
            _ => Error("ResourceInUse"),
        }));

        ApiException e = await Assert.ThrowsAnyAsync<ApiException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.Equal(2, e.Attempts);
        Assert.Contains(" An earlier attempt may have taken effect", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InternalError")]
    [InlineData("ServiceUnavailable")]
    public async Task A_failure_that_itself_may_have_acted_does_not_point_at_those_before(string code)
    {
        using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = new StubHandler(_ => Error(code)));

        ApiException e = await Assert.ThrowsAnyAsync<ApiException>(() => SocketClient.CallAsync(client, idempotent: true));

        Assert.DoesNotContain("An earlier attempt", e.Message, StringComparison.Ordinal);
    }

    private static HttpResponseMessage Error(string code) => StubHandler.Ok($$$"""{"Response":{"Error":{"Code":"{{{code}}}","Message":"m"},"RequestId":"r-own"}}""");

    public static TheoryData<string, Type> LaterFailures => new()
    {
        { "network", typeof(ApiNetworkException) },
        { "status", typeof(ApiHttpStatusException) },
        { "malformed", typeof(ApiMalformedResponseException) },
        { "code", typeof(ApiException<ThingErrorCode>) },
    };

    [Theory]
    [MemberData(nameof(LaterFailures))]
    public async Task The_ID_of_an_attempt_that_may_have_acted_is_told_with_the_failures_behind_it_that_got_none(string kind, Type failure)
    {
        const string Acted = """{"Response":{"Error":{"Code":"InternalError","Message":"m"},"RequestId":"r-acted"}}""";
        foreach ((string first, string? id) in ((string, string?)[])[(Acted, "r-acted"), (TooFrequent, null)])
        {
            using ApiClient client = SocketClient.Create(null, o => o.HttpMessageHandler = new StubHandler(number => (number, kind) switch
            {
                (1, _) => StubHandler.Ok(first),
                (_, "network") => throw new HttpRequestException(HttpRequestError.ConnectionError),
                (_, "status") => new HttpResponseMessage(HttpStatusCode.NotFound),
                (_, "malformed") => StubHandler.Ok("{}"),
                _ => StubHandler.Ok("""{"Response":{"Error":{"Code":"FailedOperation.TooManyThings","Message":"m"}}}"""),
            }));

            ApiException e = await Assert.ThrowsAnyAsync<ApiException>(() => SocketClient.CallAsync(client, idempotent: true));

            Assert.Equal((failure, id), (e.GetType(), e.RequestId));
            Assert.Equal(id is not null, e.Message.Contains("An earlier attempt may have taken effect (RequestId: r-acted).", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_provider_that_fails_to_learn_hides_nothing_that_the_service_said(bool isClock)
    {
        StubHandler handler = new(number =>
        {
            HttpResponseMessage response = StubHandler.Ok(number > 1 ? SocketClient.Success : isClock ? KeyIsGone.Replace("SecretIdNotFound", "SignatureExpire", StringComparison.Ordinal) : KeyIsGone);
            response.Headers.Date = DateTimeOffset.UtcNow.AddHours(1);
            return response;
        });
        using ApiClient client = new(TestService.Service, new Unteachable(), null, new ApiClientOptions { HttpMessageHandler = handler, Throttle = { Mode = ThrottleMode.Off } });

        if (isClock)
        {
            Assert.Equal("r-1", (await SocketClient.CallAsync(client, idempotent: false)).RequestId);
            return;
        }

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => SocketClient.CallAsync(client, idempotent: false));
        Assert.Equal(("AuthFailure.SecretIdNotFound", "r-3", 1), (e.Code, e.RequestId, e.Attempts));
        Assert.Contains("Not repeated: the credential provider failed: the vault is sealed (", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_credential_that_cannot_be_renewed_is_told_behind_the_refusal_of_the_one_before()
    {
        using ApiClient client = new(TestService.Service, new SealedVault(isForeign: false), null, new ApiClientOptions
        {
            HttpMessageHandler = StubHandler.Json(KeyIsGone),
            Throttle = { Mode = ThrottleMode.Off },
        });

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.Equal(("AuthFailure.SecretIdNotFound", 1), (e.Code, e.Attempts));
        Assert.Contains("there is no credential for another attempt: the vault is sealed", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hook_knows_which_attempt_it_sees_and_one_that_it_ends_is_none()
    {
        List<int> seen = [];
        StubHandler handler = new(_ => Busy());
        using ApiClient client = SocketClient.Create(null, o =>
        {
            o.HttpMessageHandler = handler;
            o.BeforeSigning = context =>
            {
                seen.Add(context.Attempt);
                context.Request.Method = context.Attempt == 3 ? HttpMethod.Put : HttpMethod.Post;
            };
        });

        Assert.Equal(2, (await Assert.ThrowsAsync<ApiHttpStatusException>(() => SocketClient.CallAsync(client, idempotent: true))).Attempts);
        Assert.Equal([1, 2, 3], seen);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_is_sent_has_no_attempt()
    {
        using CancellationTokenSource source = new();
        using ApiClient client = new(TestService.Service, new CancellingProvider(source), null, new ApiClientOptions { HttpMessageHandler = StubHandler.Json(SocketClient.Success) });

        ApiCanceledException e = await Assert.ThrowsAsync<ApiCanceledException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token));

        Assert.Equal((0, false), (e.Attempts, e.MayHaveBeenSent));
        Assert.Contains("waiting for the credential", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_cancellation_that_is_not_the_caller_s_is_a_failure_like_any_other(string where)
    {
        string host = $"{where}.own.example.com";
        int errors = 0;
        using MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, l) =>
            {
                if (instrument.Name == "apigen.client.errors")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => errors += tags.Contains(new("server.address", host)) && tags.Contains(new("error.type", "TaskCanceledException")) ? 1 : 0);
        listener.Start();
        using LogCollector logs = new();
        TaskCanceledException own = new("the vault timed out");
        using ApiClient client = SocketClient.Create(null, o =>
        {
            o.AccessHost = host;
            o.HttpMessageHandler = StubHandler.Json(SocketClient.Success);
            o.LoggerFactory = logs;
            o.BeforeSigning = _ => Throw("before");
            o.AfterResponse = _ => Throw("after");
        });

        Assert.Same(own, await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(Limited(), new ThingRequest { Name = "n" }, null, Token)));

        LogCollector.Entry entry = Assert.Single(logs.Entries);
        Assert.Equal((1002, LogLevel.Warning, "TaskCanceledException", where == "after" ? 1 : 0), (entry.EventId, entry.Level, entry.Values["Error"], entry.Values["Attempts"]));
        Assert.Equal(1, errors);

        void Throw(string place)
        {
            if (place == where)
            {
                throw own;
            }
        }
    }

    private static HttpResponseMessage Busy() => new(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("busy") };

    private static HttpResponseMessage Event(string envelope) =>
        new(HttpStatusCode.OK) { Content = new StringContent($"data: {envelope}\n\n", Encoding.UTF8, "text/event-stream") };

    private static ApiAction<ThingRequest, ThingResponse> Limited() => new(TestService.Service, "CreateThing") { RateLimits = [ApiRateLimit.PerSeconds(1, 3600)] };

    private static string? ThingsToken(StubHandler handler) => TokenRequest.FromJson(Assert.Single(handler.Requests).Text).ClientToken;

    private static ApiClient Client(StubHandler handler, string obstacle, LogCollector? logs = null, string? host = null) => new(
        TestService.Service,
        obstacle.EndsWith("credential", StringComparison.Ordinal) ? new SealedVault(obstacle.StartsWith("foreign", StringComparison.Ordinal)) : SocketClient.Credential,
        null,
        new ApiClientOptions
        {
            HttpMessageHandler = obstacle is "no client" or "failing factory" or "disposed client" ? null : handler,
            HttpClientFactory = obstacle switch
            {
                "no client" => () => handler.Requests.Count == 0 ? new HttpClient(handler) : null!,
                "failing factory" => () => handler.Requests.Count == 0 ? new HttpClient(handler) : throw new FormatException("why"),
                "disposed client" => () => handler.Requests.Count == 0 ? new HttpClient(handler) : Disposed(),
                _ => null,
            },
            LoggerFactory = logs ?? new LogCollector(),
            AccessHost = host,
            ThrottleRegistry = new ThrottleRegistry(),
            Retry = { BaseDelay = TimeSpan.Zero },
            Throttle = obstacle switch
            {
                "fail fast" => new ThrottleOptions { Mode = ThrottleMode.FailFast },
                "queue" => new ThrottleOptions { MaxQueueWait = TimeSpan.FromSeconds(1) },
                _ => new ThrottleOptions { Mode = ThrottleMode.Off },
            },
            BeforeSigning = context => context.Request.Method = obstacle == "hook" && context.Attempt == 2 ? HttpMethod.Put : HttpMethod.Post,
        });

    private static HttpClient Disposed()
    {
        HttpClient client = new();
        client.Dispose();
        return client;
    }

    private static async Task CallAsync(ApiClient client, bool isStream)
    {
        ApiAction<TokenRequest, TokenResponse> action = new(TestService.Service, "Token") { RateLimits = [ApiRateLimit.PerSeconds(1, 3600)] };
        if (!isStream)
        {
            await client.SendAsync(action, new TokenRequest(), null, Token);
            return;
        }

        await foreach (ServerSentEvent<TokenResponse> _ in client.StreamAsync(action, new TokenRequest(), null, Token))
        {
        }
    }

    /// <summary>Gives one credential and no second one.</summary>
    private sealed class SealedVault(bool isForeign) : ICredentialProvider
    {
        private bool _hasGiven;

        public string AccountKey => "vault";

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
        {
            if (_hasGiven)
            {
                throw isForeign ? new InvalidOperationException("the vault is sealed") : new ApiCredentialException("the vault is sealed.");
            }

            _hasGiven = true;
            return new ValueTask<TencentCloudCredential>(SocketClient.Credential);
        }

        public bool Invalidate(TencentCloudCredential refused) => true;
    }

    /// <summary>Gives its credential after the caller has cancelled, as one does that blocks the thread.</summary>
    private sealed class CancellingProvider(CancellationTokenSource caller) : ICredentialProvider
    {
        public string AccountKey => "slow";

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
        {
            caller.Cancel();
            return new ValueTask<TencentCloudCredential>(SocketClient.Credential);
        }
    }

    /// <summary>Fails at what a failed call teaches it.</summary>
    private sealed class Unteachable : ICredentialProvider
    {
        public string AccountKey => "unteachable";

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) => new(SocketClient.Credential);

        public bool Invalidate(TencentCloudCredential refused) => throw new InvalidOperationException("the vault is sealed");

        public void LearnServiceTime(DateTimeOffset serviceTime) => throw new InvalidOperationException("the vault is sealed");
    }
}
