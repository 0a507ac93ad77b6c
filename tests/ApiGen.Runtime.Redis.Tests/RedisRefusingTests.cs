using ApiGen.Runtime.Redis.Tests.Support;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>A Redis that is up and answers, but will not do what is needed. For the process it is a lost one.</summary>
[Collection(RealServers.Name)]
public sealed class RedisRefusingTests
{
    private const int Processes = 2;
    private const int Limit = 10;
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(50);

    private readonly MessageRecorder _logger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE")]
    [InlineData("CONFIG SET min-replicas-to-write 1", "CONFIG SET min-replicas-to-write 0")]
    [InlineData("ACL SETUSER default -eval", "ACL SETUSER default +eval")]
    [InlineData("ACL SETUSER default -zadd", "ACL SETUSER default +zadd")]
    [InlineData("ACL SETUSER default -time", "ACL SETUSER default +time")]
    [InlineData("ACL SETUSER default -@write", "ACL SETUSER default +@write")]
    public async Task One_that_begins_to_refuse_is_lost_once_and_back_once_it_takes_calls_again(string refuse, string heal)
    {
        Assert.SkipUnless(RedisServerProcess.IsInstalled, "redis-server is not installed on this machine.");
        using RedisServerProcess server = await RedisServerProcess.StartAsync();
        ConfigurationOptions administration = RedisConnection.To(server.Port);
        administration.AllowAdmin = true;
        using ConnectionMultiplexer administrator = await ConnectionMultiplexer.ConnectAsync(administration);
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var quota = new RedisQuota(redis, Options(), _logger);
        Throttle throttle = Get(quota, ThrottleMode.Wait);
        await Calls.UseAsync(throttle, 1);
        Assert.False(quota.IsLost);

        await ExecuteAsync(administrator, refuse);
        await Calls.UseAsync(Get(quota, ThrottleMode.Wait), Limit / Processes);
        Assert.True(quota.IsLost);
        await Task.Delay(ProbeInterval * 20, Token);
        Assert.Equal(["Warning RedisLost"], _logger.Messages);

        await ExecuteAsync(administrator, heal);
        await Calls.UntilAsync(() => _logger.Messages.Count == 2);
        Assert.Equal(["Warning RedisLost", "Information RedisBack"], _logger.Messages);
        Assert.False(quota.IsLost);
    }

