using System.Text;
using ApiGen.Runtime.Signing;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

public sealed class ApiClientTests
{
    private const string Success = """{"Response":{"Data":{"Text":"mp1"},"RequestId":"r-1"}}""";
    private static readonly TencentCloudCredential Credential = new("AKIDexample", "example-secret-key");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_551_113_065));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_sends_the_signed_request_and_reads_the_response()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler);

        ThingResponse response = await client.SendAsync(TestService.Action(), new ThingRequest { Name = "未命名 <&>", Count = 0, Tags = [] }, null, Token);

        Assert.Equal("mp1", response.Data.Text);
        Assert.Equal("r-1", response.RequestId);
        StubHandler.Sent sent = Assert.Single(handler.Requests);
        Assert.Equal("""{"Name":"未命名 <&>","Count":0,"Tags":[]}""", sent.Text);
        Assert.Equal(HttpMethod.Post, sent.Method);
        Assert.Equal(new Uri("https://tcsas.intl.tencentcloudapi.com/"), sent.Address);
        Assert.Equal("CreateThing", sent.Headers["X-TC-Action"]);
        Assert.Equal("2025-01-06", sent.Headers["X-TC-Version"]);
        Assert.Equal("1551113065", sent.Headers["X-TC-Timestamp"]);
        Assert.Equal("ap-singapore", sent.Headers["X-TC-Region"]);
        Assert.Equal("application/json; charset=utf-8", sent.Headers["Content-Type"]);
        Assert.Equal(
            new Tc3Signer("tcsas", "tcsas.intl.tencentcloudapi.com", "CreateThing").Sign(Credential, 1_551_113_065, sent.Body),
            sent.Headers["Authorization"]);
        Assert.DoesNotContain(sent.Headers.Keys, name => name is "X-TC-Token" or "X-TC-Language" or "X-TC-RequestClient");
    }

    [Fact]
    public async Task Descriptions_of_actions_that_are_made_for_each_call_do_not_pile_up()
    {
        using ApiClient client = new(TestService.Service, Credential, "ap-singapore", new ApiClientOptions
        {
            HttpMessageHandler = StubHandler.Json(Success),
            Throttle = { Mode = ThrottleMode.Off },
        });
        async Task<WeakReference> CallAsync()
        {
            ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "CreateThing");
            await client.SendAsync(action, new ThingRequest { Name = "n" }, null, Token);
            return new WeakReference(action);
        }

        WeakReference[] made = [.. await Task.WhenAll(Enumerable.Range(0, 9000).Select(_ => CallAsync()))];
        GC.Collect();
        Assert.InRange(made.Count(action => action.IsAlive), 0, 4096);
    }

    [Fact]
    public async Task An_endpoint_override_leaves_the_signed_host_and_service_alone()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, o => o.Endpoint = new Uri("http://127.0.0.1:5080"));

        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);

        StubHandler.Sent sent = Assert.Single(handler.Requests);
        Assert.Equal(new Uri("http://127.0.0.1:5080/"), sent.Address);
        Assert.Equal("tcsas.intl.tencentcloudapi.com", sent.Headers["Host"]);
        Assert.Equal(
            new Tc3Signer("tcsas", "tcsas.intl.tencentcloudapi.com", "CreateThing").Sign(Credential, 1_551_113_065, sent.Body),
            sent.Headers["Authorization"]);
    }

    [Fact]
    public async Task An_access_host_is_called_and_signed()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, o => o.AccessHost = "tcsas.ap-singapore.tencentcloudapi.com");

        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);

        StubHandler.Sent sent = Assert.Single(handler.Requests);
        Assert.Equal("tcsas.ap-singapore.tencentcloudapi.com", sent.Address.Host);
        Assert.Equal(
            new Tc3Signer("tcsas", "tcsas.ap-singapore.tencentcloudapi.com", "CreateThing").Sign(Credential, 1_551_113_065, sent.Body),
            sent.Headers["Authorization"]);
    }

    [Fact]
    public async Task Options_of_the_client_and_of_the_call_become_headers()
    {
        StubHandler handler = StubHandler.Json(Success);
        TencentCloudCredential temporary = new("AKIDexample", "example-secret-key", "example-token");
        using ApiClient client = Client(
            handler,
            o =>
            {
                o.Language = "zh-CN";
                o.RequestClient = "My-App, 1.0";
            },
            temporary);

        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);
        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, new ApiCallOptions { Region = "ap-bangkok", Language = "en-US" }, Token);

        Assert.Equal("zh-CN", handler.Requests[0].Headers["X-TC-Language"]);
        Assert.Equal("My-App, 1.0", handler.Requests[0].Headers["X-TC-RequestClient"]);
        Assert.Equal("example-token", handler.Requests[0].Headers["X-TC-Token"]);
        Assert.Equal("ap-singapore", handler.Requests[0].Headers["X-TC-Region"]);
        Assert.Equal("en-US", handler.Requests[1].Headers["X-TC-Language"]);
        Assert.Equal("ap-bangkok", handler.Requests[1].Headers["X-TC-Region"]);
    }

    [Fact]
    public async Task A_region_is_sent_as_the_action_takes_it_and_never_empty()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient with = Client(handler);
        using ApiClient without = Client(handler, region: "");
        ApiAction<ThingRequest, ThingResponse> required = new(TestService.Service, "A") { Region = ApiRegionRequirement.Required };
        ApiAction<ThingRequest, ThingResponse> none = new(TestService.Service, "B") { Region = ApiRegionRequirement.None };

        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => without.SendAsync(required, new ThingRequest { Name = "n" }, null, Token));
        await with.SendAsync(none, new ThingRequest { Name = "n" }, null, Token);
        await without.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);

        Assert.Contains("A was not sent, it needs a region", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, handler.Requests.Count);
        Assert.All(handler.Requests, sent => Assert.DoesNotContain("X-TC-Region", sent.Headers.Keys));
    }

    [Fact]
    public async Task An_invalid_request_is_refused_with_every_problem_and_nothing_is_sent()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler);

        RequestValidationException e = await Assert.ThrowsAsync<RequestValidationException>(
            () => client.SendAsync(TestService.Action(), new ThingRequest { Count = -1 }, null, Token));

        Assert.Equal("CreateThing was not sent, its request is not valid: Name is required; Count is -1; at least 0 is allowed. (Parameter 'request')", e.Message);
        Assert.Equal(["Name", "Count"], e.Problems.Select(p => p.Path));
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task A_request_over_the_size_limit_is_refused_and_nothing_is_sent()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler);

        RequestValidationException e = await Assert.ThrowsAsync<RequestValidationException>(
            () => client.SendAsync(TestService.Action(), new ThingRequest { Name = new string('x', ApiClient.MaxRequestBytes) }, null, Token));

        Assert.Contains("the service takes at most 10485760", e.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("https://user:hidden@example.com/")]
    [InlineData("https://example.com/?a=b")]
    public void An_endpoint_that_is_not_safe_is_refused(string endpoint)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Client(StubHandler.Json(""), o => o.Endpoint = new Uri(endpoint)));

        Assert.StartsWith("Endpoint must", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.2/")]
    [InlineData("http://[::1]:8080/")]
    [InlineData("https://proxy.example.com/tcsas/")]
    public async Task An_endpoint_that_is_safe_gets_the_request(string endpoint)
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, o => o.Endpoint = new Uri(endpoint));

        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);

        Assert.Equal(new Uri(endpoint), Assert.Single(handler.Requests).Address);
    }

    [Theory]
    [InlineData("ap-singapore\r\nX-Evil: 1")]
    [InlineData("ap-singapore ")]
    [InlineData("ap\u0000")]
    [InlineData("新加坡")]
    public async Task A_value_that_would_break_a_header_is_refused_wherever_it_is_given(string value)
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler);

        Assert.Throws<ArgumentException>(() => Client(handler, region: value));
        Assert.Throws<ArgumentException>(() => Client(handler, o => o.Language = value));
        Assert.Throws<ArgumentException>(() => Client(handler, o => o.RequestClient = value));
        Assert.Throws<ArgumentException>(() => Client(handler, o => o.AccessHost = value));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, new ApiCallOptions { Region = value }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(value, "{}", null, Token));
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Client(StubHandler.Json(""), o => o.Timeout = TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Client(StubHandler.Json(""), o => o.MaxResponseBytes = 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { MaxAttempts = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { BaseDelay = TimeSpan.FromSeconds(-1) });
    }

    [Fact]
    public async Task An_action_without_a_spec_is_signed_and_read_alike()
    {
        StubHandler handler = StubHandler.Json("""{"Response": {"Total" : 2, "RequestId":"r-3"} }""");
        using ApiClient client = Client(handler);

        ApiRawResponse response = await client.SendAsync("DescribeAnything", """{ "Limit": 1 }""", null, Token);

        Assert.Equal("""{"Total" : 2, "RequestId":"r-3"}""", response.Json);
        Assert.Equal("r-3", response.RequestId);
        StubHandler.Sent sent = Assert.Single(handler.Requests);
        Assert.Equal("""{ "Limit": 1 }""", sent.Text);
        Assert.Equal(
            new Tc3Signer("tcsas", "tcsas.intl.tencentcloudapi.com", "DescribeAnything").Sign(Credential, 1_551_113_065, sent.Body),
            sent.Headers["Authorization"]);
    }

    [Fact]
    public async Task A_failure_of_an_action_without_a_spec_keeps_its_code()
    {
        using ApiClient client = Client(StubHandler.Json("""{"Response":{"Error":{"Code":"Made.Up","Message":"m"},"RequestId":"r-4"}}"""));

        ApiServiceException e = await Assert.ThrowsAsync<ApiServiceException>(() => client.SendAsync("DescribeAnything", "{}", null, Token));

        Assert.Equal("Made.Up", e.Code);
        Assert.Equal(CommonErrorCode.Unknown, e.CommonErrorCode);
        Assert.Equal("DescribeAnything failed with Made.Up: m (RequestId: r-4)", e.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("")]
    public async Task Raw_parameters_that_are_no_object_are_refused(string json) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Client(StubHandler.Json(Success)).SendAsync("DescribeAnything", json, null, Token));

    [Fact]
    public async Task A_raw_body_is_sent_as_it_is_with_its_members_as_headers()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler);
        byte[] body = [0, 1, 2, 255];

        await client.SendAsync(new ApiAction<UploadRequest, ThingResponse>(TestService.Service, "UploadLog"), new UploadRequest { TopicId = "t-1", Body = body }, null, Token);

        StubHandler.Sent sent = Assert.Single(handler.Requests);
        Assert.Equal(body, sent.Body);
        Assert.Equal("application/octet-stream", sent.Headers["Content-Type"]);
        Assert.Equal("t-1", sent.Headers["X-TCSAS-TopicId"]);
        Assert.DoesNotContain("X-TCSAS-Size", sent.Headers.Keys);
        Assert.Equal(
            new Tc3Signer("tcsas", "tcsas.intl.tencentcloudapi.com", "UploadLog", "application/octet-stream").Sign(Credential, 1_551_113_065, body),
            sent.Headers["Authorization"]);
    }

    [Fact]
    public async Task An_unsigned_action_takes_no_credential()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, credentials: new ThrowingProvider());

        await client.SendAsync(new ApiAction<ThingRequest, ThingResponse>(TestService.Service, "AssumeRole") { IsUnsigned = true }, new ThingRequest { Name = "n" }, null, Token);

        Assert.Equal("SKIP", Assert.Single(handler.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task A_credential_that_cannot_be_had_ends_the_call_before_it_is_sent()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient client = Client(handler, credentials: new ThrowingProvider());

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));

        Assert.Equal("CreateThing", e.Action);
        Assert.Contains("the vault is closed", e.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task Hooks_see_the_request_before_it_is_signed_and_the_head_of_the_response()
    {
        StubHandler handler = StubHandler.Json(Success);
        List<string> seen = [];
        using ApiClient client = Client(handler, o =>
        {
            o.BeforeSigning = context =>
            {
                seen.Add($"{context.Action.Name} {context.Attempt} {Encoding.UTF8.GetString(context.Body.Span)} {context.Request.Headers.Contains("Authorization")}");
                context.Request.Headers.Add("X-Trace", "t-1");
            };
            o.AfterResponse = context => seen.Add($"{context.Action.Name} {context.Attempt} {context.StatusCode}");
        });

        await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);

        Assert.Equal(["CreateThing 1 {\"Name\":\"n\"} False", "CreateThing 1 OK"], seen);
        Assert.Equal("t-1", Assert.Single(handler.Requests).Headers["X-Trace"]);
    }

    [Fact]
    public async Task Options_that_change_after_the_client_was_made_have_no_effect_on_it()
    {
        StubHandler handler = new(number => number <= 2 ? StubHandler.Ok(Success) : new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests));
        ApiClientOptions options = new();
        using ApiClient client = Client(handler, o =>
        {
            o.Retry = RetryOptions.Off;
            options = o;
        });

        options.Retry.MaxAttempts = 5;
        options.Throttle.Mode = ThrottleMode.FailFast;
        options.Throttle.LimitOverrides["LaterOptions"] = [ApiRateLimit.PerSeconds(1, 3600)];
        options.Language = "en-US";
        for (int i = 0; i < 2; i++)
        {
            await client.SendAsync(TestService.Action("LaterOptions"), new ThingRequest { Name = "n" }, null, Token);
        }

        await Assert.ThrowsAsync<ApiHttpStatusException>(() => client.SendAsync(TestService.Action("LaterOptions"), new ThingRequest { Name = "n" }, null, Token));

        Assert.Equal(3, handler.Requests.Count);
        Assert.All(handler.Requests, sent => Assert.DoesNotContain("X-TC-Language", sent.Headers.Keys));
    }

    [Fact]
    public async Task A_clients_own_HttpClient_can_send()
    {
        StubHandler handler = StubHandler.Json(Success);
        using HttpClient http = new(handler);
        using ApiClient client = Client(StubHandler.Json(""), o => (o.HttpMessageHandler, o.HttpClientFactory) = (null, () => http));

        Assert.Equal("mp1", (await client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token)).Data.Text);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_factory_that_gives_no_client_is_told_and_nothing_is_sent_another_way()
    {
        int asked = 0;
        using ApiClient client = Client(StubHandler.Json(Success), o => (o.HttpMessageHandler, o.HttpClientFactory) = (null, () => ++asked == 0 ? new HttpClient() : null!));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));

        Assert.Contains("ApiClientOptions.HttpClientFactory gave no HTTP client", e.Message, StringComparison.Ordinal);
        Assert.False(e.MayHaveBeenSent);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_factory_that_throws_is_told_as_the_factory_and_not_asked_again()
    {
        int asked = 0;
        using ApiClient client = Client(StubHandler.Json(Success), o => (o.HttpMessageHandler, o.HttpClientFactory) = (null, () => ++asked == 0 ? new HttpClient() : throw new FormatException("why")));

        ApiNetworkException e = await Assert.ThrowsAsync<ApiNetworkException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, new ApiCallOptions { IsIdempotent = true }, Token));

        Assert.Contains("ApiClientOptions.HttpClientFactory failed with FormatException", e.Message, StringComparison.Ordinal);
        Assert.Equal("why", e.InnerException!.Message);
        Assert.False(e.MayHaveBeenSent);
        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData("no account yet", "The credential provider failed: no account yet")]
    [InlineData(null, "The credential provider's AccountKey is null.")]
    [InlineData("", "The credential provider's AccountKey is empty.")]
    [InlineData(" ", "The credential provider's AccountKey is empty.")]
    public async Task A_provider_without_an_account_fails_the_call_in_the_terms_of_the_library(string? account, string message)
    {
        using ApiClient client = new(TestService.Service, new WithoutAccount(account), null, new ApiClientOptions { HttpMessageHandler = StubHandler.Json(Success) });

        ApiCredentialException e = await Assert.ThrowsAsync<ApiCredentialException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private sealed class WithoutAccount(string? account) : ICredentialProvider
    {
        public string AccountKey => account is { Length: > 1 } ? throw new InvalidOperationException(account) : account!;

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) => new(new TencentCloudCredential("AKIDexample", "k"));
    }

    [Fact]
    public async Task A_disposed_client_refuses_calls_and_a_cancelled_token_sends_nothing()
    {
        StubHandler handler = StubHandler.Json(Success);
        ApiClient client = Client(handler);
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token));
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token));

        Assert.Equal(source.Token, e.CancellationToken);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task Concurrent_calls_each_get_their_own_response()
    {
        using EchoHandler handler = new();
        using ApiClient client = new(TestService.Service, Credential, null, new ApiClientOptions { HttpMessageHandler = handler, ThrottleRegistry = new ThrottleRegistry() });
        ApiAction<ThingRequest, ThingResponse> action = TestService.Action();

        await Parallel.ForEachAsync(Enumerable.Range(0, 5000), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Token }, async (i, token) =>
        {
            string name = new('x', i % 700);
            ThingResponse response = await client.SendAsync(action, new ThingRequest { Name = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture) }, null, token);
            Assert.Equal(name + i.ToString(System.Globalization.CultureInfo.InvariantCulture), response.Data.Text);
        });
    }

    [Fact]
    public async Task The_wait_in_the_queue_has_a_limit_of_its_own_and_none_unless_set()
    {
        StubHandler handler = StubHandler.Json(Success);
        using ApiClient patient = Client(handler, o => o.Timeout = TimeSpan.FromSeconds(5));
        using ApiClient hasty = Client(handler, o => o.Throttle.MaxQueueWait = TimeSpan.FromSeconds(5));
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "Slow") { RateLimits = [ApiRateLimit.PerSeconds(1, 3600)] };

        foreach (ApiClient client in new[] { patient, hasty })
        {
            await client.SendAsync(action, new ThingRequest { Name = "n" }, null, Token);
        }

        Task<ThingResponse> waiting = patient.SendAsync(action, new ThingRequest { Name = "n" }, null, Token);
        Task refused = hasty.SendAsync(action, new ThingRequest { Name = "n" }, null, Token);
        ApiThrottledException e = await Assert.ThrowsAsync<ApiThrottledException>(() => refused);
        Assert.InRange(e.RetryAfter!.Value, TimeSpan.FromHours(1), TimeSpan.FromHours(1.01));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(0, e.Attempts);
        Assert.False(waiting.IsCompleted);

        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("r-1", (await waiting).RequestId);
        Assert.Equal(3, handler.Requests.Count);
    }

    private ApiClient Client(StubHandler handler, Action<ApiClientOptions>? configure = null, ICredentialProvider? credentials = null, string? region = "ap-singapore")
    {
        ApiClientOptions options = new()
        {
            HttpMessageHandler = handler,
            TimeProvider = _time,
            ThrottleRegistry = new ThrottleRegistry(),
        };
        configure?.Invoke(options);
        return new ApiClient(TestService.Service, credentials ?? Credential, region, options);
    }

    [Fact]
    public async Task A_provider_that_ignores_its_token_holds_no_call_beyond_its_time_nor_beyond_its_cancellation()
    {
        using ApiClient client = Client(StubHandler.Json(Success), o => o.Timeout = TimeSpan.FromSeconds(5), new HangingProvider());
        Task<ThingResponse> late = client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);
        using CancellationTokenSource source = new();
        Task<ThingResponse> cancelled = client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token);
        await source.CancelAsync();
        ApiCanceledException cancellation = await Assert.ThrowsAsync<ApiCanceledException>(() => cancelled);
        Assert.Contains("waiting for the credential", cancellation.Message, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(6));
        ApiTimeoutException timeout = await Assert.ThrowsAsync<ApiTimeoutException>(() => late);
        Assert.Contains("waiting for the credential", timeout.Message, StringComparison.Ordinal);
    }

    private sealed class HangingProvider : ICredentialProvider
    {
        public string AccountKey => "hanging";

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) => new(new TaskCompletionSource<TencentCloudCredential>().Task);
    }

    private sealed class ThrowingProvider : ICredentialProvider
    {
        public string AccountKey => "none";

        public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("the vault is closed");
    }

    /// <summary>Responds with the name that the request holds, after giving way to others.</summary>
    private sealed class EchoHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = await request.Content!.ReadAsStringAsync(cancellationToken);
            await Task.Yield();
            return StubHandler.Ok($"{{\"Response\":{{\"Data\":{{\"Text\":\"{ThingRequest.FromJson(body).Name}\"}},\"RequestId\":\"r\"}}}}");
        }
    }
}
