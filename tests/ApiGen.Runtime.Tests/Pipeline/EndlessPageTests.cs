using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Bodies that never end: the status had arrived, or the code, and counts.</summary>
public sealed class EndlessPageTests
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, true, true)]
    [InlineData(HttpStatusCode.TooManyRequests, false, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, false, false)]
    [InlineData(HttpStatusCode.Found, true, false)]
    [InlineData(HttpStatusCode.NotFound, true, false)]
    [InlineData(HttpStatusCode.NotFound, false, false)]
    public async Task A_page_that_outlasts_an_attempt_is_treated_as_its_status_is(HttpStatusCode status, bool idempotent, bool isRepeated)
    {
        using SemaphoreSlim stalled = new(0);
        using ApiClient client = Client(n => n == 1 ? Page(status, stalled) : StubHandler.Ok(SocketClient.Success));

        Task<ThingResponse> call = SocketClient.CallAsync(client, idempotent);
        Assert.True(await stalled.WaitAsync(TimeSpan.FromMinutes(1), Token));
        _time.Advance(AttemptTimeout);

        if (isRepeated)
        {
            Assert.Equal("mp1", (await call.WaitAsync(TimeSpan.FromMinutes(1), Token)).Data.Text);
            return;
        }

        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal((status, 1, "<html>"), (e.StatusCode, e.Attempts, e.BodyExcerpt));
    }

    [Fact]
    public async Task A_page_whose_status_came_late_is_read_all_the_same()
    {
        TaskCompletionSource<HttpResponseMessage> late = new();
        using ApiClient client = Client(_ => throw new System.Diagnostics.UnreachableException(), o => o.HttpMessageHandler = new LateHandler(late.Task));

        Task<ThingResponse> call = SocketClient.CallAsync(client, idempotent: false);
        _time.Advance(TimeSpan.FromSeconds(40));
        late.SetResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("<html>busy</html>") });

        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal("<html>busy</html>", e.BodyExcerpt);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_page_that_outlasts_the_call_is_told_with_its_status(HttpStatusCode status)
    {
        using SemaphoreSlim stalled = new(0);
        using ApiClient client = Client(_ => Page(status, stalled), o => o.AttemptTimeout = Timeout.InfiniteTimeSpan);

        Task<ThingResponse> call = SocketClient.CallAsync(client, idempotent: false);
        Assert.True(await stalled.WaitAsync(TimeSpan.FromMinutes(1), Token));
        _time.Advance(TimeSpan.FromSeconds(60));

        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal((status, 1), (e.StatusCode, e.Attempts));
        Assert.Contains("a body that cannot be read (it did not end in time): <html>", e.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<OperationCanceledException>(e.InnerException);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    public async Task A_caller_who_cancels_while_a_page_is_read_has_cancelled_and_is_told_what_its_status_says(HttpStatusCode status, bool mayHaveBeenSent)
    {
        using SemaphoreSlim stalled = new(0);
        using ApiClient client = Client(_ => Page(status, stalled));
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Token);

        Task<ThingResponse> call = client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token);
        Assert.True(await stalled.WaitAsync(TimeSpan.FromMinutes(1), Token));
        await source.CancelAsync();

        ApiCanceledException e = await Assert.ThrowsAsync<ApiCanceledException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal((source.Token, mayHaveBeenSent), (e.CancellationToken, e.MayHaveBeenSent));
        Assert.Equal(!mayHaveBeenSent, e.Message.Contains("refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_calls_pause_while_the_page_of_a_refusal_is_read()
    {
        using SemaphoreSlim stalled = new(0);
        HttpResponseMessage refusal = Page(HttpStatusCode.TooManyRequests, stalled);
        refusal.Headers.Add("Retry-After", "10");
        using ApiClient client = Client(_ => refusal, o =>
        {
            o.Retry = RetryOptions.Off;
            o.ThrottleRegistry = new();
            o.Throttle = new ThrottleOptions { Mode = ThrottleMode.FailFast, LimitOverrides = { ["CreateThing"] = [ApiRateLimit.PerSeconds(20, 1)] } };
        });

        Task<ThingResponse> call = SocketClient.CallAsync(client, idempotent: false);
        Assert.True(await stalled.WaitAsync(TimeSpan.FromMinutes(1), Token));

        await Assert.ThrowsAsync<ApiThrottledException>(() => SocketClient.CallAsync(client, idempotent: false).WaitAsync(TimeSpan.FromMinutes(1), Token));
        _time.Advance(AttemptTimeout);
        ApiHttpStatusException e = await Assert.ThrowsAsync<ApiHttpStatusException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal(HttpStatusCode.TooManyRequests, e.StatusCode);
    }

    [Theory]
    [InlineData("""{"Response":{"Error":{"Code":"FailedOperation.TooManyThings","Message":"many"},"RequestId":"r-1"}}""", "many", "r-1")]
    [InlineData("""{"Response":{"RequestId":"r-1","Error":{"Code":"FailedOperation.TooManyThings","Mess""", "", "r-1")]
    [InlineData("""{"Response":{"Error":{"Message":"many","Code":"FailedOperation.TooManyThings" """, "many", null)]
    public async Task A_code_that_has_come_is_told_though_the_rest_of_a_success_never_ends(string beginning, string message, string? requestId)
    {
        using SemaphoreSlim stalled = new(0);
        using ApiClient client = Client(_ => Page(HttpStatusCode.OK, stalled, beginning));

        Task<ThingResponse> call = SocketClient.CallAsync(client, idempotent: false);
        Assert.True(await stalled.WaitAsync(TimeSpan.FromMinutes(1), Token));
        _time.Advance(TimeSpan.FromSeconds(60));

        ApiException<ThingErrorCode> e = await Assert.ThrowsAsync<ApiException<ThingErrorCode>>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal(("FailedOperation.TooManyThings", message, requestId), (e.Code, e.ServiceMessage, e.RequestId));
    }

    [Theory]
    [InlineData("""data: {"Response":{"Error":{"Code":"FailedOperation.TooManyThings","Message":"many"},"RequestId":"r-1"}}""")]
    [InlineData("""data: {"RequestId":"r-1","Error":{"Code":"FailedOperation.TooManyThings","Message":"many"},""")]
    [InlineData("data: {\"RequestId\":\"r-1\"}\n\ndata: {\"RequestId\":\"r-1\",\"Error\":{\"Message\":\"many\",\"Code\":\"FailedOperation.TooManyThings\"\n")]
    public async Task A_code_that_has_come_is_told_though_its_event_never_ends(string beginning)
    {
        using SemaphoreSlim stalled = new(0);
        using ApiClient client = Client(_ =>
        {
            HttpResponseMessage response = Page(HttpStatusCode.OK, stalled, beginning);
            response.Content.Headers.ContentType = new("text/event-stream");
            return response;
        });

        Task call = Task.Run(async () =>
        {
            await foreach (ServerSentEvent<ThingResponse> _ in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token))
            {
            }
        }, Token);
        Assert.True(await stalled.WaitAsync(TimeSpan.FromMinutes(1), Token));
        _time.Advance(TimeSpan.FromSeconds(60));

        ApiException<ThingErrorCode> e = await Assert.ThrowsAsync<ApiException<ThingErrorCode>>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
        Assert.Equal(("FailedOperation.TooManyThings", "many", "r-1"), (e.Code, e.ServiceMessage, e.RequestId));
    }

    [Theory]
    [InlineData("""{"Response":{"Error":{"Code":"FailedOperation.TooManyTh""")]
    [InlineData("{\"Response\":{\"error\":{\"Code\":\"X\",\"Message\":\"a part of what succeeded\"},\"RequestId\":\"r-1\"")]
    [InlineData("""{"Response":{"ERROR":{"Code":"X","Message":"m"},"RequestId":"r-1"}}""")]
    [InlineData("""{"Response":{"Data":{"Error":{"Code":"X","Message":"m"}}""")]
    [InlineData("""{"code":40""")]
    public async Task What_may_yet_become_a_success_or_another_code_is_no_failure_of_the_service(string beginning)
    {
        using SemaphoreSlim stalled = new(0);
        using ApiClient client = Client(_ => Page(HttpStatusCode.OK, stalled, beginning));

        Task<ThingResponse> call = SocketClient.CallAsync(client, idempotent: false);
        Assert.True(await stalled.WaitAsync(TimeSpan.FromMinutes(1), Token));
        _time.Advance(TimeSpan.FromSeconds(60));

        await Assert.ThrowsAsync<ApiTimeoutException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task A_code_that_has_come_is_told_though_the_connection_of_a_success_broke()
    {
        const string Refusal = """{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"slow"},"RequestId":"r-1"}}""";
        await using SocketServer server = SocketServer.Responding([.. "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"u8, .. Encoding.UTF8.GetBytes(Refusal)]);
        using ApiClient client = SocketClient.Create(server.Address, o => o.Retry = RetryOptions.Off);

        ApiServiceException e = await Assert.ThrowsAnyAsync<ApiServiceException>(() => SocketClient.CallAsync(client, idempotent: false));

        Assert.Equal(("RequestLimitExceeded", "slow", "r-1"), (e.Code, e.ServiceMessage, e.RequestId));
    }

    private static HttpResponseMessage Page(HttpStatusCode status, SemaphoreSlim stalled, string beginning = "<html>") => new(status) { Content = new StreamContent(new EndlessPage(beginning, stalled)) };

    private ApiClient Client(Func<int, HttpResponseMessage> respond, Action<ApiClientOptions>? configure = null) => SocketClient.Create(null, o =>
    {
        o.HttpMessageHandler = new StubHandler(respond);
        o.TimeProvider = _time;
        o.Timeout = TimeSpan.FromSeconds(60);
        o.AttemptTimeout = AttemptTimeout;
        configure?.Invoke(o);
    });

    private sealed class LateHandler(Task<HttpResponseMessage> response) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => response;
    }

    /// <summary>Begins, and then has no more to say.</summary>
    private sealed class EndlessPage(string beginning, SemaphoreSlim stalled) : MemoryStream(Encoding.UTF8.GetBytes(beginning))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
            {
                stalled.Release();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return Read(buffer.Span);
        }
    }
}
