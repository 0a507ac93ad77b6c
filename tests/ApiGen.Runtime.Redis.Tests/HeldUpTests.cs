using ApiGen.Runtime.Redis.Tests.Support;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>A request that has no response for longer than is usual may reach the service at any time.</summary>
[Collection(RealServers.Name)]
public sealed class HeldUpTests : IAsyncLifetime
{
    private static readonly ApiRateLimit One = new(1, TimeSpan.FromMinutes(10));
    private static readonly TimeSpan LongPast = TimeSpan.FromMinutes(-11);

    private readonly EmbeddedGarnet _server = EmbeddedGarnet.Start();
    private readonly FakeTimeProvider _time = new();
    private readonly RedisQuotaOptions _options = new() { CommandTimeout = Calls.Patience };
    private ConnectionMultiplexer _redis = null!;
    private RedisPresence _presence = null!;
    private RedisArrivalLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(_server.Port));
        _presence = new RedisPresence(_redis, _options, NullLogger.Instance, _time);
        _log = new RedisArrivalLog(_redis, new ThrottleKey("demo", "Call", "demo.example", "account", [One]), _presence, _options, _time);
    }

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        _presence.Dispose();
        _redis.Dispose();
        _server.Dispose();
        return default;
    }

    [Fact]
    public async Task It_keeps_its_place_until_its_response_shows_when_it_came()
    {
        RedisValue request = await SendAsync(TimeSpan.FromMilliseconds(100));
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.True(await HasPermitAsync());

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await HasPermitAsync());
        Assert.True(_log.Settle(request, isResponse: true));
        _log.PlaceAgain(request, LongPast, LongPast, 0);
        Assert.True(await HasPermitAsync());
    }

    [Fact]
    public async Task It_does_not_where_responses_take_so_long_that_nobody_can_tell()
    {
        await SendAsync(Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await HasPermitAsync());
    }

    [Fact]
    public async Task One_that_was_responded_to_in_time_is_no_more_looked_after()
    {
        RedisValue request = await SendAsync(TimeSpan.FromMilliseconds(100));
        Assert.False(_log.Settle(request, isResponse: true));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await HasPermitAsync());
    }

    /// <summary>Before it is sent, it holds its place for as long as Redis hears of it.</summary>
    [Theory]
    [InlineData("nothing", true)]
    [InlineData("the process stood still", false)]
    [InlineData("the machine slept", false)]
    [InlineData("Redis was lost", false)]
    [InlineData("Redis was lost and is back", false)]
    public async Task One_that_is_not_sent_yet_loses_its_place_with_what_kept_it(string happened, bool holds)
    {
        SleepingTime time = new();
        using RedisPresence presence = new(_redis, _options, NullLogger.Instance, _time);
        using RedisArrivalLog log = new(_redis, new ThrottleKey("demo", "Slow", "demo.example", "account", [One]), presence, _options, time);
        RedisValue request = log.NewRequest();
        Assert.Equal(1, (await log.EnterAsync([request], TimeSpan.Zero)).Entered);
        log.Hold(request, log.Now(), presence.Version);

        switch (happened)
        {
            case "the process stood still":
                time.Monotonic = _options.UnsentHold + TimeSpan.FromSeconds(1);
                break;
            case "the machine slept":
                time.Wall = _options.UnsentHold + TimeSpan.FromSeconds(1);
                break;
            case "Redis was lost" or "Redis was lost and is back":
                presence.Lose(new TimeoutException(), presence.Version);
                await Calls.UntilAsync(() => Probe(presence) == happened.EndsWith("back", StringComparison.Ordinal));
                break;
        }

        Assert.Equal(holds, log.Holds(request));

        bool Probe(RedisPresence of)
        {
            _time.Advance(happened.EndsWith("back", StringComparison.Ordinal) ? _options.ProbeInterval : TimeSpan.Zero);
            return of.IsThere;
        }
    }

    /// <summary>Enters a request and places it so far back that no window counts it.</summary>
    private async Task<RedisValue> SendAsync(TimeSpan heldUpAfter)
    {
        RedisValue request = _log.NewRequest();
        Assert.Equal(1, (await _log.EnterAsync([request], TimeSpan.Zero)).Entered);
        _log.Hold(request, _log.Now(), _presence.Version);
        _log.Place(request, LongPast, heldUpAfter);
        return request;
    }

    /// <summary>Whether another one would have a permit; it is given back.</summary>
    private async Task<bool> HasPermitAsync()
    {
        RedisValue request = _log.NewRequest();
        bool isEntered = (await _log.EnterAsync([request], TimeSpan.Zero)).Entered == 1;
        _log.Remove(request);
        return isEntered;
    }

    /// <summary>The clocks of a machine whose timers have not come: it sleeps, or has no time for them.</summary>
    private sealed class SleepingTime : TimeProvider
    {
        internal TimeSpan Monotonic { get; set; }

        internal TimeSpan Wall { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Monotonic.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Monotonic + Wall;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
