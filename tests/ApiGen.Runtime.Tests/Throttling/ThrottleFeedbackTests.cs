using System.Threading.RateLimiting;
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

        // The limit, which was lowered, is not what this is about.
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        throttle.LiftPause();
        ThrottleFixture.Use(throttle, 1);
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal([0, 1], Enumerable.Range(0, 2).Select(_ => PauseAfterRejection(throttle)));
    }

    [Fact]
    public void No_pause_is_longer_than_the_options_say_whoever_asks_for_it()
    {
        _fixture.Options.MaxPause = TimeSpan.FromSeconds(3);
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(200, 600));
        Assert.Equal([0, 1, 2, 3, 3], Enumerable.Range(0, 5).Select(_ => PauseAfterRejection(throttle)));
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

    [Theory]
    [InlineData("1000/h", 20)]
    [InlineData("1000/h", 500)]
    [InlineData("100/min, 10/2min", 5)]
    [InlineData("20/s", 10)]
    public void Calls_that_are_refused_together_cost_no_more_than_one(string limits, int together)
    {
        Throttle throttle = _fixture.Throttle([.. ApiRateLimit.ParseAll(limits)]);
        RefuseTogether(throttle, together, 0);
        Assert.False(throttle.IsPaused);
        Assert.Equal(1, throttle.Factor);
        ThrottleFixture.Use(throttle, together);
    }

    [Theory]
    [InlineData("1000/h")]
    [InlineData("100/10min")]
    public void Refusals_at_the_beginning_of_a_long_window_shut_nothing_for_its_length(string limits)
    {
        Throttle throttle = _fixture.Throttle([.. ApiRateLimit.ParseAll(limits)]);
        RefuseTogether(throttle, 10, 3);
        for (int seconds = 0; seconds < 20; seconds++)
        {
            _fixture.Time.Advance(Second);
            if (throttle.PermitCount > 0)
            {
                RefuseTogether(throttle, 1, 0);
            }
        }

        // The service takes calls again.
        int used = 0;
        for (int seconds = 0; seconds < 150; seconds++)
        {
            _fixture.Time.Advance(Second);
            used += UseAll(throttle);
        }

        Assert.InRange(used, 20, 1000);
    }

    [Fact]
    public void A_limit_that_refusals_have_lowered_can_be_lifted()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        LowerToHalf(throttle);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1053));
        Assert.Equal(10, throttle.PermitCount);
        _fixture.Registry.LiftPauses();
        Assert.Equal(1, throttle.Factor);
        ThrottleFixture.Use(throttle, 20);
    }

    [Fact]
    public void Of_a_burst_as_many_as_were_let_through_are_sent_from_then_on_and_more_step_by_step()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        LowerToHalf(throttle);
        Assert.Equal(0.5, throttle.Factor);

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
    [InlineData(false, "not sent: the documented limit leaves no permit now, and")]
    [InlineData(true, "not sent: the limit of 10 calls in 1 s, learnt from calls that the service refused, leaves no permit now, and")]
    public async Task A_refused_call_is_told_which_limit_it_was(bool isLowered, string reason)
    {
        _fixture.Options.Mode = ThrottleMode.FailFast;
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        if (isLowered)
        {
            LowerToHalf(throttle);
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(1053));
        }

        ThrottleFixture.Use(throttle, isLowered ? 10 : 20);
        ApiThrottledException e = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_refused_in_a_pause_is_told_what_lasts_longer()
    {
        _fixture.Options.Mode = ThrottleMode.FailFast;
        Throttle throttle = _fixture.Throttle(new ApiRateLimit(20, TimeSpan.FromMinutes(10)));
        Reject(throttle, Second);
        ApiThrottledException paused = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Contains("so the throttle pauses", paused.Message, StringComparison.Ordinal);
        Assert.Equal(Second, paused.RetryAfter);

        Throttle another = _fixture.Throttle(new ApiRateLimit(20, TimeSpan.FromMinutes(11)));
        ThrottleFixture.Use(another, 19);
        Reject(another, Second);
        ApiThrottledException full = await Assert.ThrowsAsync<ApiThrottledException>(() => another.AcquireAsync(Token).AsTask());
        Assert.Contains("the documented limit leaves no permit now", full.Message, StringComparison.Ordinal);
        Assert.InRange(full.RetryAfter!.Value, TimeSpan.FromMinutes(10.9), TimeSpan.FromMinutes(11.1));
    }

    [Fact]
    public async Task Where_a_lowered_limit_has_no_permit_the_time_until_more_is_tried_is_told()
    {
        _fixture.Options.Mode = ThrottleMode.FailFast;
        Throttle throttle = _fixture.Throttle(new ApiRateLimit(40, TimeSpan.FromHours(1)));
        RefuseTogether(throttle, 1, 1);
        for (int i = 0; throttle.Factor == 1; i++)
        {
            Assert.InRange(i, 0, 3);
            _fixture.Time.Advance(TimeSpan.FromSeconds(9));
            RefuseTogether(throttle, 1, 0);
        }

        _fixture.Time.Advance(TimeSpan.FromSeconds(9));
        for (int seconds = 0; seconds < 60; seconds++)
        {
            UseAll(throttle);
            _fixture.Time.Advance(Second);
        }

        ApiThrottledException e = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Contains("calls in 3600 s, learnt from calls that the service refused", e.Message, StringComparison.Ordinal);
        Assert.InRange(e.RetryAfter!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void What_was_refused_holds_no_place_where_the_limit_is_what_was_let_through()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(40, 1));
        RefuseTogether(throttle, 10, 10);
        Assert.Equal(20, throttle.PermitCount);

        // When the pause is over, those that were let through have left the window. Those that were refused are later, and would be there still.
        RefuseTogether(throttle, 20, 0);
        Assert.Equal(0.25, throttle.Factor);
        Assert.Equal(0, throttle.PermitCount);
        _fixture.Time.Advance(Second);
        Assert.Equal(10, throttle.PermitCount);
    }

    [Fact]
    public void Refusals_in_a_row_tell_nothing_of_the_limit_but_the_first_two()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(40, 1));
        RefuseTogether(throttle, 1, 10);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(500));
        RefuseTogether(throttle, 1, 10);
        Assert.Equal(0.5, throttle.Factor);
        foreach (int seconds in new[] { 2, 3, 5, 9 })
        {
            _fixture.Time.Advance(TimeSpan.FromSeconds(seconds));
            RefuseTogether(throttle, 1, 0);
        }

        Assert.Equal(0.5, throttle.Factor);
    }

    [Fact]
    public void Refusals_between_which_something_was_let_through_are_none_in_a_row_whichever_response_comes_first()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(40, 1));
        for (int i = 0; i < 2; i++)
        {
            RefuseTogether(throttle, 1, 3);
            Assert.False(throttle.IsPaused);
            _fixture.Time.Advance(TimeSpan.FromSeconds(1.1));
        }
    }

    [Fact]
    public void A_time_that_the_service_named_holds_also_when_something_was_let_through_with_the_refusal()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(40, 1));
        RefuseTogether(throttle, 1, 3);
        ThrottleLease[] calls = [ThrottleFixture.AcquireNow(throttle), ThrottleFixture.AcquireNow(throttle)];
        Array.ForEach(calls, lease => lease.MarkSent());
        calls[0].MarkRejected(TimeSpan.FromSeconds(5));
        calls[1].MarkCompleted();
        _fixture.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.True(throttle.IsPaused);
    }

    [Fact]
    public async Task Those_who_waited_for_a_limiter_keep_to_what_refusals_taught_meanwhile()
    {
        using ManualLimiter limiter = new() { IsOpen = true };
        _fixture.Options.LimiterFactory = _ => limiter;
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1));
        RefuseTogether(throttle, 10, 10);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1053));
        limiter.IsOpen = false;
        Task<ThrottleLease>[] waiting = [.. Enumerable.Range(0, 12).Select(_ => throttle.AcquireAsync(Token).AsTask())];
        limiter.IsOpen = true;
        RefuseTogether(throttle, 10, 4);
        Assert.Equal(0.2, throttle.Factor);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1053));

        // The limiter lets all go together. Four are in time, and the others give back what it gave them.
        limiter.LetAllGo();
        for (int looks = 0; limiter.Given - limiter.GivenBack > 4 || waiting.Count(task => task.IsCompletedSuccessfully) < 4; looks++)
        {
            Assert.InRange(looks, 0, 5000);
            await Task.Delay(1, Token);
        }

        Assert.Equal(4, waiting.Count(task => task.IsCompletedSuccessfully));
        foreach (Task<ThrottleLease> first in waiting.Where(task => task.IsCompletedSuccessfully).ToArray())
        {
            (await first).MarkAbandoned();
        }

        // Their places are free again, one turn after the other.
        for (int looks = 0; waiting.Count(task => task.IsCompletedSuccessfully) < 8; looks++)
        {
            Assert.InRange(looks, 0, 5000);
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Delay(1, Token);
        }
    }

    [Fact]
    public void What_an_action_without_limits_was_seen_to_let_through_is_known_from_the_first_call_on()
    {
        Throttle throttle = _fixture.Throttle();
        RefuseTogether(throttle, 5, 10);
        RefuseTogether(throttle, 5, 0);
        _fixture.Time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(throttle.IsPaused);
        Assert.Equal(10, throttle.PermitCount);
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

    private void LowerToHalf(Throttle throttle)
    {
        RefuseTogether(throttle, 10, 10);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1053));
        RefuseTogether(throttle, 10, 10);
    }

    private void RefuseTogether(Throttle throttle, int refused, int accepted)
    {
        ThrottleLease[] calls = [.. Enumerable.Range(0, accepted + refused).Select(_ => ThrottleFixture.AcquireNow(throttle))];
        Array.ForEach(calls, lease => lease.MarkSent());
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(50));
        Array.ForEach(calls[accepted..], lease => lease.MarkRejected(null));
        Array.ForEach(calls[..accepted], lease => lease.MarkCompleted());
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

        // A refused call leaves its window a little later.
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(3));
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

    /// <summary>Lets calls go at once while it is open; others wait until all may.</summary>
    private sealed class ManualLimiter : RateLimiter
    {
        private readonly List<TaskCompletionSource<RateLimitLease>> _waiting = [];
        private int _givenBack;

        public bool IsOpen { get; set; }

        public int Given { get; private set; }

        public int GivenBack => Volatile.Read(ref _givenBack);

        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        public void LetAllGo() => _waiting.ForEach(waiting => waiting.SetResult(Lease()));

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => Lease();

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
        {
            if (IsOpen)
            {
                return new(Lease());
            }

            TaskCompletionSource<RateLimitLease> waiting = new();
            _waiting.Add(waiting);
            return new(waiting.Task);
        }

        private GivenLease Lease()
        {
            Given++;
            return new GivenLease(() => Interlocked.Increment(ref _givenBack));
        }
    }
}
