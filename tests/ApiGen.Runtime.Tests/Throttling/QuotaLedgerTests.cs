using ApiGen.Runtime.Throttling.Ledger;
using Xunit;

namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>The ledger alone: what counts when. Times are milliseconds, with decimals in ticks.</summary>
public sealed class QuotaLedgerTests
{
    private const double ShortestRoundTrip = 20;

    private readonly QuotaLedger _ledger = LedgerOf(ApiRateLimit.PerSeconds(2, 1));

    [Fact]
    public void The_worked_example_of_the_page_on_throttling_holds()
    {
        double start = UseUntilTheMarginIsLearnt() + 5000;
        long a = Send(start);
        Assert.Equal(0, LatenessOf(a, start, 20));
        long b = Send(start + 100);
        Assert.Equal(20, LatenessOf(b, start + 100, 40));
        Assert.Equal(1003, TurnAfter(start, 150));

        long c = Send(start + 1003);
        Assert.Equal(1123, TurnAfter(start, 1050));
        long d = Send(start + 1123);
        Assert.Equal(50, LatenessOf(d, start + 1123, 70));
        Assert.Equal(280, LatenessOf(c, start + 1003, 300));
        Assert.Equal(2176, TurnAfter(start, 1310));
    }

    [Fact]
    public void Of_excess_that_is_not_rare_the_margin_counts_or_what_costs_a_hundredth_of_the_window()
    {
        double start = Use(70, ShortestRoundTrip + 200, UseUntilTheMarginIsLearnt()) + 5000;
        Assert.Equal(10, LatenessOf(Send(start), start, ShortestRoundTrip + 20), 1.0);
        Assert.Equal(7, LatenessOf(Send(start + 1), start + 1, ShortestRoundTrip + 7));
    }

    [Fact]
    public void A_request_counts_from_when_all_of_it_was_written()
    {
        double start = UseUntilTheMarginIsLearnt() + 5000;
        long slow = Send(start);
        _ledger.PutOff(slow, At(start + 90));
        Send(start + 100);
        Assert.InRange(TurnAfter(start, 105), 1090 + 3, 1090 + 14);
        CallTimes times = _ledger.Accept(slow, At(start + 90), At(start + 90 + ShortestRoundTrip), At(90));
        Assert.Equal(At(90 + ShortestRoundTrip), times.RoundTrip);
        Assert.Equal(At(90), times.Lateness);
        Assert.Equal(1093, TurnAfter(start, 115));
    }

    [Fact]
    public void A_call_that_is_held_up_holds_its_place_for_as_long_as_it_may_still_arrive()
    {
        double start = UseUntilTheMarginIsLearnt() + 5000;
        long lost = Send(start);
        long stalled = Send(start + 10);

        // Neither was responded to, so the path may stand still: three seconds.
        Assert.False(_ledger.TryTake(At(start + 2900), out _));

        // One was, so the other one is late by itself: it was lost and sent again, or is worked on.
        _ledger.Accept(stalled, At(start + 10), At(start + 2950));
        Assert.True(_ledger.TryTake(At(start + 3960), out _));
        _ledger.Return();
        _ledger.Accept(lost, At(start), At(start + 9000));
        Assert.True(_ledger.TryTake(At(start + 9001), out _));
    }

    [Fact]
    public void The_margin_is_as_wide_as_a_refusal_shows_it_must_be()
    {
        double start = Use(70, ShortestRoundTrip + 200, UseUntilTheMarginIsLearnt()) + 5000;
        long margin = _ledger.Margin;

        // Two that were 20 ms late, of which 10 count; a third that comes too early, as the service sees it.
        LatenessOf(Send(start), start, ShortestRoundTrip + 20);
        LatenessOf(Send(start + 5), start + 5, ShortestRoundTrip + 20);
        long refused = Send(start + 1013);
        _ledger.Refuse(refused, At(start + 1013), At(start + 1013 + ShortestRoundTrip), null);
        Assert.InRange(_ledger.Margin, At(15), At(40));
        Assert.True(_ledger.Margin > margin);
        Assert.Equal(1, _ledger.Factor);
    }

    [Theory]
    [InlineData("1/s", 5)]
    [InlineData("20/s", 100)]
    [InlineData("7/s", 3)]
    [InlineData("10/s, 15/2s", 24)]
    [InlineData("10/s, 15/2s", 25)]
    [InlineData("3/s, 5/2s, 7/5s", 40)]
    [InlineData("50/s, 1200/min", 2500)]
    public void A_turn_is_foretold_as_it_comes(string limits, int ahead)
    {
        QuotaLedger ledger = LedgerOf([.. ApiRateLimit.ParseAll(limits)]);
        double now = 0;
        void Use()
        {
            long number = ledger.Send(At(now));
            ledger.Accept(number, At(now), At(now));
        }

        while (ledger.TryTake(At(now), out _))
        {
            Use();
        }

        double foretold = (double)ledger.TurnAt(At(now), ahead) / TimeSpan.TicksPerMillisecond;
        for (int i = 0; i <= ahead; i++)
        {
            while (!ledger.TryTakeInTurn(At(now), out long permitAt))
            {
                now = (double)permitAt / TimeSpan.TicksPerMillisecond;
            }

            if (i < ahead)
            {
                Use();
            }
        }

        Assert.Equal(foretold, now, 3);
    }

    private static QuotaLedger LedgerOf(params ApiRateLimit[] limits)
    {
        ThrottleOptions options = new();
        return new QuotaLedger(new LedgerOptions(limits, true, options.SafetyMargin, options.MaxArrivalDelay, options.MaxPause, TimeSpan.TicksPerSecond));
    }

    private static long At(double milliseconds) => (long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond);

    private double UseUntilTheMarginIsLearnt()
    {
        double now = Use(12, ShortestRoundTrip, 1000);
        Assert.Equal(10, (double)_ledger.Margin / TimeSpan.TicksPerMillisecond, 2);
        return now;
    }

    private double Use(int calls, double roundTrip, double now)
    {
        for (int i = 0; i < calls; i++)
        {
            while (!_ledger.TryTake(At(now), out long permitAt))
            {
                now = (double)permitAt / TimeSpan.TicksPerMillisecond;
            }

            long number = _ledger.Send(At(now));
            _ledger.Accept(number, At(now), At(now + roundTrip));
            now += roundTrip;
        }

        return now;
    }

    private long Send(double now)
    {
        Assert.True(_ledger.TryTake(At(now), out _));
        return _ledger.Send(At(now));
    }

    private double LatenessOf(long number, double sentAt, double roundTrip) =>
        Math.Round((double)_ledger.Accept(number, At(sentAt), At(sentAt + roundTrip)).Lateness / TimeSpan.TicksPerMillisecond, 1);

    /// <summary>When the next call may go, in whole milliseconds as timers count them.</summary>
    private double TurnAfter(double start, double now)
    {
        Assert.False(_ledger.TryTake(At(start + now), out long permitAt));
        return Math.Ceiling(Math.Round(((double)permitAt / TimeSpan.TicksPerMillisecond) - start, 2));
    }
}
