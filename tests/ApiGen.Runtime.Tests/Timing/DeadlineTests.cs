using ApiGen.Runtime.Timing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Timing;

public sealed class DeadlineTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Deadline _deadline;

    public DeadlineTests() => _deadline = new Deadline(_time);

    public void Dispose() => _deadline.Dispose();

    [Fact]
    public void A_call_is_cancelled_when_its_time_is_up_and_not_before()
    {
        Start(seconds: 10);

        _time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(_deadline.Token.IsCancellationRequested);

        _time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(_deadline.Token.IsCancellationRequested);
        Assert.False(_deadline.TryStop());
    }

    [Fact]
    public void A_call_that_ended_in_time_is_not_cancelled_later()
    {
        Start(seconds: 10);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(_deadline.TryStop());

        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(_deadline.Token.IsCancellationRequested);
    }

    [Fact]
    public void The_next_call_has_the_whole_of_its_own_time()
    {
        Start(seconds: 10);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(_deadline.TryStop());
        Start(seconds: 10);

        _time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(_deadline.Token.IsCancellationRequested);

        _time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(_deadline.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_shorter_time_counts_although_the_timer_runs_for_a_longer_one()
    {
        Start(seconds: 60);
        Assert.True(_deadline.TryStop());
        Start(seconds: 1);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_deadline.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_paused_deadline_never_comes_and_a_new_start_gives_the_whole_time()
    {
        Start(seconds: 10);
        _deadline.Start(0, Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(_deadline.Token.IsCancellationRequested);

        Start(seconds: 10);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(_deadline.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_step_is_cancelled_when_its_own_time_is_up_and_the_call_is_not_over()
    {
        Start(seconds: 10);
        _deadline.LimitStep(_time.GetTimestamp(), TimeSpan.FromSeconds(4));
        _deadline.LimitStep(_time.GetTimestamp(), TimeSpan.FromSeconds(5));

        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.True(_deadline.Token.IsCancellationRequested);
        Assert.False(_deadline.IsOver);
    }

    [Fact]
    public void A_time_longer_than_the_platforms_timers_is_kept_to()
    {
        _deadline.Start(_time.GetTimestamp(), TimeSpan.FromDays(100));

        for (int day = 0; day < 99; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
        }

        Assert.False(_deadline.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.True(_deadline.Token.IsCancellationRequested);
    }

    private void Start(int seconds) => _deadline.Start(_time.GetTimestamp(), TimeSpan.FromSeconds(seconds));
}
