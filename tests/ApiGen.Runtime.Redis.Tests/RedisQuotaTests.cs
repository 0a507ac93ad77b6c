using System.Diagnostics;
using System.Threading.RateLimiting;
using ApiGen.Runtime.Redis.Tests.Support;
using ApiGen.Runtime.Throttling;
using ApiGen.Throttling;
using ApiGen.Throttling.Simulation;
using RedisRateLimiting;
using StackExchange.Redis;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>Sharing through an embedded server; each quota stands for a process of its own.</summary>
[Collection(RealServers.Name)]
public sealed class RedisQuotaTests : IAsyncLifetime
{
    private static readonly TimeSpan UnsentHold = TimeSpan.FromMilliseconds(300);

    private readonly EmbeddedGarnet _server = EmbeddedGarnet.Start();
    private readonly List<IDisposable> _owned = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync()
    {
        _owned.Reverse();
        _owned.ForEach(owned => owned.Dispose());
        _server.Dispose();
        return default;
    }

    [Fact]
    public async Task Two_processes_share_one_limit()
    {
        Throttle one = await ProcessAsync(ThrottleMode.FailFast, new ApiRateLimit(5, TimeSpan.FromHours(1)));
        Throttle other = await ProcessAsync(ThrottleMode.FailFast, new ApiRateLimit(5, TimeSpan.FromHours(1)));
        await UseAsync(one, 3);
        await UseAsync(other, 2);
        await Assert.ThrowsAsync<ApiThrottledException>(() => one.AcquireAsync(Token).AsTask());
        await Assert.ThrowsAsync<ApiThrottledException>(() => other.AcquireAsync(Token).AsTask());
    }

    [Fact]
    [Trait("Clock", "real")]
    public async Task Those_who_wait_already_keep_to_what_refusals_teach_meanwhile()
    {
        const int Calls = 40;
        Throttle[] processes = [await ProcessAsync(ThrottleMode.Wait, ApiRateLimit.PerSeconds(20, 1)), await ProcessAsync(ThrottleMode.Wait, ApiRateLimit.PerSeconds(20, 1))];
        SimulatedService service = new([ApiRateLimit.PerSeconds(10, 1)], drift: 0);
        long begun = Stopwatch.GetTimestamp();
        int refused = 0;
        await Task.WhenAll(processes.SelectMany(process => Enumerable.Range(0, Calls).Select(_ => CallAsync(process))));

        // Ten of the first second, some for each process to know, and one for each more that is tried. As many as there are calls, were those at it that waited before.
        Assert.InRange(refused, 1, Calls);

        async Task CallAsync(Throttle process)
        {
            while (true)
            {
                ThrottleLease lease = await process.AcquireAsync(Token);
                lease.MarkSent();
                bool isAdmitted;
                lock (service)
                {
                    isAdmitted = service.Admits(Stopwatch.GetElapsedTime(begun).Ticks);
                }

                await Task.Delay(5, Token);
                if (isAdmitted)
                {
                    lease.MarkCompleted();
                    return;
                }

                Interlocked.Increment(ref refused);
                lease.MarkRejected(null);
            }
        }
    }

    [Fact]
    public async Task Whoever_fails_fast_is_told_the_window_also_while_those_who_hold_the_places_have_not_sent_yet()
    {
        Throttle throttle = await ProcessAsync(ThrottleMode.FailFast, new ApiRateLimit(3, TimeSpan.FromHours(1)), new ApiRateLimit(3, TimeSpan.FromHours(2)));
        List<ThrottleLease> leases = [];
        for (int i = 0; i < 3; i++)
        {
            leases.Add(await throttle.AcquireAsync(Token));
        }

        ApiThrottledException before = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.InRange(before.RetryAfter!.Value, TimeSpan.FromMinutes(119), TimeSpan.FromMinutes(121));
        leases.ForEach(static lease => lease.MarkAbandoned());
    }

    [Fact]
    [Trait("Clock", "real")]
    public async Task Every_window_must_have_a_permit_and_a_refused_call_uses_none()
    {
        Throttle throttle = await ProcessAsync(ThrottleMode.FailFast, new ApiRateLimit(2, TimeSpan.FromMilliseconds(200)), new ApiRateLimit(5, TimeSpan.FromHours(1)));
        int passed = 0;
        for (int attempt = 0; attempt < 40 || passed < 5; attempt++)
        {
            try
            {
                await UseAsync(throttle, 1);
                passed++;
            }
            catch (ApiThrottledException)
            {
                await Task.Delay(20, Token);
            }
        }

        Assert.Equal(5, passed);
    }

    [Fact]
    [Trait("Clock", "real")]
    public async Task A_waiting_call_goes_on_when_the_window_of_another_process_has_passed()
    {
        Throttle one = await ProcessAsync(ThrottleMode.Wait, new ApiRateLimit(2, TimeSpan.FromMilliseconds(500)));
        Throttle other = await ProcessAsync(ThrottleMode.Wait, new ApiRateLimit(2, TimeSpan.FromMilliseconds(500)));
        await UseAsync(one, 2);
        long before = TimeProvider.System.GetTimestamp();
        await UseAsync(other, 1);
        Assert.True(TimeProvider.System.GetElapsedTime(before) > TimeSpan.FromMilliseconds(450));
    }

