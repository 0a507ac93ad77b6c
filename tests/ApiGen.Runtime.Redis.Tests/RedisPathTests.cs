using ApiGen.Runtime.Redis.Tests.Support;
using ApiGen.Runtime.Throttling;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>How old what Redis tells is.</summary>
[Collection(RealServers.Name)]
public sealed class RedisPathTests
{
    [Fact]
    public async Task What_a_busy_process_adds_to_the_only_question_of_a_key_is_not_taken_for_the_way()
    {
        using EmbeddedGarnet server = EmbeddedGarnet.Start();
        using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.To(server.Port));
        StepTime time = new();
        RedisQuotaOptions options = new() { CommandTimeout = Calls.Patience };
        using RedisPresence presence = new(redis, options, NullLogger.Instance, time);
        using RedisArrivalLog quick = LogOf("one");
        using RedisArrivalLog slow = LogOf("other");
        await quick.EnterAsync([quick.NewRequest()], TimeSpan.Zero);

        // Between any two looks at the clock.
        time.Step = time.TimestampFrequency / 5;
        EntryResult result = await slow.EnterAsync([slow.NewRequest()], TimeSpan.Zero);
        Assert.InRange(result.RoundTrip, time.Step, long.MaxValue);
        Assert.Equal(time.Last, result.PermitAt[0]);

        RedisArrivalLog LogOf(string account) =>
            new(redis, new ThrottleKey("demo", "Call", "demo.example", account, [ApiRateLimit.PerSeconds(2, 1)]), presence, options, time);
    }

    private sealed class StepTime : TimeProvider
    {
        public long Step { get; set; } = 1;

        public long Last { get; private set; }

        public override long GetTimestamp() => Last += Step;
    }
}
