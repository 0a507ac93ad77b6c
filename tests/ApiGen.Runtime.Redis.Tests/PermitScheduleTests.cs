using System.Threading.RateLimiting;
using StackExchange.Redis;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>When to ask for permits, and when each may be used. Times are milliseconds.</summary>
public sealed class PermitScheduleTests
{
    private static readonly ApiRateLimit TenPerSecond = ApiRateLimit.PerSeconds(10, 1);

    private readonly PermitSchedule _schedule = new([TenPerSecond], 1, 1000);
    private int _last;

    [Fact]
    public void Nobody_asks_for_more_than_wait_or_than_the_process_may_have()
    {
        Assert.Equal(0, _schedule.ToAskFor(0, 0, out _));
        Assert.Equal(3, _schedule.ToAskFor(0, 3, out _));
        Assert.Equal(10, _schedule.ToAskFor(0, 50, out _));
        Assert.Equal(5, new PermitSchedule([TenPerSecond], 2, 1000).ToAskFor(0, 50, out _));
        Assert.Equal(1, new PermitSchedule([TenPerSecond], 50, 1000).ToAskFor(0, 50, out _));
    }

    [Fact]
    public void A_permit_is_not_used_before_it_comes()
    {
        Add(0, roundTrip: 2, entered: 1, 40);
        Assert.False(_schedule.TryTake(39, out _, out long nextAt));
        Assert.Equal(40, nextAt);
        Assert.True(_schedule.TryTake(40, out Permit permit, out _));
        Assert.Equal("1", permit.Request);
    }

    [Fact]
    public void Permits_that_nobody_had_to_wait_for_are_used_at_once()
    {
        Add(5, roundTrip: 2, entered: 3, 5, 5, 5);
        Assert.Equal(3, Taken(5));
        Assert.False(_schedule.IsFull);
    }

    [Fact]
    public void Those_that_are_late_together_are_not_used_together()
    {
        Add(0, roundTrip: 2, entered: 4, 20, 40, 60, 80);
        Assert.True(_schedule.IsFull);

        // The process stood still until 500: as much lies between two of them as between calls that wait in one process.
        int[] taken = [.. Enumerable.Range(500, 250).Select(now => Taken(now))];
        Assert.Equal(4, taken.Sum());
        int[] at = [.. Enumerable.Range(0, 250).Where(now => taken[now] > 0)];
        Assert.Equal([0, 20, 70, 120], at);
    }

    [Fact]
    public void The_next_question_is_asked_so_early_that_its_response_is_there_when_the_permit_comes()
    {
        Add(100, roundTrip: 40, entered: 1, 120, 300);
        Assert.Equal(0, _schedule.ToAskFor(100, 5, out long askAt));
        Assert.Equal(300 - 40 - 5, askAt);
        Assert.Equal(4, _schedule.ToAskFor(askAt, 5, out _));
        Assert.InRange(_schedule.Ahead.TotalMilliseconds, 45 + 40, 250);
    }

    [Fact]
    public void While_another_request_is_waited_for_Redis_is_asked_again_soon_but_not_without_a_break()
    {
        Add(100, roundTrip: 1, entered: 0, EntryResult.Unknown);
        Assert.Equal(0, _schedule.ToAskFor(100, 5, out long askAt));
        Assert.Equal(105, askAt);
    }

    [Theory]
    [InlineData(0, 120)]
    [InlineData(1, 300)]
    [InlineData(2, 400)]
    [InlineData(3, 400)]
    [InlineData(11, 1300)]
    [InlineData(31, 3300)]
    public void A_turn_is_told_behind_all_who_go_before(int ahead, long expected)
    {
        Add(100, roundTrip: 4, entered: 1, 120, 300, 400);
        Assert.Equal(expected, _schedule.TurnAt(100, ahead));
    }

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(3, 970 + (3 * 50))]
    [InlineData(9, 970 + (9 * 50))]
    [InlineData(13, 1970 + (3 * 50))]
    public void A_turn_of_those_whose_permits_come_together_is_told_as_they_are_spread(int ahead, long expected)
    {
        Add(0, roundTrip: 2, entered: 0, [.. Enumerable.Repeat(1000L, 10)]);
        Assert.Equal(expected, _schedule.TurnAt(0, ahead));
        Add(990, roundTrip: 2, entered: 10, [.. Enumerable.Repeat(1000L, 10)]);
        Assert.Equal(expected, ahead < 10 ? _schedule.TurnAt(0, ahead) : expected);
    }

    [Fact]
    public void A_turn_is_told_as_one_that_comes_at_once_while_there_may_be_permits_for_all()
    {
        Assert.Equal(0, _schedule.TurnAt(0, 9));
        Add(5, roundTrip: 2, entered: 3, 5, 5, 5);
        Assert.Equal(5, _schedule.TurnAt(5, 2));
    }

    [Fact]
    public void Whose_wait_is_over_is_told_what_remains_in_whole_milliseconds()
    {
        Assert.True(RefusedLease.WaitIsOver(true, TimeSpan.FromTicks(1)).TryGetMetadata(MetadataName.ReasonPhrase, out string? reason));
        Assert.Equal("its turn has not come for as long as ThrottleOptions.MaxQueueWait lets it wait, and is expected in 0.001 s", reason);
    }

    [Fact]
    public void A_place_is_free_when_the_first_has_gone_and_never_at_once()
    {
        Add(100, roundTrip: 4, entered: 1, 120, 300, 400);
        Assert.Equal(120 + 2, _schedule.PlaceAt(100, 0));
        Assert.Equal(300 + 2, _schedule.PlaceAt(100, 1));
        Assert.Equal(1, Taken(120));
        Add(120, roundTrip: 4, entered: 1, 120);

        // Its permit is there, and its turn not yet.
        Assert.Equal(140 + 2, _schedule.PlaceAt(120, 0));
        Assert.Equal(1, Taken(140));
        Assert.InRange(_schedule.PlaceAt(250, 0), 250 + 4, 250 + 6);
    }

    [Theory]
    [InlineData(0, 150, 150 + 4)]
    [InlineData(3, 500, 500 + 4)]
    [InlineData(3, 150, 120 + (2 * 52) + 4)]
    [InlineData(10, 1100, 1100 + 20 + 4)]
    public void Who_joins_no_queue_is_told_the_time_behind_those_who_are_spread(int waiting, long permitAt, long expected)
    {
        Add(100, roundTrip: 4, entered: 1, 120, 300, 400);
        Assert.Equal(expected, _schedule.ReturnAt(100, waiting, permitAt));
    }

    [Fact]
    public void A_turn_goes_by_the_window_that_takes_longest()
    {
        PermitSchedule schedule = new([TenPerSecond, ApiRateLimit.PerSeconds(12, 60)], 1, 1000);
        Assert.Equal(0, schedule.TurnAt(0, 9));
        Assert.Equal(1000, schedule.TurnAt(0, 11));
        Assert.Equal(60_000, schedule.TurnAt(0, 12));
    }

    private int Taken(long now)
    {
        int taken = 0;
        while (_schedule.TryTake(now, out _, out _))
        {
            taken++;
        }

        return taken;
    }

    private void Add(long now, long roundTrip, int entered, params long[] permitAt) =>
        _schedule.Add([.. permitAt.Select(_ => (RedisValue)$"{++_last}")], new EntryResult(entered, permitAt, roundTrip), now);
}