    [Fact]
    public async Task A_lease_that_was_never_sent_is_given_back()
    {
        Throttle one = await ProcessAsync(ThrottleMode.FailFast, new ApiRateLimit(1, TimeSpan.FromHours(1)));
        Throttle other = await ProcessAsync(ThrottleMode.Wait, new ApiRateLimit(1, TimeSpan.FromHours(1)));
        ThrottleLease lease = await one.AcquireAsync(Token);
        Task<ThrottleLease> waiting = other.AcquireAsync(Token).AsTask();
        lease.MarkAbandoned();
        (await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token)).MarkSent();
        await Assert.ThrowsAsync<ApiThrottledException>(() => one.AcquireAsync(Token).AsTask());
    }

    [Fact]
    [Trait("Clock", "real")]
    public async Task A_lease_keeps_its_place_however_long_it_takes_until_it_is_sent()
    {
        Throttle one = await ProcessAsync(ThrottleMode.FailFast, new ApiRateLimit(1, TimeSpan.FromMilliseconds(100)));
        Throttle other = await ProcessAsync(ThrottleMode.FailFast, new ApiRateLimit(1, TimeSpan.FromMilliseconds(100)));
        ThrottleLease slow = await one.AcquireAsync(Token);
        for (int i = 0; i < 5; i++)
        {
            await Task.Delay(UnsentHold, Token);
            await Assert.ThrowsAsync<ApiThrottledException>(() => other.AcquireAsync(Token).AsTask());
        }

        slow.MarkAbandoned();
    }

    [Fact]
    public async Task Failing_fast_says_when_to_come_back()
    {
        Throttle one = await ProcessAsync(ThrottleMode.FailFast, new ApiRateLimit(2, TimeSpan.FromHours(1)));
        await UseAsync(one, 2);
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => one.AcquireAsync(Token).AsTask());
        Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(61));
    }

    [Fact]
    [Trait("Clock", "real")]
    public async Task A_limiter_is_idle_when_its_windows_have_passed_and_no_lease_is_out()
    {
        ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(_server.Port));
        var quota = new RedisQuota(redis);
        _owned.AddRange([redis, quota]);
        RateLimiter? limiter = null;
        var options = new ThrottleOptions { LimiterFactory = key => limiter = quota.CreateLimiter(key) };
        Throttle throttle = new ThrottleRegistry().GetThrottle(
            Ping.Action(new ApiRateLimit(2, TimeSpan.FromMilliseconds(50))), Ping.Service.Endpoint, "account", options, TimeProvider.System);
        ThrottleLease lease = await throttle.AcquireAsync(Token);
        await Task.Delay(100, Token);
        Assert.Null(limiter!.IdleDuration);
        lease.MarkAbandoned();
        await Task.Delay(100, Token);
        Assert.NotNull(limiter.IdleDuration);
    }

    [Fact]
    public async Task A_cancelled_caller_leaves_the_queue()
    {
        Throttle throttle = await ProcessAsync(ThrottleMode.Wait, new ApiRateLimit(1, TimeSpan.FromHours(1)));
        await UseAsync(throttle, 1);
        using var cancellation = new CancellationTokenSource();
        Task<ThrottleLease>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => throttle.AcquireAsync(cancellation.Token).AsTask())];
        await cancellation.CancelAsync();
        foreach (Task<ThrottleLease> caller in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        }

        Assert.Equal(0, throttle.LeaseCount);
    }

    [Fact]
    public async Task The_account_is_not_readable_in_the_key()
    {
        Throttle throttle = await ProcessAsync(ThrottleMode.Wait, new ApiRateLimit(1, TimeSpan.FromHours(1)));
        await UseAsync(throttle, 1);
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(_server.Port));
        RedisKey key = Assert.Single(redis.GetServers()[0].Keys());
        Assert.StartsWith("apigen:throttle:{tcsas:CreateMNP:tcsas.intl.tencentcloudapi.com:", key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("account", key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limiters_of_RedisRateLimiting_can_be_plugged_in()
    {
        ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(_server.Port));
        _owned.Add(redis);
        var options = new ThrottleOptions
        {
            LimiterFactory = key => new RedisSlidingWindowRateLimiter<string>(
                $"{key.Action}:{key.AccessHost}",
                new RedisSlidingWindowRateLimiterOptions { ConnectionMultiplexerFactory = () => redis, PermitLimit = key.Limits[0].Limit, Window = key.Limits[0].Window }),
        };
        Throttle throttle = new ThrottleRegistry().GetThrottle(Ping.Action(new ApiRateLimit(3, TimeSpan.FromHours(1))), Ping.Service.Endpoint, "account", options, TimeProvider.System);
        await UseAsync(throttle, 3);
        await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
    }

    [Fact]
    public async Task A_call_whose_turn_comes_too_late_is_refused_at_once_with_the_time_that_it_would_have_taken()
    {
        (RedisQuota quota, ThrottleRegistry registry) = (await QuotaAsync(), new ThrottleRegistry());
        Throttle View(ThrottleMode mode, TimeSpan longest) => registry.GetThrottle(
            Ping.Action(new ApiRateLimit(2, TimeSpan.FromHours(1))), Ping.Service.Endpoint, "account", new ThrottleOptions { Mode = mode, MaxQueueWait = longest }.UseRedis(quota), TimeProvider.System);
        Throttle impatient = View(ThrottleMode.Wait, TimeSpan.FromMinutes(20));
        await UseAsync(impatient, 2);
        ApiThrottledException first = await Assert.ThrowsAsync<ApiThrottledException>(() => impatient.AcquireAsync(Token).AsTask());
        Assert.InRange(first.RetryAfter!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(61));

        // Behind others it is known too, without asking.
        using var cancellation = new CancellationTokenSource();
        Throttle patient = View(ThrottleMode.Wait, Timeout.InfiniteTimeSpan);
        Task<ThrottleLease>[] waiting = [.. Enumerable.Range(0, 2).Select(_ => patient.AcquireAsync(cancellation.Token).AsTask())];
        ApiThrottledException? behind = null;
        while (behind?.RetryAfter is null || behind.RetryAfter < TimeSpan.FromMinutes(1))
        {
            behind = await Assert.ThrowsAsync<ApiThrottledException>(() => View(ThrottleMode.FailFast, Timeout.InfiniteTimeSpan).AcquireAsync(Token).AsTask());
        }

        ApiThrottledException second = await Assert.ThrowsAsync<ApiThrottledException>(() => impatient.AcquireAsync(Token).AsTask());
        Assert.InRange(second.RetryAfter!.Value, TimeSpan.FromMinutes(110), TimeSpan.FromMinutes(122));
        Assert.All(waiting, call => Assert.False(call.IsCompleted));
        await cancellation.CancelAsync();
        await Task.WhenAll(waiting).ContinueWith(static _ => { }, Token, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_call_that_would_wait_too_long_for_the_share_is_refused_at_once_too()
    {
        ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(RedisConnection.FreePort()));
        var quota = new RedisQuota(redis, new RedisQuotaOptions { ExpectedProcesses = 2, LongestPause = TimeSpan.FromMilliseconds(20), CommandTimeout = Calls.Patience });
        _owned.AddRange([redis, quota]);
        Throttle throttle = new ThrottleRegistry().GetThrottle(
            Ping.Action(new ApiRateLimit(2, TimeSpan.FromHours(1))), Ping.Service.Endpoint, "account", new ThrottleOptions { MaxQueueWait = TimeSpan.FromMinutes(20) }.UseRedis(quota), TimeProvider.System);
        await UseAsync(throttle, 1);
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task Waits_rejections_and_refusals_are_measured_as_in_one_process()
    {
        string host = $"{Guid.NewGuid():N}.example.com";
        using ThrottleMeasurements measured = new(host);
        (RedisQuota quota, ThrottleRegistry registry) = (await QuotaAsync(), new ThrottleRegistry());
        Throttle View(ThrottleMode mode) => registry.GetThrottle(
            Ping.Action(new ApiRateLimit(1, TimeSpan.FromHours(1))), host, "account", new ThrottleOptions { Mode = mode }.UseRedis(quota), TimeProvider.System);
        ThrottleLease lease = await View(ThrottleMode.Wait).AcquireAsync(Token);
        lease.MarkSent();
        lease.MarkRejected(null);
        Assert.Equal(1, measured["apigen.throttle.rejections"]);
        Assert.Equal(0, measured["apigen.throttle.waiting"]);

        using var cancellation = new CancellationTokenSource();
        Task<ThrottleLease> waiting = View(ThrottleMode.Wait).AcquireAsync(cancellation.Token).AsTask();
        Assert.Equal(1, measured["apigen.throttle.waiting"]);
        await Assert.ThrowsAsync<ApiThrottledException>(() => View(ThrottleMode.FailFast).AcquireAsync(Token).AsTask());
        Assert.Equal(1, measured["apigen.throttle.refusals"]);
        double before = measured["apigen.throttle.wait.duration"];
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, measured["apigen.throttle.waiting"]);
        Assert.True(measured["apigen.throttle.wait.duration"] > before);
    }

    private static async Task UseAsync(Throttle throttle, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            ThrottleLease lease = await throttle.AcquireAsync(Token);
            lease.MarkSent();
            lease.MarkCompleted();
        }
    }

    private async Task<Throttle> ProcessAsync(ThrottleMode mode, params ApiRateLimit[] limits) => new ThrottleRegistry().GetThrottle(
        Ping.Action(limits), Ping.Service.Endpoint, "account", new ThrottleOptions { Mode = mode }.UseRedis(await QuotaAsync()), TimeProvider.System);

    private async Task<RedisQuota> QuotaAsync()
    {
        ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(_server.Port));
        var quota = new RedisQuota(redis, new RedisQuotaOptions { ExpectedProcesses = 2, UnsentHold = UnsentHold, CommandTimeout = Calls.Patience });
        _owned.AddRange([redis, quota]);
        return quota;
    }
}
