using ApiGen.Runtime.Redis.Tests.Support;
using ApiGen.Runtime.Throttling;
using StackExchange.Redis;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>What one process does while Redis is not there.</summary>
[Collection(RealServers.Name)]
public sealed class RedisOutageTests
{
    private readonly MessageRecorder _logger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Clock", "real")]
    public async Task A_process_keeps_to_its_share_warns_once_and_finds_back_by_itself()
    {
        EmbeddedGarnet server = EmbeddedGarnet.Start();
        try
        {
            using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
            using var quota = new RedisQuota(redis, Options(processes: 2), _logger);
            Throttle throttle = Get(quota, new ApiRateLimit(4, TimeSpan.FromMinutes(10)));
            await Calls.UseAsync(throttle, 4);
            Assert.False(quota.IsLost);

            server.Dispose();
            await Calls.UseAsync(throttle, 2);
            Assert.True(quota.IsLost);
            using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => throttle.AcquireAsync(impatience.Token).AsTask());

            server = EmbeddedGarnet.Start(server.Port);
            await Calls.UntilAsync(() => !quota.IsLost);
            await Calls.UntilAsync(() => _logger.Messages.Count == 2);
            Assert.Equal(["Warning RedisLost", "Information RedisBack"], _logger.Messages);

            // The new server is empty: the whole limit is there again.
            await Calls.UseAsync(Get(quota, new ApiRateLimit(4, TimeSpan.FromMinutes(10))), 4);
        }
        finally
        {
            server.Dispose();
        }
    }

    [Fact]
    public async Task A_process_that_starts_before_Redis_works_on_its_share()
    {
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(RedisConnection.FreePort()));
        using var quota = new RedisQuota(redis, Options(processes: 3), _logger);
        Assert.True(quota.IsLost);
        await Calls.UseAsync(Get(quota, new ApiRateLimit(10, TimeSpan.FromMinutes(10))), 3);
        Assert.Equal(["Warning RedisLost"], _logger.Messages);
    }

    [Fact]
    [Trait("Clock", "real")]
    public async Task More_processes_than_the_limit_take_turns()
    {
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(RedisConnection.FreePort()));
        using var quota = new RedisQuota(redis, Options(processes: 5), _logger);
        Throttle throttle = Get(quota, new ApiRateLimit(2, TimeSpan.FromMilliseconds(200)));
        await Calls.UseAsync(throttle, 1);

        // One call in three windows: five such processes make at most two calls in any one.
        long before = TimeProvider.System.GetTimestamp();
        await Calls.UseAsync(throttle, 1);
        Assert.InRange(TimeProvider.System.GetElapsedTime(before), TimeSpan.FromMilliseconds(550), Calls.Patience);
    }

    private static RedisQuotaOptions Options(int processes) => new()
    {
        ExpectedProcesses = processes,

        // Lost when it is gone, and not because this machine is busy.
        CommandTimeout = Calls.Patience,
        ProbeInterval = TimeSpan.FromMilliseconds(50),
        ReturnDelay = TimeSpan.Zero,
        LongestPause = TimeSpan.FromMilliseconds(50),
    };

    private static Throttle Get(RedisQuota quota, ApiRateLimit limit) => new ThrottleRegistry().GetThrottle(
        Ping.Action(limit), Ping.Service.Endpoint, "account", new ThrottleOptions().UseRedis(quota), TimeProvider.System);
}
