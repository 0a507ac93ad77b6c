using ApiGen.Runtime.Redis.Tests.Support;
using ApiGen.Runtime.Throttling;
using StackExchange.Redis;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>Who may wait for a shared quota, for how long, and what the others are told.</summary>
[Collection(RealServers.Name)]
public sealed class RedisQueueTests : IDisposable
{
    private readonly ThrottleRegistry _registry = new();
    private readonly CancellationTokenSource _end = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    [Fact]
    public async Task While_Redis_does_not_respond_no_more_calls_wait_than_may_and_than_it_may_have_permits_for()
    {
        Assert.SkipUnless(RedisServerProcess.IsInstalled, "redis-server is not installed on this machine.");
        using RedisServerProcess server = await RedisServerProcess.StartAsync();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var quota = new RedisQuota(redis, new RedisQuotaOptions { CommandTimeout = Calls.Patience });
        Throttle throttle = Get(quota, new ApiRateLimit(5, TimeSpan.FromHours(1)), new ThrottleOptions { QueueLimit = 10 });
        server.StandStill();
        Task<ThrottleLease>[] calls = [.. Enumerable.Range(0, 200).Select(_ => throttle.AcquireAsync(_end.Token).AsTask())];
        Assert.Equal(200 - 10 - 5, calls.Count(call => call.IsFaulted));
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => calls[^1]);
        Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        server.GoOn();
    }

    [Fact]
    public async Task With_a_queue_limit_of_zero_those_go_for_whom_there_are_permits_and_the_others_are_refused()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var quota = new RedisQuota(redis, new RedisQuotaOptions { CommandTimeout = Calls.Patience });
        Throttle throttle = Get(quota, new ApiRateLimit(4, TimeSpan.FromHours(1)), new ThrottleOptions { QueueLimit = 0 });
        Task<ThrottleLease>[] calls = [.. Enumerable.Range(0, 9).Select(_ => throttle.AcquireAsync(Token).AsTask())];
        await Calls.UntilAsync(() => calls.All(call => call.IsCompleted));
        Assert.Equal(4, calls.Count(call => call.IsCompletedSuccessfully));
        foreach (Task<ThrottleLease> call in calls.Where(call => call.IsFaulted))
        {
            ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => call);
            Assert.Contains("no call may wait", refusal.Message, StringComparison.Ordinal);
            Assert.NotNull(refusal.RetryAfter);
        }
    }

    [Fact]
    public async Task Who_fails_fast_is_told_the_time_behind_all_who_wait()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var quota = new RedisQuota(redis, new RedisQuotaOptions { CommandTimeout = Calls.Patience });
        ApiRateLimit limit = new(5, TimeSpan.FromHours(1));
        Throttle throttle = Get(quota, limit, new ThrottleOptions());
        Task<ThrottleLease>[] calls = [.. Enumerable.Range(0, 25).Select(_ => throttle.AcquireAsync(_end.Token).AsTask())];
        foreach (Task<ThrottleLease> call in calls[..5])
        {
            ThrottleLease lease = await call.WaitAsync(Calls.Patience, Token);
            lease.MarkSent();
            lease.MarkCompleted();
        }

        Throttle failsFast = Get(quota, limit, new ThrottleOptions { Mode = ThrottleMode.FailFast });
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => failsFast.AcquireAsync(Token).AsTask());
        Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromHours(3.9), TimeSpan.FromHours(5.1));
    }

    [Fact]
    public async Task Who_fails_fast_is_told_the_time_behind_those_who_wait_in_another_process_for_as_long_as_they_do()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var waiting = new RedisQuota(redis, new RedisQuotaOptions { CommandTimeout = Calls.Patience });
        using var other = new RedisQuota(redis, new RedisQuotaOptions { CommandTimeout = Calls.Patience });
        ApiRateLimit limit = new(5, TimeSpan.FromHours(1));
        Throttle throttle = Get(waiting, limit, new ThrottleOptions());
        Throttle failsFast = Get(other, limit, new ThrottleOptions { Mode = ThrottleMode.FailFast });
        using var leaving = new CancellationTokenSource();
        Task<ThrottleLease>[] calls = [.. Enumerable.Range(0, 17).Select(_ => throttle.AcquireAsync(leaving.Token).AsTask())];
        foreach (Task<ThrottleLease> call in calls[..5])
        {
            ThrottleLease lease = await call.WaitAsync(Calls.Patience, Token);
            lease.MarkSent();
            lease.MarkCompleted();
        }

        // Twelve wait, and two windows pass until ten of them have gone.
        Assert.InRange(await ToldAsync(), TimeSpan.FromHours(2.9), TimeSpan.FromHours(3.3));
        await leaving.CancelAsync();
        long began = TimeProvider.System.GetTimestamp();
        while (await ToldAsync() > TimeSpan.FromHours(1.1))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Calls.Patience, "Redis was not told that nobody waits any more.");
        }

        async Task<TimeSpan> ToldAsync() => (await Assert.ThrowsAsync<ApiThrottledException>(() => failsFast.AcquireAsync(Token).AsTask())).RetryAfter!.Value;
    }

    [Fact]
    public async Task When_Redis_is_lost_those_whose_turn_comes_too_late_on_the_share_are_refused_with_the_time()
    {
        Assert.SkipUnless(RedisServerProcess.IsInstalled, "redis-server is not installed on this machine.");
        using RedisServerProcess server = await RedisServerProcess.StartAsync();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var quota = new RedisQuota(redis, new RedisQuotaOptions { ExpectedProcesses = 2, CommandTimeout = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.Zero });
        ApiRateLimit limit = new(10, TimeSpan.FromHours(1));
        await Calls.UseAsync(Get(quota, limit, new ThrottleOptions()), 10);

        // Within three hours Redis lets thirty go, the share fifteen.
        Throttle throttle = Get(quota, limit, new ThrottleOptions { MaxQueueWait = TimeSpan.FromHours(2.5) });
        Task<ThrottleLease>[] calls = [.. Enumerable.Range(0, 20).Select(_ => throttle.AcquireAsync(_end.Token).AsTask())];
        Assert.DoesNotContain(calls, call => call.IsFaulted);
        server.StandStill();

        // The call of another action notices.
        Task<ThrottleLease> other = Get(quota, new ApiRateLimit(11, TimeSpan.FromHours(1)), new ThrottleOptions()).AcquireAsync(_end.Token).AsTask();
        await Calls.UntilAsync(() => quota.IsLost);
        await Calls.UntilAsync(() => calls.Any(call => call.IsFaulted));
        foreach (Task<ThrottleLease> call in calls.Where(call => call.IsFaulted))
        {
            ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => call);
            Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromHours(2.5), TimeSpan.FromHours(4.1));
        }

        Assert.False(other.IsFaulted);
        server.GoOn();
    }

    [Fact]
    public async Task A_cancelled_caller_does_not_hold_up_those_behind_it_and_its_permit_goes_to_them()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var quota = new RedisQuota(redis, new RedisQuotaOptions { CommandTimeout = Calls.Patience });
        Throttle throttle = Get(quota, new ApiRateLimit(1, TimeSpan.FromHours(1)), new ThrottleOptions());
        ThrottleLease held = await throttle.AcquireAsync(Token);
        using var cancellation = new CancellationTokenSource();
        Task<ThrottleLease> first = throttle.AcquireAsync(cancellation.Token).AsTask();
        Task<ThrottleLease> second = throttle.AcquireAsync(Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        held.MarkAbandoned();
        (await second.WaitAsync(Calls.Patience, Token)).MarkAbandoned();
    }

    private Throttle Get(RedisQuota quota, ApiRateLimit limit, ThrottleOptions options) => Get(quota, [limit], options);

    private Throttle Get(RedisQuota quota, ApiRateLimit[] limits, ThrottleOptions options) =>
        _registry.GetThrottle(Ping.Action(limits), Ping.Service.Endpoint, "account", options.UseRedis(quota), TimeProvider.System);
}
