using ApiGen.Runtime.Throttling;
using Xunit;

namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>What happens after the service refused a call as too frequent.</summary>
public sealed class ThrottleFeedbackTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ThrottleFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_pauses_the_key_for_the_time_that_the_service_names()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        Reject(throttle, TimeSpan.FromSeconds(5));
        Assert.True(throttle.IsPaused);

        Task<ThrottleLease> next = throttle.AcquireAsync(Token).AsTask();
        _fixture.Time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.Equal(1, throttle.WaitingCount);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await next).MarkAbandoned();
        Assert.False(throttle.IsPaused);
    }

    [Fact]
    public void A_lone_refusal_costs_no_more_than_its_own_call()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        ThrottleFixture.Use(throttle, 18);
        Reject(throttle, null);
        Assert.False(throttle.IsPaused);
        Assert.Equal(1, throttle.Factor);
        ThrottleFixture.Use(throttle, 1);
        Assert.False(throttle.AcquireAsync(Token).AsTask().IsCompleted);
    }

    [Fact]
    public void Refusals_in_a_row_pause_for_the_window_and_for_twice_as_long_each_time()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        Assert.Equal([0, 1, 2, 4, 8], Enumerable.Range(0, 5).Select(_ => PauseAfterRejection(throttle)));

        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        ThrottleFixture.Use(throttle, 1);
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal([0, 1], Enumerable.Range(0, 2).Select(_ => PauseAfterRejection(throttle)));
    }

    [Fact]
    public void No_pause_is_longer_than_the_options_say_whoever_asks_for_it()
    {
        _fixture.Options.MaxPause = TimeSpan.FromSeconds(3);
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(200, 600));
        Assert.Equal([0, 3, 3], Enumerable.Range(0, 3).Select(_ => PauseAfterRejection(throttle)));
        Reject(throttle, TimeSpan.FromHours(1));
        _fixture.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(throttle.IsPaused);
    }

    [Fact]
    public async Task A_pause_can_be_lifted()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        Reject(throttle, TimeSpan.FromSeconds(50));
        Task<ThrottleLease> waiting = throttle.AcquireAsync(Token).AsTask();
        Assert.False(waiting.IsCompleted);
        throttle.LiftPause();
        (await waiting).MarkAbandoned();

        Reject(throttle, TimeSpan.FromSeconds(50));
        _fixture.Registry.LiftPauses(key => key.Account == "another");
        Assert.True(throttle.IsPaused);
        _fixture.Registry.LiftPauses();
        Assert.False(throttle.IsPaused);
    }

    [Fact]
    public void Of_a_burst_as_many_as_were_let_through_are_sent_from_then_on_and_more_step_by_step()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        ThrottleLease[] burst = [.. Enumerable.Range(0, 20).Select(_ => ThrottleFixture.AcquireNow(throttle))];
        Array.ForEach(burst, lease => lease.MarkSent());
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(50));
        Array.ForEach(burst[10..], lease => lease.MarkRejected(null));
        Array.ForEach(burst[..10], lease => lease.MarkCompleted());
        Assert.Equal(0.5, throttle.Factor);
        Assert.False(throttle.IsPaused);

        List<int> used = [];
        for (int second = 0; second < 16; second++)
        {
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(1053));
            used.Add(UseAll(throttle));
        }

        Assert.Equal(10, used[0]);
        Assert.Equal(20, used[^1]);
        Assert.Equal(used.Order(), used);
        Assert.Equal(1, throttle.Factor);
    }

    [Theory]
    [InlineData(0, "not sent: the documented limit leaves no permit now, and")]
    [InlineData(10, "not sent: the limit, lower than the documented one since the service refused calls, leaves no permit now, and")]
    public async Task A_refused_call_is_told_which_limit_it_was(int refused, string reason)
    {
        ThrottleFixture fixture = new() { Options = new ThrottleOptions { Mode = ThrottleMode.FailFast } };
        Throttle throttle = fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        ThrottleLease[] burst = [.. Enumerable.Range(0, 20).Select(_ => ThrottleFixture.AcquireNow(throttle))];
        Array.ForEach(burst, lease => lease.MarkSent());
        fixture.Time.Advance(TimeSpan.FromMilliseconds(50));
        Array.ForEach(burst[..refused], lease => lease.MarkRejected(null));
        Array.ForEach(burst[refused..], lease => lease.MarkCompleted());

        ApiThrottledException e = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());

        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_without_limits_pauses_too()
    {
        Throttle throttle = _fixture.Throttle();
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(_ => PauseAfterRejection(throttle)));
    }

    [Fact]
    public async Task A_refusal_of_one_account_does_not_pause_another()
    {
        ApiAction action = ThrottleFixture.Action("CreateMNP", ApiRateLimit.PerSeconds(20, 1));
        Throttle one = _fixture.Registry.GetThrottle(action, "host", "one", _fixture.Options, _fixture.Time);
        Throttle other = _fixture.Registry.GetThrottle(action, "host", "other", _fixture.Options, _fixture.Time);
        Reject(one, Second);
        Assert.True(one.IsPaused);
        (await other.AcquireAsync(Token)).MarkAbandoned();
    }

    private static void Reject(Throttle throttle, TimeSpan? retryAfter)
    {
        ThrottleLease lease = ThrottleFixture.AcquireNow(throttle);
        lease.MarkSent();
        lease.MarkRejected(retryAfter);
    }

    private int PauseAfterRejection(Throttle throttle)
    {
        Reject(throttle, null);
        int seconds = 0;
        while (throttle.IsPaused)
        {
            _fixture.Time.Advance(Second);
            seconds++;
        }

        return seconds;
    }

    private static int UseAll(Throttle throttle)
    {
        for (int used = 0; ; used++)
        {
            using var cancellation = new CancellationTokenSource();
            Task<ThrottleLease> acquired = throttle.AcquireAsync(cancellation.Token).AsTask();
            if (!acquired.IsCompletedSuccessfully)
            {
                cancellation.Cancel();
                return used;
            }

            acquired.Result.MarkSent();
            acquired.Result.MarkCompleted();
        }
    }
}
