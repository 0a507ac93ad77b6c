using ApiGen.Runtime.Redis.Tests.Support;
using ApiGen.Runtime.Throttling;
using ApiGen.Throttling;
using StackExchange.Redis;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>What a real Redis does to the log: it is full, forgets it, or responds when nobody waits any more.</summary>
[Collection(RealServers.Name)]
public sealed class RedisLossTests
{
    private const int Limit = 10;
    private static readonly ApiRateLimit Window = new(Limit, TimeSpan.FromMinutes(10));

    private readonly MessageRecorder _logger = new();
    private readonly ThrottleRegistry _registry = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("noeviction")]
    [InlineData("volatile-lru")]
    [InlineData("allkeys-lru")]
    public async Task One_without_memory_is_lost_once_and_leaves_the_process_its_share(string policy)
    {
        Assert.SkipUnless(RedisServerProcess.IsInstalled, "redis-server is not installed on this machine.");
        using RedisServerProcess server = await RedisServerProcess.StartAsync("--maxmemory-policy", policy);
        using ConnectionMultiplexer redis = await ConnectAsync(server.Port);
        using var quota = new RedisQuota(redis, Options(processes: 2), _logger);
        Throttle throttle = Get(quota, new ThrottleOptions(), Window);
        await Calls.UseAsync(throttle, 3);

        await redis.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        await Calls.UseAsync(throttle, Limit / 2);
        Assert.True(quota.IsLost);
        await Assert.ThrowsAsync<ApiThrottledException>(() => Get(quota, new ThrottleOptions { Mode = ThrottleMode.FailFast }, Window).AcquireAsync(Token).AsTask());
        await Task.Delay(500, Token);
        Assert.Equal(["Warning RedisLost"], _logger.Messages);

        await redis.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        await Calls.UntilAsync(() => !quota.IsLost);
        await Calls.UntilAsync(() => _logger.Messages.Count == 2);
        Assert.Equal(["Warning RedisLost", "Information RedisBack"], _logger.Messages);
    }

    [Fact]
    public async Task A_refused_message_shows_a_lost_Redis_as_well_as_a_refused_question()
    {
        Assert.SkipUnless(RedisServerProcess.IsInstalled, "redis-server is not installed on this machine.");
        using RedisServerProcess server = await RedisServerProcess.StartAsync();
        using ConnectionMultiplexer redis = await ConnectAsync(server.Port);
        using var quota = new RedisQuota(redis, Options(processes: 2), _logger);
        ThrottleLease lease = await Get(quota, new ThrottleOptions(), Window).AcquireAsync(Token);
        await redis.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        lease.MarkSent();
        await Calls.UntilAsync(() => quota.IsLost);
        lease.MarkCompleted();
    }

    [Fact]
    public async Task One_that_was_emptied_is_lost_for_everybody_who_has_used_the_window_and_no_call_goes_beyond_the_limit()
    {
        Assert.SkipUnless(RedisServerProcess.IsInstalled, "redis-server is not installed on this machine.");
        using RedisServerProcess server = await RedisServerProcess.StartAsync();
        using ConnectionMultiplexer redis = await ConnectAsync(server.Port);
        RedisQuotaOptions options = Options(processes: 2);
        options.LongestPause = TimeSpan.FromMinutes(10);
        using var one = new RedisQuota(redis, options, _logger);
        using var other = new RedisQuota(redis, options, _logger);
        Throttle[] throttles = [.. new[] { one, other }.Select(quota => new ThrottleRegistry().GetThrottle(
            Ping.Action(Window), Ping.Service.Endpoint, "account", new ThrottleOptions { Mode = ThrottleMode.FailFast }.UseRedis(quota), TimeProvider.System))];
        await Calls.UseAsync(throttles[0], 3);
        await Calls.UseAsync(throttles[1], 3);

        await redis.GetDatabase().ExecuteAsync("FLUSHALL");
        foreach (Throttle throttle in throttles)
        {
            ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
            Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(11));
        }

        Assert.True(one.IsLost && other.IsLost);
        Assert.Equal(["Warning RedisLost", "Warning RedisLost"], _logger.Messages.Where(message => message.StartsWith("Warning", StringComparison.Ordinal)));

        // It is there again, but the window has to pass first.
        await Calls.UntilAsync(() => !one.IsLost && !other.IsLost);
    }

    [Theory]
    [InlineData(ThrottleMode.Wait)]
    [InlineData(ThrottleMode.FailFast)]
    public async Task Questions_that_were_given_up_hold_no_place_once_Redis_responds(ThrottleMode mode)
    {
        Assert.SkipUnless(RedisServerProcess.IsInstalled, "redis-server is not installed on this machine.");
        using RedisServerProcess server = await RedisServerProcess.StartAsync();
        using ConnectionMultiplexer redis = await ConnectAsync(server.Port);
        RedisQuotaOptions options = Options(processes: 1);
        options.UnsentHold = TimeSpan.FromMinutes(10);
        using var quota = new RedisQuota(redis, options, _logger);
        Throttle throttle = Get(quota, new ThrottleOptions { Mode = mode }, Window);
        await Calls.UseAsync(throttle, 1);

        server.StandStill();
        using var giveUp = new CancellationTokenSource();
        Task<ThrottleLease>[] calls = [.. Enumerable.Range(0, 2 * Limit).Select(_ => throttle.AcquireAsync(giveUp.Token).AsTask())];
        await Calls.UntilAsync(() => quota.IsLost);
        await giveUp.CancelAsync();
        foreach (Task<ThrottleLease> call in calls)
        {
            try
            {
                (await call.WaitAsync(Calls.Patience, Token)).MarkAbandoned();
            }
            catch (Exception e) when (e is ApiThrottledException or OperationCanceledException)
            {
            }
        }

        server.GoOn();
        await Calls.UntilAsync(() => !quota.IsLost);
        IDatabase database = redis.GetDatabase();
        RedisKey log = redis.GetServer(redis.GetEndPoints()[0]).Keys(pattern: "apigen:*CreateMNP*").Single();
        await Calls.UntilAsync(() => database.SortedSetLength(log) == 1);
    }

    [Fact]
    public async Task Calls_that_wait_for_their_credential_while_Redis_is_lost_go_by_the_share_as_others_do()
    {
        EmbeddedGarnet server = EmbeddedGarnet.Start();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var quota = new RedisQuota(redis, Options(processes: 1), _logger);
        using ThrottleMeasurements measured = new(Ping.Service.Endpoint);
        SlowVault vault = new();
        int sent = 0;
        ApiClientOptions options = new() { HttpMessageHandler = new Counting(() => Interlocked.Increment(ref sent)), ThrottleRegistry = _registry, AccountKey = "account" };
        options.Throttle.UseRedis(quota);
        using ApiClient client = new(Ping.Service, vault, null, options);
        using CancellationTokenSource end = new();
        Task[] slow = [.. Enumerable.Range(0, Limit).Select(_ => client.SendAsync(Ping.Action(Window), new Ping(), null, end.Token))];
        await Calls.UntilAsync(() => vault.Asked == Limit);

        server.Dispose();
        await Calls.UseAsync(Get(quota, new ThrottleOptions(), Window), Limit);
        Assert.True(quota.IsLost);
        vault.Open();
        await Calls.UntilAsync(() => sent > 0 || (int)measured["apigen.throttle.waiting"] == Limit);

        Assert.Equal(0, sent);
        await end.CancelAsync();
        Assert.All(slow, call => Assert.False(call.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task A_pause_holds_those_who_wait_in_Redis()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var quota = new RedisQuota(redis, Options(processes: 1), _logger);
        Throttle throttle = Get(quota, new ThrottleOptions(), new ApiRateLimit(2, TimeSpan.FromMilliseconds(200)));
        ThrottleLease refused = await throttle.AcquireAsync(Token);
        await Calls.UseAsync(throttle, 1);
        Task<ThrottleLease>[] waiting = [.. Enumerable.Range(0, 4).Select(_ => throttle.AcquireAsync(Token).AsTask())];
        refused.MarkSent();
        refused.MarkRejected(TimeSpan.FromMinutes(1));

        await Calls.UntilAsync(() => throttle.WaitingCount == 4);
        Assert.All(waiting, call => Assert.False(call.IsCompleted));
        throttle.LiftPause();
        await Task.WhenAll(waiting.Select(async call =>
        {
            ThrottleLease lease = await call.WaitAsync(Calls.Patience, Token);
            lease.MarkSent();
            lease.MarkCompleted();
        }));
    }

    [Fact]
    public async Task As_many_wait_as_the_queue_limit_says_and_those_for_whom_there_are_permits_go()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        using var quota = new RedisQuota(redis, Options(processes: 1), _logger);
        Throttle throttle = Get(quota, new ThrottleOptions { QueueLimit = 3 }, Window);
        using var end = new CancellationTokenSource();
        Task<ThrottleLease>[] calls = [.. Enumerable.Range(0, 20).Select(_ => throttle.AcquireAsync(end.Token).AsTask())];
        await Calls.UntilAsync(() => calls.Count(call => call.IsCompleted) >= 17 && calls.Count(call => call.IsCompletedSuccessfully) >= Limit);
        Assert.Equal(Limit, calls.Count(call => call.IsCompletedSuccessfully));
        foreach (Task<ThrottleLease> refused in calls.Where(call => call.IsFaulted))
        {
            ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => refused);
            Assert.Contains("3 calls wait already, and ThrottleOptions.QueueLimit", refusal.Message, StringComparison.Ordinal);
        }

        await end.CancelAsync();
    }

    [Fact]
    public async Task While_Redis_is_lost_only_calls_are_measured()
    {
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(RedisConnection.FreePort()));
        using var quota = new RedisQuota(redis, Options(processes: 5), _logger);
        string host = $"{Guid.NewGuid():N}.example.com";
        using ThrottleMeasurements measured = new(host);
        Throttle View(ThrottleMode mode) => _registry.GetThrottle(Ping.Action(Window), host, "account", new ThrottleOptions { Mode = mode }.UseRedis(quota), TimeProvider.System);
        await Calls.UseAsync(View(ThrottleMode.Wait), 2);
        using var end = new CancellationTokenSource();
        Task<ThrottleLease>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => View(ThrottleMode.Wait).AcquireAsync(end.Token).AsTask())];
        Assert.Equal(0, measured["apigen.throttle.refusals"]);
        Assert.Equal(3, measured["apigen.throttle.waiting"]);
        ApiThrottledException e = await Assert.ThrowsAsync<ApiThrottledException>(() => View(ThrottleMode.FailFast).AcquireAsync(Token).AsTask());
        Assert.EndsWith("was not sent: Redis cannot be used, and this process's share of the documented limit leaves no permit now, and the throttle's mode is to fail fast.", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, measured["apigen.throttle.refusals"]);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        Assert.Equal(0, measured["apigen.throttle.waiting"]);
    }

    [Fact]
    public async Task A_call_after_the_quota_was_disposed_is_told_what_was()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        var quota = new RedisQuota(redis, Options(processes: 1), _logger);
        Throttle throttle = Get(quota, new ThrottleOptions(), Window);
        await Calls.UseAsync(throttle, Limit);
        Task<ThrottleLease> waiting = throttle.AcquireAsync(Token).AsTask();
        quota.Dispose();
        foreach (Task<ThrottleLease> call in new[] { waiting, throttle.AcquireAsync(Token).AsTask() })
        {
            ApiThrottledException failure = await Assert.ThrowsAsync<ApiThrottledException>(() => call.WaitAsync(Calls.Patience, Token));
            Assert.Equal("RedisQuota", Assert.IsType<ObjectDisposedException>(failure.InnerException).ObjectName);
            Assert.StartsWith("CreateMNP was not sent: the configured rate limiter failed: the RedisQuota that shares its limits was disposed; dispose of it after the clients", failure.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A limit in a log that nobody has open any more, as over night.</summary>
    [Fact]
    public async Task Calls_of_a_program_that_has_ended_count_in_the_next_one()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        for (int run = 0; run < 2; run++)
        {
            using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
            using var quota = new RedisQuota(redis, Options(processes: 1), _logger);
            Throttle throttle = new ThrottleRegistry().GetThrottle(
                Ping.Action(Window), Ping.Service.Endpoint, "account", new ThrottleOptions { Mode = ThrottleMode.FailFast }.UseRedis(quota), TimeProvider.System);
            await Calls.UseAsync(throttle, Limit / 2);
            if (run == 1)
            {
                await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
            }

            // What was sent is told without waiting for it.
            await Calls.UntilAsync(() => redis.GetCounters().TotalOutstanding == 0);
        }
    }

    private static RedisQuotaOptions Options(int processes) => new()
    {
        ExpectedProcesses = processes,
        ProbeInterval = TimeSpan.FromMilliseconds(50),
        ReturnDelay = TimeSpan.Zero,
        LongestPause = TimeSpan.FromMilliseconds(50),
    };

    private static async Task<ConnectionMultiplexer> ConnectAsync(int port)
    {
        ConfigurationOptions options = RedisConnection.To(port);
        options.AllowAdmin = true;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    private Throttle Get(RedisQuota quota, ThrottleOptions options, ApiRateLimit limit) =>
        _registry.GetThrottle(Ping.Action(limit), Ping.Service.Endpoint, "account", options.UseRedis(quota), TimeProvider.System);

    private sealed class SlowVault : ICredentialProvider
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public string AccountKey => "account";

        public void Open() => _open.SetResult();

        public async ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            await _open.Task.WaitAsync(cancellationToken);
            return new TencentCloudCredential("AKIDEXAMPLE", "EXAMPLE");
        }
    }

    private sealed class Counting(Action sent) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent();
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("""{"Response":{"RequestId":"1"}}""") });
        }
    }
}
