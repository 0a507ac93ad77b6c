using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.RateLimiting;
using ApiGen.Runtime.Tests.Throttling;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>Handlers, bodies and limiters of an application that do not heed their token: the call ends in its time all the same.</summary>
public sealed class StubbornHandlerTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, bool, bool> Ends => new(["handler", "factory", "stream"], [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_handler_that_does_not_heed_its_token_holds_no_call(string kind, bool isCancelled, bool hasRead)
    {
        using StubbornHandler handler = new(hasRead);
        using HttpClient http = new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        ApiClient client = Client(kind == "factory" ? o => o.HttpClientFactory = () => http : o => o.HttpMessageHandler = handler);
        using CancellationTokenSource source = new();
        Task call = kind == "stream" ? ReadAllAsync(client, source.Token) : client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token);
        Task stopped = client.StopAsync(Token);
        await handler.Entered;
        Assert.False(call.IsCompleted);

        if (isCancelled)
        {
            await source.CancelAsync();
            ApiCanceledException e = await Assert.ThrowsAsync<ApiCanceledException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
            Assert.Equal((hasRead, 1), (e.MayHaveBeenSent, e.Attempts));
        }
        else
        {
            _time.Advance(TimeSpan.FromSeconds(60));
            ApiTimeoutException e = await Assert.ThrowsAsync<ApiTimeoutException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));
            Assert.Equal((hasRead, 1), (e.MayHaveBeenSent, e.Attempts));
            Assert.Contains(hasRead ? "(the request may have been sent)" : "(the request was not sent)", e.Message, StringComparison.Ordinal);
        }

        await stopped.WaitAsync(TimeSpan.FromMinutes(1), Token);
        client.Dispose();
        NotedContent late = new();
        handler.Respond(new HttpResponseMessage(HttpStatusCode.OK) { Content = late });
        await late.Disposed.WaitAsync(TimeSpan.FromMinutes(1), Token);
    }

    [Fact]
    public async Task A_handler_that_goes_on_when_its_call_has_ended_sends_nothing()
    {
        using StubbornHandler handler = new(readsFirst: false) { ReadsAfterwards = true };
        using ApiClient client = Client(o => o.HttpMessageHandler = handler);
        Task call = client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, Token);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False((await Assert.ThrowsAsync<ApiTimeoutException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token))).MayHaveBeenSent);

        handler.Respond(StubHandler.Ok(SocketClient.Success));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => handler.Left.WaitAsync(TimeSpan.FromMinutes(1), Token));
    }

    public static MatrixTheoryData<string, string, bool, int> Outlasting => new(["hook", "factory"], ["typed", "by name", "raw bytes", "stream"], [false, true], [1, 2]);

    [Theory]
    [MemberData(nameof(Outlasting))]
    public async Task A_hook_or_a_factory_that_outlasts_its_call_lets_nothing_be_sent(string where, string kind, bool isCancelled, int attempt)
    {
        using CancellationTokenSource source = new();
        using HeedlessHandler handler = new(number => number < attempt ? new HttpResponseMessage(HttpStatusCode.TooManyRequests) : StubHandler.Ok(SocketClient.Success));
        using HttpClient http = new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        int prepared = 0;
        using ApiClient client = Client(o =>
        {
            o.HttpMessageHandler = where == "hook" ? handler : null;
            o.BeforeSigning = where == "hook" ? _ => Outlast() : null;
            o.HttpClientFactory = where == "hook" ? null : () =>
            {
                Outlast();
                return http;
            };
        });
        Task call = kind switch
        {
            "by name" => client.SendAsync("CreateThing", "{}", null, source.Token),
            "raw bytes" => client.SendAsync(new ApiAction<UploadRequest, ThingResponse>(TestService.Service, "UploadLog"), new UploadRequest { TopicId = "t", Body = "b"u8.ToArray() }, null, source.Token),
            "stream" => ReadAllAsync(client, source.Token),
            _ => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token),
        };

        Exception e = await Assert.ThrowsAnyAsync<Exception>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));

        (bool mayHaveBeenSent, int attempts) = isCancelled
            ? (Assert.IsType<ApiCanceledException>(e).MayHaveBeenSent, ((ApiCanceledException)e).Attempts)
            : (Assert.IsType<ApiTimeoutException>(e).MayHaveBeenSent, ((ApiTimeoutException)e).Attempts);
        Assert.Equal((false, attempt - 1, attempt - 1), (mayHaveBeenSent, attempts, handler.Read));

        void Outlast()
        {
            if (++prepared < attempt)
            {
                return;
            }

            if (isCancelled)
            {
                source.Cancel();
            }
            else
            {
                _time.Advance(TimeSpan.FromSeconds(60));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_that_reads_the_body_when_its_call_has_just_ended_gets_none(bool isCancelled)
    {
        using CancellationTokenSource source = new();
        using HeedlessHandler handler = new(_ => StubHandler.Ok(SocketClient.Success))
        {
            Before = () =>
            {
                if (isCancelled)
                {
                    source.Cancel();
                }
                else
                {
                    _time.Advance(TimeSpan.FromSeconds(60));
                }
            },
        };
        using ApiClient client = Client(o => o.HttpMessageHandler = handler);

        Exception e = await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(TestService.Action(), new ThingRequest { Name = "n" }, null, source.Token));

        Assert.False(isCancelled ? Assert.IsType<ApiCanceledException>(e).MayHaveBeenSent : Assert.IsType<ApiTimeoutException>(e).MayHaveBeenSent);
        Assert.Equal(0, handler.Read);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_attempt_whose_handler_does_not_heed_its_token_leaves_time_for_another(bool isStream)
    {
        using StubbornHandler handler = new(readsFirst: true) { Hangs = static number => number == 1 };
        using ApiClient client = Client(o => o.HttpMessageHandler = handler);
        Task call = isStream ? ReadAllAsync(client, Token) : SocketClient.CallAsync(client, idempotent: true);
        _time.Advance(TimeSpan.FromSeconds(30));
        await call.WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Equal(2, handler.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_does_not_heed_its_token_holds_no_call_and_what_comes_of_it_late_reaches_no_other_attempt(bool isStream)
    {
        StubbornBody stubborn = new();
        StubHandler handler = new(number =>
        {
            if (number == 2)
            {
                stubborn.Complete("""{"Response":{"Data":{"Text":"late"},"RequestId":"late-"}}""");
            }

            return Ok(number == 1 ? stubborn : new MemoryStream(Encoding.UTF8.GetBytes(isStream ? $"data: {SocketClient.Success}\n\n" : SocketClient.Success)), isStream);
        });
        using ApiClient client = Client(o => o.HttpMessageHandler = handler);
        Task call = isStream ? ReadAllAsync(client, Token) : CallAsync();
        await stubborn.Entered.WaitAsync(TimeSpan.FromMinutes(1), Token);
        _time.Advance(TimeSpan.FromSeconds(30));
        await call.WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Equal(2, handler.Requests.Count);

        async Task CallAsync() => Assert.Equal("r-1", (await SocketClient.CallAsync(client, idempotent: true)).RequestId);
    }

    [Theory]
    [InlineData("", ThrottleMode.Wait)]
    [InlineData("attempt", ThrottleMode.Wait)]
    [InlineData("attempt", ThrottleMode.FailFast)]
    [InlineData("bounded", ThrottleMode.Wait)]
    public async Task A_limiter_that_does_not_heed_its_token_holds_no_call_and_gets_its_lease_back(string kind, ThrottleMode mode)
    {
        using StubbornLimiter limiter = kind switch
        {
            "attempt" => new StubbornAttempt(),
            "bounded" => new StubbornWait(),
            _ => new StubbornLimiter(),
        };
        using ApiClient client = Client(o =>
        {
            o.HttpMessageHandler = StubHandler.Json(SocketClient.Success);
            o.Throttle = new ThrottleOptions { LimiterFactory = _ => limiter, Mode = mode };
            o.ThrottleRegistry = new ThrottleRegistry();
        });
        using CancellationTokenSource source = new();
        ApiAction<ThingRequest, ThingResponse> action = new(TestService.Service, "CreateThing") { RateLimits = [ApiRateLimit.PerSeconds(1, 3600)] };
        Task call = client.SendAsync(action, new ThingRequest { Name = "n" }, null, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAsync<ApiCanceledException>(() => call.WaitAsync(TimeSpan.FromMinutes(1), Token));

        limiter.Give();
        await limiter.GivenBack.WaitAsync(TimeSpan.FromMinutes(1), Token);
    }

    private static HttpResponseMessage Ok(Stream body, bool isStream) => new(HttpStatusCode.OK)
    {
        Content = new StreamContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(isStream ? "text/event-stream" : "application/json") } },
    };

    private static async Task ReadAllAsync(ApiClient client, CancellationToken token)
    {
        await foreach (ServerSentEvent<ThingResponse> e in client.StreamAsync(TestService.Action(), new ThingRequest { Name = "n" }, new ApiCallOptions { IsIdempotent = true }, token))
        {
            Assert.Equal("r-1", e.Data.RequestId);
        }
    }

    private ApiClient Client(Action<ApiClientOptions> configure) => SocketClient.Create(null, o =>
    {
        o.TimeProvider = _time;
        o.Timeout = TimeSpan.FromSeconds(60);
        o.AttemptTimeout = TimeSpan.FromSeconds(30);
        configure(o);
    });

    /// <summary>Waits without its token, for requests that the test says.</summary>
    private sealed class StubbornHandler(bool readsFirst) : HttpMessageHandler
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<HttpResponseMessage> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal int Requests { get; private set; }

        internal Func<int, bool> Hangs { get; init; } = static _ => true;

        internal bool ReadsAfterwards { get; init; }

        internal Task Entered => _entered.Task;

        /// <summary>How the request that hung ended.</summary>
        internal Task Left { get; private set; } = Task.CompletedTask;

        internal void Respond(HttpResponseMessage response) => _response.SetResult(response);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Task<HttpResponseMessage> response = RespondAsync(request, ++Requests);
            Left = Requests == 1 ? response : Left;
            _entered.TrySetResult();
            return response;
        }

        private async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, int number)
        {
            if (readsFirst)
            {
                await request.Content!.CopyToAsync(Stream.Null, CancellationToken.None);
            }

            if (!Hangs(number))
            {
                return StubHandler.Ok(SocketClient.Success);
            }

            HttpResponseMessage response = await _response.Task;
            if (ReadsAfterwards)
            {
                await request.Content!.CopyToAsync(Stream.Null, CancellationToken.None);
            }

            return response;
        }
    }

    /// <summary>Reads the body at once, whatever its token says.</summary>
    private sealed class HeedlessHandler(Func<int, HttpResponseMessage> respond) : HttpMessageHandler
    {
        internal Action Before { get; init; } = static () => { };

        /// <summary>How many bodies it got.</summary>
        internal int Read { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Before();
            await request.Content!.CopyToAsync(Stream.Null, CancellationToken.None);
            return respond(++Read);
        }
    }

    /// <summary>Notes that it was disposed.</summary>
    private sealed class NotedContent() : ByteArrayContent([])
    {
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Disposed => _disposed.Task;

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            _disposed.TrySetResult();
        }
    }

    /// <summary>Reads when the test says, whatever its token says and although it was disposed.</summary>
    private sealed class StubbornBody : MemoryStream
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<int> _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Memory<byte> _buffer;

        internal Task Entered => _entered.Task;

        internal void Complete(string text)
        {
            Assert.True(Encoding.UTF8.TryGetBytes(text, _buffer.Span, out int written));
            _read.SetResult(written);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _buffer = buffer;
            _entered.TrySetResult();
            return new ValueTask<int>(_read.Task);
        }
    }

    /// <summary>Gives its one lease when the test says.</summary>
    private class StubbornLimiter : RateLimiter
    {
        private readonly TaskCompletionSource<RateLimitLease> _lease = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _givenBack = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task GivenBack => _givenBack.Task;

        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected ValueTask<RateLimitLease> Waiting => new(_lease.Task);

        internal void Give() => _lease.SetResult(new GivenLease(() => _givenBack.TrySetResult()));

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => throw new NotSupportedException();

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => Waiting;
    }

    private sealed class StubbornAttempt : StubbornLimiter, IAsyncAttempt
    {
        public ValueTask<RateLimitLease> AttemptAcquireAsync(CancellationToken cancellationToken) => Waiting;
    }

    private sealed class StubbornWait : StubbornLimiter, IBoundedWait
    {
        public ValueTask<RateLimitLease> AcquireAsync(TimeSpan longest, int queueLimit, CancellationToken cancellationToken) => Waiting;
    }
}
