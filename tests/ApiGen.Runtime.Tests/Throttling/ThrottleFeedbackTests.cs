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
    public void Without_a_named_time_the_pause_is_the_window_and_doubles_with_each_refusal_in_a_row()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        Assert.Equal([1, 2, 4, 8], Enumerable.Range(0, 4).Select(_ => PauseAfterRejection(throttle)));

        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        ThrottleFixture.Use(throttle, 1);
        Assert.Equal(1, PauseAfterRejection(throttle));
    }

    [Fact]
    public void A_pause_that_the_service_did_not_name_has_an_end()
    {
        _fixture.Options.MaxPause = TimeSpan.FromSeconds(3);
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(200, 600));
        Assert.Equal([3, 3], Enumerable.Range(0, 2).Select(_ => PauseAfterRejection(throttle)));
    }

    [Fact]
    public void The_rate_is_halved_and_comes_back_by_a_tenth_per_window()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        Reject(throttle, null);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1008));

        List<int> used = [];
        for (int window = 0; window < 7; window++)
        {
            used.Add(UseAll(throttle));
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(1008));
        }

        Assert.Equal([10, 12, 14, 16, 18, 20, 20], used);
        Assert.Equal(1, throttle.Factor);
    }

    [Fact]
    public void The_refusals_of_one_burst_count_as_one()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        ThrottleLease[] burst = [.. Enumerable.Range(0, 20).Select(_ => ThrottleFixture.AcquireNow(throttle))];
        Array.ForEach(burst, lease => lease.MarkSent());
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(50));
        Array.ForEach(burst, lease => lease.MarkRejected(null));
        Assert.Equal(0.5, throttle.Factor);
        _fixture.Time.Advance(Second);
        Assert.False(throttle.IsPaused);
    }

    [Fact]
    public void Waiting_callers_profit_from_each_step_of_the_recovery()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 10));
        Reject(throttle, Second);
        _fixture.Time.Advance(Second);
        Assert.Equal(9, UseAll(throttle, keepWaiting: true));

        _fixture.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(1, throttle.WaitingCount);

        // The refused call itself leaves the window ten seconds after it arrived; the step comes eleven seconds after the start.
        _fixture.Time.Advance(TimeSpan.FromSeconds(1.008));
        Assert.Equal(0, throttle.WaitingCount);
    }

    [Fact]
    public void A_key_without_limits_pauses_too()
    {
        Throttle throttle = _fixture.Throttle();
        Assert.Equal(1, PauseAfterRejection(throttle));
    }

    [Fact]
    public async Task A_refusal_of_one_account_does_not_pause_another()
    {
        ApiAction action = ThrottleFixture.Action("CreateMNP", ApiRateLimit.PerSeconds(20, 1));
        Throttle one = _fixture.Registry.GetThrottle(action, "host", "one", _fixture.Options, _fixture.Time);
        Throttle other = _fixture.Registry.GetThrottle(action, "host", "other", _fixture.Options, _fixture.Time);
        Reject(one, null);
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

    private static int UseAll(Throttle throttle, bool keepWaiting = false)
    {
        for (int used = 0; ; used++)
        {
            using var cancellation = new CancellationTokenSource();
            Task<ThrottleLease> acquired = throttle.AcquireAsync(keepWaiting ? Token : cancellation.Token).AsTask();
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
