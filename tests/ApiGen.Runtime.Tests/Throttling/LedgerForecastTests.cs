using ApiGen.Runtime.Throttling.Ledger;
using ApiGen.Throttling.Simulation;
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

    [Theory]
    [InlineData("1000/h", "500/h")]
    [InlineData("1000/h", "1000/h, 3/s")]
    [InlineData("100/min", "50/min")]
    [InlineData("20/s", "10/s")]
    [InlineData("20/s", "1/s")]
    [InlineData("50/s, 1200/min", "10/s")]
    [InlineData("20/s, 60/10s", "20/s, 30/10s")]
    [InlineData("", "10/s")]
    [InlineData("", "100/min")]
    public void While_less_is_let_through_than_documented_a_permit_is_there_when_it_was_foretold_and_not_before(string documented, string real)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            Recording calls = new([.. ApiRateLimit.ParseAll(documented)]);
            SimulatedService service = new([.. ApiRateLimit.ParseAll(real)], drift: 0);
            ApiRateLimit slowest = ApiRateLimit.ParseAll(real).MaxBy(limit => limit.Window.Ticks / limit.Limit)!;
            long mean = slowest.Window.Ticks / slowest.Limit;
            int refused = 0;
            int foretold = 0;
            for (long now = Millisecond; foretold < 60; now += random.NextInt64(1, Math.Max(2, mean / (foretold % 3 == 0 ? 20 : 1))))
            {
                // None is under way while it is asked: then nothing is left to chance.
                if (calls.TryCall(now, service.Admits(now, isOnlyAsked: true)) is not { } isAccepted)
                {
                    foretold++;
                    CheckReturn(calls, now);
                    CheckTurn(calls, now, random.Next(8));
                    now = random.Next(4) == 0 ? calls.Again().ReturnAt(now, 0) : now;
                    continue;
                }

                refused += isAccepted ? 0 : 1;
                _ = isAccepted && service.Admits(now);
            }

            Assert.True(refused > 1, "Nothing was lowered.");
        }
    }

    private static void CheckReturn(Recording calls, long now)
    {
        const int Looks = 500;
        QuotaLedger asked = calls.Again();
        long returnAt = asked.ReturnAt(now, 0);
        Assert.Equal(returnAt, asked.TurnAt(now, 0));
        Assert.True(returnAt > now);
        for (int look = 1; look <= Looks; look++)
        {
            long at = now + ((returnAt - now) * look / Looks);
            Assert.True(at == returnAt == asked.TryTake(at, out _), $"{look} of {Looks}, foretold {TimeSpan.FromTicks(returnAt)} at {TimeSpan.FromTicks(now)}");
        }

        Assert.True(calls.Again().TryTake(returnAt, out _));
    }

    private static void CheckTurn(Recording calls, long now, int ahead)
    {
        QuotaLedger ledger = calls.Again();
        long turnAt = ledger.TurnAt(now, ahead);
        for (int before = 0; before < ahead; before++)
        {
            Take();
            long number = ledger.Send(now);
            ledger.Accept(number, now, now);
        }

        Take();
        Assert.Equal(turnAt, now);

        void Take()
        {
            while (!ledger.TryTakeInTurn(now, out long permitAt))
            {
                Assert.True(permitAt > now);
                now = permitAt;
            }
        }
    }

    /// <summary>Calls that are responded to at once, and as many ledgers as are wanted that were told of them.</summary>
    private sealed class Recording(ApiRateLimit[] limits)
    {
        private readonly List<(long At, bool IsAccepted)> _calls = [];
        private readonly QuotaLedger _ledger = LedgerOf(limits);

        /// <returns>Whether the call was let through, null when there was no permit for it.</returns>
        public bool? TryCall(long now, bool isAccepted)
        {
            bool? result = Call(_ledger, now, isAccepted);
            _calls.Add((now, isAccepted));
            return result;
        }

        public QuotaLedger Again()
        {
            QuotaLedger ledger = LedgerOf(limits);
            _calls.ForEach(call => Call(ledger, call.At, call.IsAccepted));
            return ledger;
        }

        private static bool? Call(QuotaLedger ledger, long now, bool isAccepted)
        {
            if (!ledger.TryTake(now, out _))
            {
                return null;
            }

            long number = ledger.Send(now);
            _ = isAccepted ? ledger.Accept(number, now, now) : ledger.Refuse(number, now, now, null);
            return isAccepted;
        }
    }

    private static QuotaLedger LedgerOf(params ApiRateLimit[] limits) =>
        new(new LedgerOptions(limits, limits.Length > 0, Options.SafetyMargin, Options.MaxArrivalDelay, Options.MaxPause, TimeSpan.TicksPerSecond));

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
