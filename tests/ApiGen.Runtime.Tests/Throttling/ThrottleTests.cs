using ApiGen.Runtime.Throttling;
using Xunit;

namespace ApiGen.Runtime.Tests.Throttling;

public sealed class ThrottleTests
{
    private static readonly ApiRateLimit TwentyPerSecond = ApiRateLimit.PerSeconds(20, 1);

    // The margin is 2.2 ms; timers count whole milliseconds.
    private static readonly TimeSpan WindowAndMargin = TimeSpan.FromMilliseconds(1003);

    private readonly ThrottleFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_limit_passes_at_once_and_the_next_call_waits_for_the_window_and_the_margin()
    {
        Throttle throttle = _fixture.Throttle(TwentyPerSecond);
        ThrottleFixture.Use(throttle, 20);

        ValueTask<ThrottleLease> next = throttle.AcquireAsync(Token);
        _fixture.Time.Advance(WindowAndMargin - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, throttle.WaitingCount);
        Assert.False(next.IsCompleted);

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, throttle.WaitingCount);
        (await next).MarkAbandoned();
    }

    [Fact]
    public void The_permits_that_are_left_can_be_read_without_taking_one()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(5, 1));
        Assert.Equal(5, throttle.PermitCount);
        ThrottleFixture.Use(throttle, 2);
        ThrottleLease unsent = ThrottleFixture.AcquireNow(throttle);
        Assert.Equal(2, throttle.PermitCount);

        unsent.MarkAbandoned();
        Assert.Equal(3, throttle.PermitCount);
        _fixture.Time.Advance(WindowAndMargin);
        Assert.Equal(5, throttle.PermitCount);
        Assert.Equal(int.MaxValue, _fixture.Throttle().PermitCount);
    }

    [Fact]
    public void A_lease_that_is_not_sent_yet_holds_its_place_however_long_it_takes()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(2, 1));
        ThrottleLease connecting = ThrottleFixture.AcquireNow(throttle);
        ThrottleFixture.Use(throttle, 1);

        _fixture.Time.Advance(TimeSpan.FromSeconds(30));
        ThrottleFixture.Use(throttle, 1);
        Task<ThrottleLease> next = throttle.AcquireAsync(Token).AsTask();
        _fixture.Time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(1, throttle.WaitingCount);

        connecting.MarkSent();
        connecting.MarkCompleted();
        _fixture.Time.Advance(TimeSpan.FromSeconds(0.6));
        Assert.Equal(0, throttle.WaitingCount);
        Assert.False(next.IsFaulted);
    }

    [Fact]
    public async Task A_request_that_took_long_to_write_counts_from_when_it_was_written()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleLease slow = ThrottleFixture.AcquireNow(throttle);
        slow.MarkSent();
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(700));
        slow.MarkSent();
        slow.MarkCompleted();
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1000));
        Task<ThrottleLease> next = throttle.AcquireAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.Equal(1, throttle.WaitingCount);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(3));
        (await next).MarkAbandoned();
    }

    [Fact]
    public async Task Callers_go_on_in_the_order_in_which_they_came()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleFixture.Use(throttle, 1);
        Task<ThrottleLease>[] callers = [.. Enumerable.Range(0, 20).Select(_ => throttle.AcquireAsync(Token).AsTask())];

        for (int i = 0; i < callers.Length; i++)
        {
            Assert.All(callers[i..], caller => Assert.False(caller.IsCompleted));
            _fixture.Time.Advance(WindowAndMargin);
            ThrottleLease lease = await callers[i];
            lease.MarkSent();
            lease.MarkCompleted();
        }
    }

    [Fact]
    public async Task A_cancelled_caller_frees_its_place_at_once_and_the_order_of_the_others_is_kept()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleFixture.Use(throttle, 1);
        using var cancellation = new CancellationTokenSource();
        Task<ThrottleLease> first = throttle.AcquireAsync(Token).AsTask();
        Task<ThrottleLease> cancelled = throttle.AcquireAsync(cancellation.Token).AsTask();
        Task<ThrottleLease> last = throttle.AcquireAsync(Token).AsTask();

        await cancellation.CancelAsync();
        Assert.Equal(2, throttle.WaitingCount);
        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(cancellation.Token, thrown.CancellationToken);

        _fixture.Time.Advance(WindowAndMargin);
        ThrottleLease lease = await first;
        lease.MarkSent();
        lease.MarkCompleted();
        Assert.Equal(1, throttle.WaitingCount);

        _fixture.Time.Advance(WindowAndMargin);
        (await last).MarkAbandoned();
    }

    [Fact]
    public async Task The_first_in_the_queue_may_be_cancelled_too()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleFixture.Use(throttle, 1);
        using var cancellation = new CancellationTokenSource();
        Task<ThrottleLease> cancelled = throttle.AcquireAsync(cancellation.Token).AsTask();
        Task<ThrottleLease> next = throttle.AcquireAsync(Token).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        _fixture.Time.Advance(WindowAndMargin);
        (await next).MarkAbandoned();
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_takes_no_place()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => throttle.AcquireAsync(new CancellationToken(true)).AsTask());
        Assert.Equal(0, throttle.LeaseCount);
        ThrottleFixture.Use(throttle, 1);
    }

    [Fact]
    public async Task One_call_more_than_the_queue_takes_is_refused()
    {
        _fixture.Options.QueueLimit = 2;
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleFixture.Use(throttle, 1);
        Task<ThrottleLease> first = throttle.AcquireAsync(Token).AsTask();
        Task<ThrottleLease> second = throttle.AcquireAsync(Token).AsTask();

        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Equal("CreateMNP", refusal.Action);
        Assert.Equal("CreateMNP was not sent: 2 calls wait already, and ThrottleOptions.QueueLimit lets no more wait.", refusal.Message);

        // When the first of those who wait has gone: its turn, and the millisecond by which a timer may come late.
        Assert.Equal(TimeSpan.FromMilliseconds(1004), refusal.RetryAfter);
        Assert.False(first.IsCompleted || second.IsCompleted);
    }

    [Fact]
    public async Task Without_a_queue_the_refusal_says_that_no_call_may_wait()
    {
        _fixture.Options.QueueLimit = 0;
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleFixture.Use(throttle, 1);
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.EndsWith("no call may wait (ThrottleOptions.QueueLimit is 0).", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMilliseconds(1003), refusal.RetryAfter);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(300)]
    [InlineData(800)]
    public async Task A_call_waits_behind_one_under_way_when_its_turn_is_expected_within_its_wait(int service)
    {
        _fixture.Options.MaxQueueWait = TimeSpan.FromSeconds(2.5);
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleLease underWay = SendAndPass(throttle, 10);
        Task<ThrottleLease> next = throttle.AcquireAsync(Token).AsTask();
        Assert.Equal(1, throttle.WaitingCount);

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(service - 10));
        underWay.MarkCompleted();
        _fixture.Time.Advance(WindowAndMargin - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, throttle.WaitingCount);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await next).MarkAbandoned();
    }

    [Fact]
    public async Task A_call_whose_turn_comes_later_than_expected_is_refused_when_its_wait_is_over()
    {
        _fixture.Options.MaxQueueWait = TimeSpan.FromSeconds(2.5);
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleLease underWay = SendAndPass(throttle, 10);
        Task<ThrottleLease> next = throttle.AcquireAsync(Token).AsTask();
        _fixture.Time.Advance(TimeSpan.FromSeconds(2.499));
        Assert.Equal(1, throttle.WaitingCount);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => next);

        // As if the one under way came now.
        Assert.Equal(TimeSpan.FromMilliseconds(1003), refusal.RetryAfter);
        Assert.EndsWith("not sent: its turn has not come for as long as ThrottleOptions.MaxQueueWait lets it wait, and is expected in 1.003 s.", refusal.Message, StringComparison.Ordinal);
        underWay.MarkCompleted();
    }

    [Fact]
    public async Task When_one_gives_up_behind_a_call_under_way_those_who_may_wait_for_their_turn_stay()
    {
        ThrottleOptions shorter = new() { MaxQueueWait = TimeSpan.FromSeconds(1.1) };
        ThrottleOptions longer = new() { MaxQueueWait = TimeSpan.FromSeconds(2.5) };
        ApiAction action = ThrottleFixture.Action("CreateMNP", ApiRateLimit.PerSeconds(1, 1));
        Throttle one = _fixture.Registry.GetThrottle(action, "host", "account", shorter, _fixture.Time);
        Throttle other = _fixture.Registry.GetThrottle(action, "host", "account", longer, _fixture.Time);
        ThrottleLease underWay = SendAndPass(one, 10);
        Task<ThrottleLease> first = one.AcquireAsync(Token).AsTask();
        Task<ThrottleLease> second = other.AcquireAsync(Token).AsTask();

        _fixture.Time.Advance(TimeSpan.FromSeconds(1.1));
        await Assert.ThrowsAsync<ApiThrottledException>(() => first);
        Assert.Equal(1, other.WaitingCount);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(90));
        underWay.MarkCompleted();
        _fixture.Time.Advance(WindowAndMargin);
        (await second).MarkAbandoned();
    }

    [Theory]
    [InlineData(20)]
    [InlineData(300)]
    [InlineData(800)]
    public async Task Failing_fast_says_when_a_permit_is_expected_while_a_call_is_under_way(int service)
    {
        _fixture.Options.Mode = ThrottleMode.FailFast;
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));

        // Nothing is known yet: as if the one under way came now.
        ThrottleLease underWay = SendAndPass(throttle, 10);
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Equal(TimeSpan.FromMilliseconds(1003), refusal.RetryAfter);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(service - 10));
        underWay.MarkCompleted();
        _fixture.Time.Advance(WindowAndMargin);

        // The round trip is known, so all of it is expected to be the service's.
        underWay = SendAndPass(throttle, 10);
        refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Equal(TimeSpan.FromMilliseconds(993), refusal.RetryAfter);
        underWay.MarkCompleted();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 5)]
    public async Task Failing_fast_says_when_a_permit_is_expected_while_all_are_held_by_calls_that_are_not_sent_yet(int limit, int seconds)
    {
        _fixture.Options.Mode = ThrottleMode.FailFast;
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(limit, seconds));
        ThrottleLease[] held = [.. Enumerable.Range(0, limit).Select(_ => ThrottleFixture.AcquireNow(throttle))];

        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());

        // As if they went now: a window later, and a little for the clocks.
        Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds * 1.01));
        Array.ForEach(held, lease => lease.MarkAbandoned());
    }

    [Fact]
    public async Task Failing_fast_says_when_there_will_be_a_permit_behind_those_who_wait()
    {
        Throttle patient = _fixture.Throttle(ApiRateLimit.PerSeconds(2, 1));
        ThrottleFixture.Use(patient, 2);
        Task<ThrottleLease>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => patient.AcquireAsync(Token).AsTask())];
        _fixture.Options.Mode = ThrottleMode.FailFast;

        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => _fixture.Throttle(ApiRateLimit.PerSeconds(2, 1)).AcquireAsync(Token).AsTask());

        // Two of those before it go after one window, 50 ms apart. The third takes the place of the one, and this one that of the other.
        Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromMilliseconds(2054), TimeSpan.FromMilliseconds(2064));
        Assert.All(waiting, call => Assert.False(call.IsCompleted));
    }

    [Fact]
    public async Task Nobody_is_told_to_come_back_in_less_than_a_millisecond()
    {
        _fixture.Options.Mode = ThrottleMode.FailFast;
        Throttle throttle = _fixture.Throttle(TwentyPerSecond);
        ThrottleFixture.Use(throttle, 20);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1002));
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Equal(TimeSpan.FromMilliseconds(1), refusal.RetryAfter);
    }

    [Fact]
    public async Task Failing_fast_in_a_pause_says_that_the_service_refused_calls()
    {
        _fixture.Options.Mode = ThrottleMode.FailFast;
        Throttle throttle = _fixture.Throttle(TwentyPerSecond);
        ThrottleLease lease = ThrottleFixture.AcquireNow(throttle);
        lease.MarkSent();
        lease.MarkRejected(TimeSpan.FromSeconds(9));
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Contains("the service refused calls", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(9), refusal.RetryAfter);
    }

    [Fact]
    public async Task Failing_fast_says_when_there_will_be_a_permit()
    {
        _fixture.Options.Mode = ThrottleMode.FailFast;
        Throttle throttle = _fixture.Throttle(TwentyPerSecond);
        ThrottleFixture.Use(throttle, 20);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(300));

        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Equal(TimeSpan.FromMilliseconds(703), refusal.RetryAfter);
        Assert.Equal(0, throttle.WaitingCount);

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(703));
        ThrottleFixture.Use(throttle, 20);
    }

    [Fact]
    public void Off_lets_everything_pass()
    {
        _fixture.Options.Mode = ThrottleMode.Off;
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleFixture.Use(throttle, 100);
        Assert.Equal(0, throttle.LeaseCount);
    }

    [Fact]
    public void An_action_without_a_known_limit_passes_freely()
    {
        Throttle throttle = _fixture.Throttle();
        ThrottleFixture.Use(throttle, 100);
        Assert.Equal(0, throttle.LeaseCount);
    }

    [Fact]
    public void An_abandoned_lease_is_given_back_unless_its_request_was_sent()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleFixture.AcquireNow(throttle).MarkAbandoned();

        ThrottleLease sent = ThrottleFixture.AcquireNow(throttle);
        sent.MarkSent();
        sent.MarkAbandoned();
        Assert.False(throttle.AcquireAsync(Token).AsTask().IsCompleted);
    }

    [Fact]
    public void Marks_on_a_settled_lease_are_ignored()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(2, 1));
        ThrottleLease settled = ThrottleFixture.AcquireNow(throttle);
        settled.MarkAbandoned();
        ThrottleLease current = ThrottleFixture.AcquireNow(throttle);

        settled.MarkSent();
        settled.MarkCompleted();
        settled.MarkRejected(null);
        settled.MarkAbandoned();

        Assert.Equal(1, throttle.LeaseCount);
        Assert.Equal(1, throttle.Factor);
        current.MarkAbandoned();
        Assert.Equal(0, throttle.LeaseCount);
    }

    [Fact]
    public void Several_windows_hold_at_once()
    {
        Throttle throttle = _fixture.Throttle(new ApiRateLimit(30, TimeSpan.FromMinutes(1)), TwentyPerSecond);
        ThrottleFixture.Use(throttle, 20);
        Assert.False(throttle.AcquireAsync(Token).AsTask().IsCompleted);
        _fixture.Time.Advance(WindowAndMargin);
        ThrottleFixture.Use(throttle, 9);
        Assert.False(throttle.AcquireAsync(Token).AsTask().IsCompleted);
        _fixture.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, throttle.WaitingCount);
        _fixture.Time.Advance(TimeSpan.FromSeconds(58));
        Assert.Equal(0, throttle.WaitingCount);
    }

    [Fact]
    public void Callers_that_waited_go_one_by_one_over_the_window_and_nobody_overtakes_them()
    {
        Throttle throttle = _fixture.Throttle(TwentyPerSecond);
        ThrottleFixture.Use(throttle, 20);
        Task<ThrottleLease>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => throttle.AcquireAsync(Token).AsTask())];

        _fixture.Time.Advance(WindowAndMargin);
        List<int> left = [throttle.WaitingCount];
        Task<ThrottleLease> last = throttle.AcquireAsync(Token).AsTask();
        Assert.False(last.IsCompleted);
        for (int i = 0; i < 3; i++)
        {
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(35));
            left.Add(throttle.WaitingCount);
        }

        Assert.Equal([19, 19, 18, 17], left);
        Assert.Equal(20, waiting.Length);
    }

    [Fact]
    public void A_request_that_turns_out_to_have_been_late_counts_from_when_it_may_have_arrived()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(2, 1));
        Call(throttle, 60);
        Call(throttle, 60);
        _fixture.Time.Advance(TimeSpan.FromSeconds(2));

        // Nothing shows yet that 20 ms are long; the next round trip does, by 18 ms.
        Call(throttle, 20);
        Call(throttle, 2);
        Task<ThrottleLease> next = throttle.AcquireAsync(Token).AsTask();
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1003 + 18 - 22 - 1));
        Assert.Equal(1, throttle.WaitingCount);
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, throttle.WaitingCount);
        Assert.False(next.IsFaulted);
    }

    [Fact]
    public async Task A_call_whose_turn_comes_too_late_is_refused_at_once_and_told_how_long_it_would_have_waited()
    {
        _fixture.Options.MaxQueueWait = TimeSpan.FromSeconds(1.5);
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleFixture.Use(throttle, 1);
        Task<ThrottleLease> first = throttle.AcquireAsync(Token).AsTask();
        Assert.False(first.IsCompleted);

        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Equal(TimeSpan.FromMilliseconds(2005), refusal.RetryAfter);
        Assert.Equal(1, throttle.WaitingCount);
        _fixture.Time.Advance(WindowAndMargin);
        (await first).MarkAbandoned();
    }

    [Theory]
    [InlineData(1050, 1)]
    [InlineData(1100, 2)]
    [InlineData(1150, 3)]
    public async Task Of_those_whose_turns_are_spread_beyond_their_wait_nobody_waits_for_nothing(int longest, int inTime)
    {
        _fixture.Options.MaxQueueWait = TimeSpan.FromMilliseconds(longest);
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(5, 1));
        ThrottleFixture.Use(throttle, 5);
        Task<ThrottleLease>[] waiting = [.. Enumerable.Range(0, 25).Select(_ => throttle.AcquireAsync(Token).AsTask()).Where(call => !call.IsFaulted)];
        Assert.Equal(inTime, waiting.Length);
        for (int i = 0; i < longest; i++)
        {
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        foreach (Task<ThrottleLease> call in waiting)
        {
            (await call).MarkAbandoned();
        }
    }

    [Fact]
    public async Task A_waiting_call_whose_turn_is_put_off_too_far_is_refused_then()
    {
        _fixture.Options.MaxQueueWait = TimeSpan.FromSeconds(5);
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleLease lease = ThrottleFixture.AcquireNow(throttle);
        lease.MarkSent();
        Task<ThrottleLease> waiting = throttle.AcquireAsync(Token).AsTask();
        lease.MarkRejected(TimeSpan.FromSeconds(30));

        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => waiting);
        Assert.Equal(TimeSpan.FromSeconds(30), refusal.RetryAfter);
        Assert.Equal(0, throttle.WaitingCount);
    }

    [Fact]
    public async Task A_call_whose_turn_is_put_off_is_told_that_it_is_what_is_left_of_its_wait_that_does_not_suffice()
    {
        _fixture.Options.MaxQueueWait = TimeSpan.FromSeconds(5);
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleLease lease = ThrottleFixture.AcquireNow(throttle);
        lease.MarkSent();
        Task<ThrottleLease> waiting = throttle.AcquireAsync(Token).AsTask();
        _fixture.Time.Advance(TimeSpan.FromSeconds(0.9));
        lease.MarkRejected(TimeSpan.FromSeconds(4.5));
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => waiting);
        Assert.EndsWith("its turn was put off while it waited, and is expected in 4.5 s, which is later than what is left of ThrottleOptions.MaxQueueWait.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_waited_for_as_long_as_it_may_is_refused_although_nobody_could_tell()
    {
        _fixture.Options.MaxQueueWait = TimeSpan.FromSeconds(2);
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleFixture.Use(throttle, 1);
        Task<ThrottleLease> first = throttle.AcquireAsync(Token).AsTask();
        _fixture.Time.Advance(WindowAndMargin);
        ThrottleLease connecting = await first;

        // The one before takes for ever to connect.
        Task<ThrottleLease> waiting = throttle.AcquireAsync(Token).AsTask();
        _fixture.Time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(1, throttle.WaitingCount);
        _fixture.Time.Advance(TimeSpan.FromSeconds(1.6));
        await Assert.ThrowsAsync<ApiThrottledException>(() => waiting);
        connecting.MarkAbandoned();
    }

    [Fact]
    public async Task Those_who_may_wait_longer_keep_their_order_when_others_give_up()
    {
        ThrottleOptions patient = new();
        ThrottleOptions hasty = new() { MaxQueueWait = TimeSpan.FromSeconds(2.5) };
        ApiAction action = ThrottleFixture.Action("CreateMNP", ApiRateLimit.PerSeconds(1, 1));
        Throttle one = _fixture.Registry.GetThrottle(action, "host", "account", patient, _fixture.Time);
        Throttle other = _fixture.Registry.GetThrottle(action, "host", "account", hasty, _fixture.Time);
        ThrottleLease lease = ThrottleFixture.AcquireNow(one);
        lease.MarkSent();
        lease.MarkCompleted();
        Task<ThrottleLease> first = one.AcquireAsync(Token).AsTask();
        Task<ThrottleLease> second = other.AcquireAsync(Token).AsTask();
        Task<ThrottleLease> third = one.AcquireAsync(Token).AsTask();

        _fixture.Time.Advance(WindowAndMargin);
        lease = await first;
        _fixture.Time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<ApiThrottledException>(() => second);
        lease.MarkAbandoned();
        _fixture.Time.Advance(WindowAndMargin);
        (await third).MarkAbandoned();
    }

    private void Call(Throttle throttle, int roundTrip) => SendAndPass(throttle, roundTrip).MarkCompleted();

    private ThrottleLease SendAndPass(Throttle throttle, int milliseconds)
    {
        ThrottleLease lease = ThrottleFixture.AcquireNow(throttle);
        lease.MarkSent();
        _fixture.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return lease;
    }
}
