using CsCheck;
using Xunit;

namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>What must hold for any limits and any traffic, counted where the service counts: at the server.</summary>
public sealed class ThrottlePropertyTests
{
    private const int Cases = 200;

    private static readonly Gen<ApiRateLimit> SomeLimit =
        Gen.Select(Gen.Int[1, 60], Gen.OneOf(1, 2, 15, 60, 600), ApiRateLimit.PerSeconds);

    private static readonly Gen<ApiRateLimit[]> OneWindow = SomeLimit.Select(limit => new[] { limit });

    // Such as 20/s and 1200/min: a longer window whose rate is that of the shorter one or less.
    private static readonly Gen<ApiRateLimit[]> TwoWindows =
        Gen.Select(Gen.Int[1, 20], Gen.Int[2, 20], Gen.Double[0.3, 1]).Select(
            (limit, factor, share) => new[] { ApiRateLimit.PerSeconds(limit, 1), ApiRateLimit.PerSeconds(Math.Max(limit, (int)(limit * factor * share)), factor) });

    [Fact]
    public Task No_window_overflows_and_98_percent_are_used_when_requests_are_late_now_and_then() =>
        Gen.Select(OneWindow, Gen.UInt).SampleAsync((limits, seed) => CheckAsync(limits, new LateTraffic(limits[0], seed), isLoaded: true), iter: Cases);

    [Fact]
    public Task No_window_overflows_and_98_percent_are_used_when_the_server_takes_its_time() =>
        Gen.Select(OneWindow, Gen.UInt).SampleAsync((limits, seed) => CheckAsync(limits, new SlowServerTraffic(limits[0], seed), isLoaded: true), iter: Cases);

    [Fact]
    public Task Two_windows_hold_at_once_and_98_percent_of_the_tighter_one_are_used() =>
        Gen.Select(TwoWindows, Gen.UInt).SampleAsync((limits, seed) => CheckAsync(limits, new LateTraffic(limits[0], seed), isLoaded: true), iter: Cases);

    [Fact]
    public Task No_window_overflows_when_callers_come_at_random() =>
        Gen.Select(Gen.OneOf(OneWindow, TwoWindows), Gen.UInt).SampleAsync((limits, seed) => CheckAsync(limits, new RandomCallers(limits[0], seed), isLoaded: false), iter: Cases);

    private static async Task CheckAsync(ApiRateLimit[] limits, ITraffic traffic, bool isLoaded)
    {
        ApiRateLimit tightest = limits.MinBy(limit => limit.Limit / limit.Window.TotalSeconds);
        long[] arrivals = await new ServerSimulation(limits, traffic).RunAsync(Math.Max(100, tightest.Limit * 26));

        foreach (ApiRateLimit limit in limits)
        {
            for (int i = limit.Limit; i < arrivals.Length; i++)
            {
                long span = arrivals[i] - arrivals[i - limit.Limit];
                Assert.True(span >= limit.Window.Ticks, $"{limit.Limit + 1} arrivals within {TimeSpan.FromTicks(span)} at call {i}");
            }
        }

        if (isLoaded)
        {
            double used = UsedShare(tightest, arrivals);
            Assert.True(used >= 0.98, $"{used:P2} of the limit used");
        }
    }

    /// <summary>
    /// The time that the limit allows for so many windows, over the time that they took; the mean over every call of the second window as the first of them.
    /// The first window is where a cold process is given time.
    /// </summary>
    private static double UsedShare(ApiRateLimit limit, long[] arrivals)
    {
        int windows = (arrivals.Length / limit.Limit) - 2;
        double taken = Enumerable.Range(limit.Limit, limit.Limit).Average(first => (double)(arrivals[first + (windows * limit.Limit)] - arrivals[first]));
        return windows * limit.Window.Ticks / taken;
    }

    /// <summary>Many callers at once; a cold start, then small lateness and a stall now and then, at a server that answers evenly.</summary>
    private class LateTraffic(ApiRateLimit limit, uint seed) : ITraffic
    {
        private readonly long _stall = Math.Min(limit.Window.Ticks * limit.Limit / 60, limit.Window.Ticks / 2);
        private readonly long _path = new Random((int)seed).NextInt64(limit.Window.Ticks / 10);

        protected Random Random { get; } = new((int)seed);

        protected ApiRateLimit Limit => limit;

        public virtual long CallAt(int call) => 0;

        public long SigningTime(int call) => Random.NextInt64(TimeSpan.TicksPerMillisecond * 2) + (call < 3 ? Random.NextInt64(TimeSpan.TicksPerSecond / 3) : 0);

        public virtual long ArrivalDelay(int call) => _path + Lateness(call);

        public virtual long WorkTime(int call) => TimeSpan.TicksPerMillisecond * 30;

        public long TimerError() => Random.NextInt64(-TimeSpan.TicksPerMillisecond * 9 / 10, TimeSpan.TicksPerMillisecond);

        private long Lateness(int call)
        {
            if (call < limit.Limit)
            {
                return Random.NextInt64(TimeSpan.TicksPerMillisecond * 500);
            }

            // A stall takes from the throttle's savings what a thousandth of the window per call gives back until the next.
            int callsBetweenStalls = (int)(_stall / (limit.Window.Ticks / 1000)) + 1;
            return call > limit.Limit * 2 && call % callsBetweenStalls == 0
                ? Math.Min(_stall, TimeSpan.TicksPerMillisecond * 900)
                : Random.NextInt64(Math.Min(limit.Window.Ticks / 333, TimeSpan.TicksPerMillisecond * 7));
        }
    }

    /// <summary>Work takes anything up to three windows, so answers show next to nothing about arrivals.</summary>
    private sealed class SlowServerTraffic(ApiRateLimit limit, uint seed) : LateTraffic(limit, seed)
    {
        public override long ArrivalDelay(int call) => TimeSpan.TicksPerMillisecond * 20 + Random.NextInt64(TimeSpan.TicksPerMillisecond * 5);

        public override long WorkTime(int call) => Random.NextInt64(Limit.Window.Ticks * 3);
    }

    /// <summary>Bursts and lulls.</summary>
    private sealed class RandomCallers(ApiRateLimit limit, uint seed) : LateTraffic(limit, seed)
    {
        private long _last;

        public override long CallAt(int call) =>
            _last += Random.Next(4) == 0 ? Random.NextInt64(Limit.Window.Ticks * 2 / Limit.Limit) : 0;
    }
}
