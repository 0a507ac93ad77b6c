using System.Net;
using System.Text.Json;
using System.Threading.RateLimiting;
using ApiGen.Runtime.Tests.Credentials;
using ApiGen.Runtime.Tests.Throttling;
using ApiGen.Runtime.Throttling;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>What a credential's provider, a handler or a factory throws is no failure of the service's, of whatever type it is: it may call another one.</summary>
public sealed class FailingProviderTests
{
    private static readonly Dictionary<string, Func<Exception>> Thrown = new()
    {
        ["network"] = () => new ApiNetworkException("ReadVault", "the vault's connection broke", mayHaveBeenSent: true),
        ["timeout"] = () => new ApiTimeoutException("ReadVault", TimeSpan.FromSeconds(1), "waiting for the response", mayHaveBeenSent: true),
        ["throttled"] = () => new ApiThrottledException("ReadVault", "the vault is busy", TimeSpan.FromSeconds(3)),
        ["status"] = () => new ApiHttpStatusException("ReadVault", HttpStatusCode.ServiceUnavailable, "busy", "r-vault"),
        ["malformed"] = () => new ApiMalformedResponseException("ReadVault", "it is not JSON", requestId: "r-vault", innerException: new JsonException("quoted")),
        ["service"] = () => ApiException.For(ThingErrorCode.FailedOperationTooManyThings, "many", "r-vault"),
        ["cancelled"] = () => new ApiCanceledException("ReadVault", "reading the response", mayHaveBeenSent: true),
        ["foreign"] = () => new InvalidOperationException("sealed"),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, bool> Kinds => new(Thrown.Keys, [false, true]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_call_whose_provider_fails_was_not_sent_and_holds_what_was_thrown(string kind, bool isStream)
    {
        Exception thrown = Thrown[kind]();
        string text = thrown.Message;
        Provider provider = new(_ => throw thrown);
        StubHandler handler = StubHandler.Json(SocketClient.Success);
        using ApiClient client = Client(provider, handler);

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => CallAsync(client, isStream));

        Assert.Equal(("CreateThing", 0, null, null), (e.Action, e.Attempts, e.RequestId, e.ClientToken));
        Assert.Equal($"The credential provider failed: {text}", e.Message);
        Assert.Same(thrown, e.InnerException);
        Assert.Equal(text, thrown.Message);
        Assert.Equal((0, 1), (handler.Requests.Count, provider.Asked));
    }

    [Fact]
    public async Task A_provider_that_names_another_account_each_time_is_told_as_what_it_is_and_not_asked_for_ever()
    {
        StubHandler handler = StubHandler.Json(SocketClient.Success);
        EverOther provider = new();
        using ApiClient client = Client(provider, handler);

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => CallAsync(client, isStream: false));

        Assert.Contains("AccountKey is another one each time", e.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
        Assert.InRange(provider.Asked, 1, 20);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_provider_that_fails_at_the_second_attempt_hides_nothing_of_the_first(string kind, bool isStream)
    {
        Provider provider = new(number => number == 1 ? SocketClient.Credential : throw Thrown[kind]());
        StubHandler handler = StubHandler.Json("""{"Response":{"Error":{"Code":"InternalError","Message":"m"},"RequestId":"r-1"}}""");
        using ApiClient client = Client(provider, handler);

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => CallAsync(client, isStream));

        Assert.Equal(("CreateThing", "InternalError", "r-1", 1), (e.Action, e.Code, e.RequestId, e.Attempts));
        Assert.Contains("Not repeated: there is no credential for another attempt: The credential provider failed: ", e.Message, StringComparison.Ordinal);
        Assert.Equal((1, 2), (handler.Requests.Count, provider.Asked));
    }

    [Fact]
    public async Task An_account_that_cannot_be_told_is_no_failure_of_the_request_either()
    {
        ApiNetworkException thrown = new("ReadVault", "the vault's connection broke", mayHaveBeenSent: true);
        using ApiClient client = Client(new Provider(_ => SocketClient.Credential) { Account = () => throw thrown }, StubHandler.Json(SocketClient.Success));

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => CallAsync(client, isStream: false));

        Assert.Equal("CreateThing", e.Action);
        Assert.Same(thrown, e.InnerException);
    }

