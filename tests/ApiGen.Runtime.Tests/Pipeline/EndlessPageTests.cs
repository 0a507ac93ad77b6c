using System.Net;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Pages of a status other than success that never end: the status had arrived, and counts.</summary>
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

    private static HttpResponseMessage Page(HttpStatusCode status, SemaphoreSlim stalled) => new(status) { Content = new StreamContent(new EndlessPage(stalled)) };

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
    private sealed class EndlessPage(SemaphoreSlim stalled) : MemoryStream("<html>"u8.ToArray())
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
