using ApiGen.Runtime.Throttling.Ledger;
using Xunit;

namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>What the ledger foretells while calls are under way, at random, against the best and the worst that can come of them.</summary>
public sealed class LedgerForecastTests
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;

    private static readonly ThrottleOptions Options = new();

    [Theory]
    [InlineData(1, 1, 20, 1)]
    [InlineData(1, 1, 800, 2)]
    [InlineData(2, 1, 300, 3)]
    [InlineData(5, 1, 1500, 4)]
    [InlineData(20, 1, 100, 5)]
    [InlineData(20, 1, 4000, 6)]
    [InlineData(7, 3, 900, 7)]
    [InlineData(30, 60, 500, 8)]
    public void The_forecast_is_between_nothing_under_way_and_all_of_it_as_late_as_can_be(int limit, int seconds, int longestRoundTrip, int seed)
    {
        var random = new Random(seed);
        QuotaLedger ledger = LedgerOf(new ApiRateLimit(limit, TimeSpan.FromSeconds(seconds)));
        QuotaLedger neverAsked = LedgerOf(new ApiRateLimit(limit, TimeSpan.FromSeconds(seconds)));
        List<Call> underWay = [];
        List<(long Counted, long Responded)> settled = [];
        int earlier = 0;
        long now = 0;
        for (int step = 0; step < 4000; step++)
        {
            now += random.NextInt64(2 * seconds * 1000 * Millisecond / limit / 3);
            foreach (Call call in underWay.Where(call => call.EndsAt <= now).OrderBy(call => call.EndsAt).ToArray())
            {
                CallTimes times = ledger.Accept(call.Number, call.SentAt, call.EndsAt);
                Assert.Equal(times, neverAsked.Accept(call.Number, call.SentAt, call.EndsAt));
                settled.Add((call.SentAt + times.Lateness, call.EndsAt));
                underWay.Remove(call);
            }

            bool isTaken = ledger.TryTake(now, out long permitAt);
            Assert.Equal(isTaken, neverAsked.TryTake(now, out long samePermitAt));
            Assert.Equal(samePermitAt, permitAt);
            if (isTaken)
            {
                long roundTrip = random.NextInt64(1, longestRoundTrip * (random.Next(20) == 0 ? 4 : 1)) * Millisecond;
                long number = ledger.Send(now);
                Assert.Equal(number, neverAsked.Send(now));
                underWay.Add(new Call(number, now, now + roundTrip));
                continue;
            }

            int ahead = random.Next(limit + 2);
            long foretold = ledger.TurnAt(now, ahead);
            long best = TurnAt(settled.Select(call => call.Counted), limit, seconds, now, ahead);
            long worst = TurnAt(
                [.. settled.Select(call => call.Responded), .. underWay.Select(call => Math.Max(now, call.SentAt + Options.MaxArrivalDelay.Ticks))], limit, seconds, now, ahead);
            Assert.InRange(foretold, best, worst);
            Assert.True(ledger.TurnAt(now, 0) > now, "There is no permit now.");
            earlier += foretold < worst ? 1 : 0;
        }

        Assert.InRange(earlier, 100, 4000);
    }

    private static QuotaLedger LedgerOf(ApiRateLimit limit) =>
        new(new LedgerOptions([limit], true, Options.SafetyMargin, Options.MaxArrivalDelay, Options.MaxPause, TimeSpan.TicksPerSecond));

    /// <summary>The turn if the calls arrived at these times, and all that wait go one after the other, spread over seven tenths of the window or by 50 ms.</summary>
    private static long TurnAt(IEnumerable<long> arrivals, int limit, int seconds, long now, int ahead)
    {
        long length = (long)(seconds * 1000 * Millisecond * 1.0002) + Options.SafetyMargin.Ticks;
        long pace = Math.Min(50 * Millisecond, seconds * 700 * Millisecond / limit);
        List<long> counted = [.. arrivals];
        long turn = now;
        for (int before = 0; ; before++)
        {
            counted.RemoveAll(time => time + length <= turn);
            while (counted.Count >= limit)
            {
                turn = counted.Min() + length;
                counted.RemoveAll(time => time + length <= turn);
            }

            if (before == ahead)
            {
                return turn;
            }

            counted.Add(turn);
            turn += pace;
        }
    }

    private sealed record Call(long Number, long SentAt, long EndsAt);
}