    [Fact]
    public async Task One_failure_that_a_provider_throws_to_every_call_is_each_call_s_own()
    {
        ApiCredentialException shared = new("The vault is sealed.", new IOException("why")) { IsAbsent = true };
        using ApiClient client = Client(new Provider(_ => throw shared), StubHandler.Json(SocketClient.Success));

        ApiCredentialException thing = await Assert.ThrowsAsync<ApiCredentialException>(() => CallAsync(client, isStream: false));
        ApiCredentialException other = await Assert.ThrowsAsync<ApiCredentialException>(() => client.SendAsync(TestService.Action("OtherThing"), new ThingRequest { Name = "n" }, null, Token));

        Assert.Equal(("CreateThing", "OtherThing", ""), (thing.Action, other.Action, shared.Action));
        Assert.All([thing, other], e =>
        {
            Assert.Equal((shared.Message, true), (e.Message, e.IsAbsent));
            Assert.Same(shared.InnerException, e.InnerException);
        });
    }

    public static MatrixTheoryData<string, bool, bool> Places => new(Thrown.Keys, [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Places))]
    public async Task What_a_handler_or_its_body_throws_is_told_as_a_failure_of_the_handler_or_of_reading(string kind, bool isOfBody, bool isStream)
    {
        Exception thrown = Thrown[kind]();
        int sent = 0;
        using ApiClient client = Client(new Provider(_ => SocketClient.Credential), new StubHandler(_ =>
        {
            sent++;
            return isOfBody
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new FailingStream(thrown)) { Headers = { ContentType = new("text/event-stream") } } }
                : throw thrown;
        }));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(client, isStream));

        // The handler has read the request's body; one that cancels may do otherwise the next time.
        int attempts = kind == "cancelled" ? 3 : 1;
        string did = kind == "cancelled" ? "an HTTP handler cancelled the request" : $"{(isOfBody ? "reading the response" : "an HTTP handler")} failed with {thrown.GetType().Name.Split('`')[0]}";
        Assert.Equal(("CreateThing", attempts, null, true, attempts), (e.Action, e.Attempts, e.RequestId, e.MayHaveBeenSent, sent));
        Assert.StartsWith($"CreateThing did not complete: {did} (", e.Message, StringComparison.Ordinal);
        Assert.NotNull(e.InnerException);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_client_factory_s_own_failure_is_told_as_the_factory_s_and_is_not_repeated(string kind, bool isStream)
    {
        Exception thrown = Thrown[kind]();
        int asked = 0;
        using ApiClient client = new(TestService.Service, SocketClient.Credential, null, new ApiClientOptions
        {
            HttpClientFactory = () =>
            {
                asked++;
                throw thrown;
            },
            Throttle = { Mode = ThrottleMode.Off },
        });

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => CallAsync(client, isStream));

        Assert.Equal(("CreateThing", null, false, 1), (e.Action, e.RequestId, e.MayHaveBeenSent, asked));
        Assert.Contains($"ApiClientOptions.HttpClientFactory failed with {thrown.GetType().Name.Split('`')[0]}", e.Message, StringComparison.Ordinal);
    }

    public static MatrixTheoryData<string, string> LimiterSteps => new(Thrown.Keys, ["factory", "limiter", "acquired", "refused", "metadata", "lapsed"]);

    [Theory]
    [MemberData(nameof(LimiterSteps))]
    public async Task What_a_limiter_throws_before_the_request_is_sent_is_told_as_the_limiter_s(string kind, string step)
    {
        Exception thrown = Thrown[kind]();
        StubHandler handler = StubHandler.Json(SocketClient.Success);
        int given = 0, ended = 0;
        using ApiClient client = new(TestService.Service, SocketClient.Credential, null, new ApiClientOptions
        {
            HttpMessageHandler = handler,
            ThrottleRegistry = new ThrottleRegistry(),
            Throttle = { LimiterFactory = _ => step == "factory" ? throw thrown : new FailingLimiter(() => step == "limiter" ? throw thrown : Give()) },
        });

        ApiThrottledException e = await Assert.ThrowsAsync<ApiThrottledException>(() => CallAsync(client, isStream: false));

        Assert.Equal(("CreateThing", 0, null, 0), (e.Action, e.Attempts, e.RequestId, handler.Requests.Count));
        Assert.StartsWith($"CreateThing was not sent: {(step == "factory" ? "ThrottleOptions.LimiterFactory" : "the configured rate limiter")} failed: ", e.Message, StringComparison.Ordinal);
        Assert.NotNull(e.InnerException);
        Assert.Equal((step is "factory" or "limiter" ? 0 : 1, given), (given, ended));

        EarlyFailure Give()
        {
            given++;
            return new EarlyFailure(step, thrown, () => ended++);
        }
    }

    [Fact]
    public async Task A_lease_that_fails_changes_nothing_of_how_the_call_ends()
    {
        using ApiClient client = new(TestService.Service, SocketClient.Credential, null, new ApiClientOptions
        {
            HttpMessageHandler = StubHandler.Json(SocketClient.Success),
            ThrottleRegistry = new ThrottleRegistry(),
            Throttle = { LimiterFactory = _ => new FailingLimiter(static () => new FailingObserver()) },
        });

        await CallAsync(client, isStream: false);
    }

    public static TheoryData<string> Sources => ["refreshing", "chain", "swappable", "file"];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_credential_failure_names_the_action_whatever_source_failed_and_says_it_once(string source)
    {
        ApiCredentialException thrown = new("The vault is sealed.");
        ScriptedProvider refreshing = new(new CredentialRefreshOptions()) { Fetch = (_, _) => throw thrown };
        ICredentialProvider provider = source switch
        {
            "refreshing" => refreshing,
            "chain" => new CredentialChain(refreshing),
            "swappable" => new SwappableCredentialProvider(refreshing),
            _ => new ProfileFileCredentialProvider(new ProfileFileOptions { Path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()) }),
        };
        using ApiClient client = Client(provider, StubHandler.Json(SocketClient.Success));

        for (int i = 0; i < 2; i++)
        {
            ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => CallAsync(client, isStream: false));

            Assert.Equal(("CreateThing", 0), (e.Action, e.Attempts));
            Assert.Null(e.InnerException);
            Assert.Equal(source == "file" ? e.Message : "The vault is sealed.", e.Message);
        }

        Assert.Equal("", thrown.Action);
    }

    private static ApiClient Client(ICredentialProvider provider, StubHandler handler) => new(TestService.Service, provider, null, new ApiClientOptions
    {
        HttpMessageHandler = handler,
        Retry = { BaseDelay = TimeSpan.Zero },
        Throttle = { Mode = ThrottleMode.Off },
    });

    private static async Task CallAsync(ApiClient client, bool isStream)
    {
        ApiCallOptions options = new() { IsIdempotent = true };
        if (!isStream)
        {
            await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, options, Token);
            return;
        }

        await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, options, Token))
        {
        }
    }

    private sealed class FailingLimiter(Func<RateLimitLease> give) : RateLimiter
    {
        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => give();

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(give());
    }

    private sealed class EarlyFailure(string step, Exception thrown, Action ended) : GivenLease(ended), ILapsingLease
    {
        public override bool IsAcquired => step switch
        {
            "acquired" => throw thrown,
            "refused" => false,
            _ => true,
        };

        public bool IsLapsed => step == "lapsed" ? throw thrown : false;

        public override bool TryGetMetadata(string metadataName, out object? metadata) => step is "metadata" or "refused" ? throw thrown : base.TryGetMetadata(metadataName, out metadata);
    }

    private sealed class FailingObserver() : GivenLease(static () => throw new InvalidOperationException("The lease cannot be given back.")), IRequestObserver
    {
        public void OnSent(TimeSpan arrivalDelay, TimeSpan heldUpAfter) => throw new InvalidOperationException("Not that either.");

        public void OnCompleted(TimeSpan sinceSent, TimeSpan arrivalDelay) => throw new InvalidOperationException("Not that either.");
    }

    private sealed class FailingStream(Exception thrown) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException<int>(thrown);
    }

    private sealed class Provider(Func<int, TencentCloudCredential> give) : ICredentialProvider
    {
        internal int Asked { get; private set; }

        internal Func<string> Account { get; init; } = () => "vault";

        public string AccountKey => Account();

        public async ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            return give(++Asked);
        }
    }

    private sealed class EverOther : ICredentialProvider
    {
        private int _asked;
        private int _named;

        internal int Asked => _asked;

        public string AccountKey => FormattableString.Invariant($"account {Interlocked.Increment(ref _named)}");

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            return new(SocketClient.Credential);
        }
    }
}