    [Theory]
    [InlineData("OOM command not allowed when used memory > 'maxmemory'.")]
    [InlineData("READONLY You can't write against a read only replica.")]
    [InlineData("NOREPLICAS Not enough good replicas to write.")]
    [InlineData("NOPERM this user has no permissions to run the 'eval' command")]
    [InlineData("MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist to disk.")]
    [InlineData("BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.")]
    [InlineData("LOADING Redis is loading the dataset in memory")]
    [InlineData("CLUSTERDOWN Hash slot not served")]
    [InlineData("ERR unknown command 'EVAL'")]
    [InlineData("ERR Error running script (call to f_1): @user_script: 24: -OOM command not allowed when used memory > 'maxmemory'.")]
    public async Task One_that_refuses_to_write_while_it_responds_to_all_else_is_lost_once_and_back_once_it_writes_again(string error)
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        await using RefusingRelay relay = new(server.Port);
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(relay.Port));
        using var quota = new RedisQuota(redis, Options(), _logger);
        await Calls.UseAsync(Get(quota, ThrottleMode.Wait), 1);
        Assert.False(quota.IsLost);

        relay.Error = error;
        await Calls.UseAsync(Get(quota, ThrottleMode.Wait), Limit / Processes);
        Assert.True(quota.IsLost);
        await redis.GetDatabase().PingAsync();
        int refused = relay.Refused;
        await Calls.UntilAsync(() => relay.Refused >= refused + 5);
        Assert.Equal(["Warning RedisLost"], _logger.Messages);

        relay.Error = null;
        await Calls.UntilAsync(() => _logger.Messages.Count == 2);
        Assert.Equal(["Warning RedisLost", "Information RedisBack"], _logger.Messages);
        Assert.False(quota.IsLost);
    }

    [Fact]
    public async Task A_call_that_fails_fast_at_one_that_refuses_to_write_is_told_when_to_come_back()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        await using RefusingRelay relay = new(server.Port) { Error = "OOM command not allowed when used memory > 'maxmemory'." };
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(relay.Port));
        await LeavesTheShareAsync(redis, ThrottleMode.FailFast);
    }

    [Theory]
    [InlineData(ThrottleMode.Wait)]
    [InlineData(ThrottleMode.FailFast)]
    public async Task One_whose_scripts_were_forbidden_from_the_start_leaves_the_process_its_share(ThrottleMode mode)
    {
        Assert.SkipUnless(RedisServerProcess.IsInstalled, "redis-server is not installed on this machine.");
        using RedisServerProcess server = await RedisServerProcess.StartAsync("--rename-command", "EVAL", "");
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        await LeavesTheShareAsync(redis, mode);
    }

    [Theory]
    [InlineData(ThrottleMode.Wait)]
    [InlineData(ThrottleMode.FailFast)]
    public async Task A_driver_that_was_told_not_to_send_scripts_leaves_the_process_its_share(ThrottleMode mode)
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        ConfigurationOptions options = RedisConnection.To(server.Port);
        options.CommandMap = CommandMap.Create(["EVAL", "EVALSHA"], available: false);
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(options);
        await LeavesTheShareAsync(redis, mode);
    }

    [Fact]
    public async Task A_connection_that_was_disposed_leaves_the_process_its_share()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var quota = new RedisQuota(redis, Options(), _logger);
        await Calls.UseAsync(Get(quota, ThrottleMode.Wait), 1);
        await redis.DisposeAsync();
        await Calls.UseAsync(Get(quota, ThrottleMode.Wait), Limit / Processes);
        Assert.True(quota.IsLost);
    }

    /// <summary>A driver that were asked to wait would do so by the real clock, and give up by it.</summary>
    [Fact]
    public async Task One_that_stands_still_blocks_no_thread_and_no_call_for_longer_than_its_command_may_take()
    {
        Assert.SkipUnless(RedisServerProcess.IsInstalled, "redis-server is not installed on this machine.");
        using RedisServerProcess server = await RedisServerProcess.StartAsync();
        ConfigurationOptions patient = RedisConnection.To(server.Port);
        (patient.AsyncTimeout, patient.SyncTimeout) = (int.MaxValue, int.MaxValue);
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(patient);
        FakeTimeProvider time = new();
        using var quota = new RedisQuota(redis, Options(), _logger, time);
        Throttle throttle = Get(quota, ThrottleMode.FailFast, time);
        await Calls.UseAsync(throttle, 1);

        server.StandStill();
        Task<ThrottleLease>[] calls = [.. Enumerable.Range(0, 200).Select(_ => throttle.AcquireAsync(Token).AsTask())];
        time.Advance(Options().CommandTimeout - TimeSpan.FromMilliseconds(1));
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        time.Advance(TimeSpan.FromMilliseconds(1));
        foreach (Task<ThrottleLease> call in calls)
        {
            Exception? failure = await Record.ExceptionAsync(() => call.WaitAsync(Calls.Patience, Token));
            Assert.True(failure is null or ApiThrottledException { RetryAfter: not null }, failure?.ToString());
        }

        server.GoOn();
        Assert.True(quota.IsLost);
    }

    private static RedisQuotaOptions Options() => new()
    {
        ExpectedProcesses = Processes,
        ProbeInterval = ProbeInterval,
        ReturnDelay = TimeSpan.Zero,
        LongestPause = TimeSpan.FromMilliseconds(50),
        CommandTimeout = TimeSpan.FromSeconds(1),
    };

    private static Throttle Get(RedisQuota quota, ThrottleMode mode, TimeProvider? time = null) => new ThrottleRegistry().GetThrottle(
        Ping.Action(new ApiRateLimit(Limit, TimeSpan.FromMinutes(10))), Ping.Service.Endpoint, "account", new ThrottleOptions { Mode = mode }.UseRedis(quota), time ?? TimeProvider.System);

    private static async Task ExecuteAsync(ConnectionMultiplexer redis, string command)
    {
        string[] words = command.Split(' ');
        await redis.GetDatabase().ExecuteAsync(words[0], [.. words[1..]]);
    }

    private async Task LeavesTheShareAsync(ConnectionMultiplexer redis, ThrottleMode mode)
    {
        using var quota = new RedisQuota(redis, Options(), _logger);
        Throttle throttle = Get(quota, mode);
        int passed = 0;
        while (passed < Limit / Processes)
        {
            try
            {
                await Calls.UseAsync(throttle, 1);
                passed++;
            }
            catch (ApiThrottledException e) when (mode == ThrottleMode.FailFast)
            {
                // The pause after the loss.
                await Task.Delay(e.RetryAfter!.Value, Token);
            }
        }

        Assert.True(quota.IsLost);
        await Task.Delay(ProbeInterval * 10, Token);
        Assert.Equal(["Warning RedisLost"], _logger.Messages);
    }
}
