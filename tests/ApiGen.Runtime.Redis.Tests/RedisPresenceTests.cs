using System.Runtime.CompilerServices;
using ApiGen.Runtime.Redis.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>When a Redis that was lost counts as back.</summary>
[Collection(RealServers.Name)]
public sealed class RedisPresenceTests : IAsyncLifetime
{
    private readonly EmbeddedGarnet _server = EmbeddedGarnet.Start();
    private readonly FakeTimeProvider _time = new();
    private readonly MessageRecorder _logger = new();
    private readonly RedisQuotaOptions _options = new() { CommandTimeout = TimeSpan.FromHours(1), ProbeInterval = TimeSpan.FromMilliseconds(1) };
    private RefusingRelay _relay = null!;
    private ConnectionMultiplexer _redis = null!;
    private RedisPresence _presence = null!;

    public async ValueTask InitializeAsync()
    {
        _relay = new RefusingRelay(_server.Port);
        _redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(_relay.Port));
        _presence = new RedisPresence(_redis, _options, _logger, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _presence.Dispose();
        await _redis.DisposeAsync();
        await _relay.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task One_that_does_what_is_needed_every_second_time_is_lost_once_and_stays_lost()
    {
        _relay.Error = "OOM command not allowed when used memory > 'maxmemory'";
        _relay.Refuses = number => number % 2 == 0;
        _presence.Lose(new TimeoutException(), _presence.Version);

        await UntilAsync(() => _presence.IsThere || _relay.Refused >= 20);

        Assert.False(_presence.IsThere);
        Assert.Equal(["Warning RedisLost"], _logger.Messages);
    }

    [Fact]
    public async Task One_that_is_soon_lost_again_has_to_do_what_is_needed_twice_as_often()
    {
        foreach (int needed in (int[])[2, 4, 8, 16, 32, 64, 64])
        {
            Assert.Equal(needed, await LoseAndCountAsync());
        }

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, await LoseAndCountAsync());
    }

    /// <summary>The driver has a time limit of its own, which is longer.</summary>
    [Fact]
    public void A_failure_that_comes_when_nobody_waits_any_more_is_no_exception_that_nobody_observed()
    {
        List<Exception> unobserved = [];
        EventHandler<UnobservedTaskExceptionEventArgs> see = (_, e) =>
        {
            lock (unobserved)
            {
                unobserved.AddRange(e.Exception.InnerExceptions);
            }
        };
        TaskScheduler.UnobservedTaskException += see;
        try
        {
            LeaveQuestion(out RedisException late);
            for (int i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            lock (unobserved)
            {
                Assert.DoesNotContain(late, unobserved);
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= see;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LeaveQuestion(out RedisException late)
    {
        TaskCompletionSource<long[]> question = new();
        Task<long[]> answer = question.Task.WithinAsync(TimeSpan.FromSeconds(1), _time);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<TimeoutException>(answer.Exception?.InnerException);
        late = new RedisException("It took too long.");
        question.SetException(late);
    }

    /// <returns>How often it did what is needed until it counted as back.</returns>
    private async Task<int> LoseAndCountAsync()
    {
        int before = _relay.Written;
        _presence.Lose(new TimeoutException(), _presence.Version);
        await UntilAsync(() => _presence.IsThere);
        return _relay.Written - before;
    }

    private Task UntilAsync(Func<bool> condition) => Calls.UntilAsync(() =>
    {
        _time.Advance(_options.ProbeInterval);
        return condition();
    });
}
