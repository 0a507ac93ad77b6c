using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;
using ApiGen.Throttling;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ApiGen.Runtime.Tests.Throttling;

public sealed class ThrottleRegistryTests
{
    private static readonly ApiAction OnePerSecond = ThrottleFixture.Action("CreateMNP", ApiRateLimit.PerSeconds(1, 1));

    private readonly FakeTimeProvider _time = new();
    private readonly ThrottleRegistry _registry = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Clients_of_one_account_share_the_quota_whatever_their_mode()
    {
        ThrottleFixture.Use(Get(OnePerSecond, "host", "account", new ThrottleOptions()), 1);
        Throttle other = Get(OnePerSecond, "HOST", "account", new ThrottleOptions { Mode = ThrottleMode.FailFast });
        Assert.True(other.AcquireAsync(Token).AsTask().IsFaulted);
    }

    [Fact]
    public void Equal_options_give_the_same_throttle() =>
        Assert.Same(Get(OnePerSecond, "host", "account", new ThrottleOptions()), Get(OnePerSecond, "host", "account", new ThrottleOptions()));

    [Fact]
    public void Another_action_host_account_or_clock_has_a_quota_of_its_own()
    {
        var options = new ThrottleOptions();
        ThrottleFixture.Use(Get(OnePerSecond, "host", "account", options), 1);
        ThrottleFixture.Use(Get(ThrottleFixture.Action("DeleteMNP", ApiRateLimit.PerSeconds(1, 1)), "host", "account", options), 1);
        ThrottleFixture.Use(Get(OnePerSecond, "other-host", "account", options), 1);
        ThrottleFixture.Use(Get(OnePerSecond, "host", "other-account", options), 1);
        ThrottleFixture.Use(_registry.GetThrottle(OnePerSecond, "host", "account", options, new FakeTimeProvider()), 1);
    }

    [Fact]
    public void An_override_takes_the_place_of_the_documented_limits()
    {
        var options = new ThrottleOptions { LimitOverrides = { ["CreateMNP"] = [ApiRateLimit.PerSeconds(5, 1)] } };
        Throttle throttle = Get(OnePerSecond, "host", "account", options);
        ThrottleFixture.Use(throttle, 5);
        Assert.False(throttle.AcquireAsync(Token).AsTask().IsCompleted);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    public void An_unusable_limit_is_refused_with_the_name_of_the_action(int limit, int seconds)
    {
        var options = new ThrottleOptions { LimitOverrides = { ["CreateMNP"] = [ApiRateLimit.PerSeconds(limit, seconds)] } };
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Get(OnePerSecond, "host", "account", options));
        Assert.Contains("CreateMNP", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_where_they_are_set()
    {
        var options = new ThrottleOptions();
        Assert.Throws<ArgumentOutOfRangeException>(() => options.QueueLimit = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.SafetyMargin = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaxArrivalDelay = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaxPause = TimeSpan.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaxQueueWait = TimeSpan.FromSeconds(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaxQueueWait = TimeSpan.FromDays(25));
        options.MaxQueueWait = Timeout.InfiniteTimeSpan;
    }

    [Fact]
    public async Task A_rate_limiter_of_the_users_own_decides_and_its_lease_lasts_until_the_response()
    {
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        ThrottleKey? asked = null;
        var options = new ThrottleOptions
        {
            LimiterFactory = key =>
            {
                asked = key;
                return limiter;
            },
        };
        Throttle throttle = Get(OnePerSecond, "host", "account", options);
        Assert.Equal(("tcsas", "CreateMNP", "host", "account"), (asked!.Service, asked.Action, asked.AccessHost, asked.Account));
        Assert.Equal(OnePerSecond.RateLimits, asked.Limits);

        ThrottleLease lease = await throttle.AcquireAsync(Token);
        lease.MarkSent();
        await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Equal(1, throttle.LeaseCount);

        lease.MarkRejected(TimeSpan.FromSeconds(2));
        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);
        Task<ThrottleLease> paused = throttle.AcquireAsync(Token).AsTask();
        Assert.False(paused.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await paused).MarkAbandoned();
        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);
        Assert.Equal(0, throttle.LeaseCount);
    }

    [Fact]
    public void Clients_whose_factories_are_equal_have_one_limiter_and_a_lambda_of_each_client_is_its_own()
    {
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        List<string> asked = [];
        for (int client = 0; client < 3; client++)
        {
            string name = $"lambda {client}";
            Get(OnePerSecond, "host", "one", new ThrottleOptions { LimiterFactory = Method });
            Get(OnePerSecond, "host", "other", new ThrottleOptions { LimiterFactory = _ => Asked(name) });
        }

        Assert.Equal(["method", "lambda 0", "lambda 1", "lambda 2"], asked);

        ConcurrencyLimiter Method(ThrottleKey key) => Asked("method");

        ConcurrencyLimiter Asked(string of)
        {
            asked.Add(of);
            return limiter;
        }
    }

    [Fact]
    public async Task A_limiter_elsewhere_is_told_that_the_first_calls_may_be_late_by_all_of_their_round_trip()
    {
        var limiter = new ObservingLimiter();
        Throttle throttle = Get(ThrottleFixture.Action("CreateMNP", ApiRateLimit.PerSeconds(2, 1)), "host", "account", new ThrottleOptions { LimiterFactory = _ => limiter });
        for (int i = 0; i < 3; i++)
        {
            ThrottleLease lease = await throttle.AcquireAsync(Token);
            lease.MarkSent();
            _time.Advance(TimeSpan.FromMilliseconds(800));
            lease.MarkCompleted();
        }

        // As many as the limit; there is nothing yet to compare them with.
        Assert.Equal([3000, 3000], limiter.OnSent[..2].Select(delay => delay.TotalMilliseconds));
        Assert.Equal([800, 800, 0], limiter.OnCompleted.Select(delay => delay.TotalMilliseconds));
        Assert.True(limiter.OnSent[2] < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_factory_that_gives_no_limiter_leaves_the_built_in_one()
    {
        Throttle throttle = Get(OnePerSecond, "host", "account", new ThrottleOptions { LimiterFactory = _ => null });
        ThrottleFixture.Use(throttle, 1);
        Assert.False(throttle.AcquireAsync(Token).AsTask().IsCompleted);
    }

    [Fact]
    public void Quotas_at_rest_of_accounts_that_nobody_uses_any_more_are_let_go()
    {
        List<WeakReference> throttles = UseManyAccounts();
        _time.Advance(TimeSpan.FromMinutes(1));
        UseManyAccounts("second ");
        GC.Collect();
        UseManyAccounts("third ");
        GC.Collect();
        Assert.All(throttles, throttle => Assert.False(throttle.IsAlive));
    }

    [Fact]
    public void A_quota_that_a_client_holds_is_found_again_after_it_was_let_go()
    {
        Throttle held = Get(OnePerSecond, "host", "account", new ThrottleOptions());
        UseManyAccounts();
        GC.Collect();
        Assert.Same(held, Get(OnePerSecond, "host", "account", new ThrottleOptions()));
    }

    [Fact]
    public void A_limiter_with_something_to_remember_is_asked_for_once_whatever_the_number_of_keys()
    {
        int asked = 0;
        using var limiter = new FixedWindowRateLimiter(new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromMinutes(10) });
        var options = new ThrottleOptions { LimiterFactory = key => key.Account == "mine" && ++asked > 0 ? limiter : null };
        for (int round = 0; round < 4; round++)
        {
            Task<ThrottleLease> call = Get(OnePerSecond, "host", "mine", options).AcquireAsync(Token).AsTask();
            Assert.Equal(round == 0, call.IsCompletedSuccessfully);
            call.Exception?.Handle(static e => e is ApiThrottledException);
            UseManyAccounts($"round {round} ");
            _time.Advance(TimeSpan.FromMinutes(1));
            GC.Collect();
        }

        Assert.Equal(1, asked);
    }

    [Fact]
    public void A_limiter_that_is_given_up_is_disposed_unless_it_served_several_keys()
    {
        List<ConcurrencyLimiter> own = UseLimiters(() => new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 }));
        using var shared = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        UseLimiters(() => shared);
        for (int round = 0; round < 4; round++)
        {
            UseManyAccounts($"round {round} ");
            _time.Advance(TimeSpan.FromMinutes(1));
            GC.Collect();
        }

        Assert.All(own, limiter => Assert.Throws<ObjectDisposedException>(() => limiter.AttemptAcquire()));
        Assert.True(shared.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public async Task Waits_in_a_limiter_of_the_users_own_end_when_they_may_last_no_longer()
    {
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 5 });
        Throttle throttle = Get(OnePerSecond, "host", "account", new ThrottleOptions { LimiterFactory = _ => limiter, MaxQueueWait = TimeSpan.FromSeconds(2) });
        ThrottleLease held = await throttle.AcquireAsync(Token);
        Task<ThrottleLease> waiting = throttle.AcquireAsync(Token).AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<ApiThrottledException>(() => waiting);
        held.MarkAbandoned();
        Assert.Equal(0, throttle.LeaseCount);
    }

    [Fact]
    public async Task A_limiter_of_the_users_own_that_knows_the_turn_refuses_at_once_what_would_wait_too_long()
    {
        using var limiter = new ForetellingLimiter();
        Throttle throttle = Get(OnePerSecond, "host", "account", new ThrottleOptions { LimiterFactory = _ => limiter, MaxQueueWait = TimeSpan.FromSeconds(2) });
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.Equal(TimeSpan.FromMinutes(7), refusal.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(2), limiter.Longest);
        Assert.Equal(0, throttle.LeaseCount);
    }

    [Fact]
    public async Task A_pause_holds_also_those_who_wait_in_a_limiter_of_the_users_own()
    {
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 5 });
        string host = $"{Guid.NewGuid():N}.example.com";
        using ThrottleMeasurements measured = new(host);
        Throttle throttle = Get(OnePerSecond, host, "account", new ThrottleOptions { LimiterFactory = _ => limiter });
        ThrottleLease[] first = [await throttle.AcquireAsync(Token), await throttle.AcquireAsync(Token)];

        // Each settles its own lease: which of them comes first after the pause is not said, and two permits are not enough for three.
        Task[] waiting = [.. Enumerable.Range(0, 3).Select(async _ => (await throttle.AcquireAsync(Token)).MarkAbandoned())];
        Array.ForEach(first, lease => lease.MarkSent());
        first[0].MarkRejected(TimeSpan.FromSeconds(6));
        first[1].MarkRejected(null);

        // Their permits came and were given back; nobody has one in the pause.
        SpinWait.SpinUntil(() => throttle.WaitingCount == 3 && limiter.GetStatistics()!.CurrentAvailablePermits == 2, TimeSpan.FromSeconds(30));
        Assert.Equal(3, throttle.WaitingCount);
        Assert.Equal(2, limiter.GetStatistics()!.CurrentAvailablePermits);
        _time.Advance(TimeSpan.FromSeconds(5.9));
        Assert.All(waiting, call => Assert.False(call.IsCompleted));

        throttle.LiftPause();
        var all = Task.WhenAll(waiting);
        SpinWait.SpinUntil(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(50));
                return all.IsCompleted;
            },
            TimeSpan.FromSeconds(30));
        Assert.True(all.IsCompletedSuccessfully, "Somebody still waits.");

        Assert.Equal(0, measured["apigen.throttle.waiting"]);
        Assert.Equal(2, measured["apigen.throttle.rejections"]);
    }

    [Fact]
    public async Task No_more_calls_than_the_queue_limit_wait_in_a_limiter_of_the_users_own()
    {
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 50 });
        Throttle throttle = Get(OnePerSecond, "host", "account", new ThrottleOptions { LimiterFactory = _ => limiter, QueueLimit = 3 });
        ThrottleLease held = await throttle.AcquireAsync(Token);
        Task<ThrottleLease>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => throttle.AcquireAsync(Token).AsTask())];
        ApiThrottledException refusal = await Assert.ThrowsAsync<ApiThrottledException>(() => throttle.AcquireAsync(Token).AsTask());
        Assert.EndsWith("3 calls wait already, and ThrottleOptions.QueueLimit lets no more wait.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, limiter.GetStatistics()!.CurrentQueuedCount);
        held.MarkAbandoned();
        foreach (Task<ThrottleLease> call in waiting)
        {
            (await call).MarkAbandoned();
        }
    }

    [Fact]
    public async Task Waits_in_a_limiter_of_the_users_own_are_measured_like_others()
    {
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 5 });
        string host = $"{Guid.NewGuid():N}.example.com";
        using ThrottleMeasurements measured = new(host);
        Throttle throttle = Get(OnePerSecond, host, "account", new ThrottleOptions { LimiterFactory = _ => limiter });
        ThrottleLease held = await throttle.AcquireAsync(Token);
        Task<ThrottleLease> waiting = throttle.AcquireAsync(Token).AsTask();
        Assert.Equal(1, measured["apigen.throttle.waiting"]);
        _time.Advance(TimeSpan.FromSeconds(3));
        held.MarkAbandoned();
        (await waiting).MarkAbandoned();
        Assert.Equal(0, measured["apigen.throttle.waiting"]);
        Assert.Equal(3, measured["apigen.throttle.wait.duration"]);
    }

    [Theory]
    [InlineData("20/s", 20, 1)]
    [InlineData("1200/min", 1200, 60)]
    [InlineData("200/10min", 200, 600)]
    [InlineData("1/15s", 1, 15)]
    [InlineData("1000/h", 1000, 3600)]
    public void Limits_are_read_as_specs_write_them(string text, int limit, int seconds)
    {
        Assert.Equal([ApiRateLimit.PerSeconds(limit, seconds)], ApiRateLimit.ParseAll(text));
        Assert.Equal([ApiRateLimit.PerSeconds(limit, seconds), ApiRateLimit.PerSeconds(5, 2)], ApiRateLimit.ParseAll($" {text} ,5/2s"));
    }

    [Theory]
    [InlineData("20")]
    [InlineData("0/s")]
    [InlineData("-1/s")]
    [InlineData("20/0s")]
    [InlineData("20/day")]
    [InlineData("/s")]
    [InlineData("99999999999/s")]
    [InlineData("5/999999999h")]
    [InlineData("5/2147483647min")]
    [InlineData("50/s,,")]
    [InlineData(",20/s")]
    [InlineData(",")]
    [InlineData(" , ")]
    [InlineData("5/s", "5/s")]
    [InlineData("30/60s", "20/min")]
    public void What_is_no_limit_is_refused_with_its_text(string text, string? before = null) =>
        Assert.Contains(text, Assert.Throws<FormatException>(() => ApiRateLimit.ParseAll(before is null ? text : $"{before}, {text}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_text_is_no_limit(string text) => Assert.Empty(ApiRateLimit.ParseAll(text));

    [Fact]
    public void Two_limits_of_the_same_window_are_refused()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new ThrottleFixture().Throttle(ApiRateLimit.PerSeconds(20, 60), new ApiRateLimit(30, TimeSpan.FromMinutes(1))));
        Assert.Contains("of 20 and of 30 calls in 00:01:00", e.Message, StringComparison.Ordinal);
    }

    private List<ConcurrencyLimiter> UseLimiters(Func<ConcurrencyLimiter> make)
    {
        List<ConcurrencyLimiter> made = [];
        var options = new ThrottleOptions
        {
            LimiterFactory = _ =>
            {
                made.Add(make());
                return made[^1];
            },
        };
        for (int i = 0; i < 10; i++)
        {
            ThrottleFixture.Use(Get(OnePerSecond, "host", $"limited {i}", options), 1);
        }

        return made;
    }

    private List<WeakReference> UseManyAccounts(string prefix = "") =>
        [.. Enumerable.Range(0, 600).Select(i =>
        {
            Throttle throttle = Get(OnePerSecond, "host", $"{prefix}account {i}", new ThrottleOptions());
            ThrottleFixture.Use(throttle, 1);
            return new WeakReference(throttle);
        })];

    private Throttle Get(ApiAction action, string host, string account, ThrottleOptions options) => _registry.GetThrottle(action, host, account, options, _time);

    /// <summary>Has no permit for seven minutes.</summary>
    private sealed class ForetellingLimiter : RateLimiter, IBoundedWait
    {
        public TimeSpan Longest { get; private set; }

        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        public ValueTask<RateLimitLease> AcquireAsync(TimeSpan longest, int queueLimit, CancellationToken cancellationToken)
        {
            Longest = longest;
            return new(new Lease());
        }

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease();

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => throw new NotSupportedException();

        private sealed class Lease : RateLimitLease
        {
            public override bool IsAcquired => false;

            public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = TimeSpan.FromMinutes(7);
                return metadataName == MetadataName.RetryAfter.Name;
            }
        }
    }

    /// <summary>Lets everything pass, and keeps what its leases are told.</summary>
    private sealed class ObservingLimiter : RateLimiter
    {
        public List<TimeSpan> OnSent { get; } = [];

        public List<TimeSpan> OnCompleted { get; } = [];

        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease(this);

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(new Lease(this));

        private sealed class Lease(ObservingLimiter limiter) : RateLimitLease, IRequestObserver
        {
            public override bool IsAcquired => true;

            public override IEnumerable<string> MetadataNames => [];

            public override bool TryGetMetadata(string metadataName, out object? metadata)
            {
                metadata = null;
                return false;
            }

            public void OnSent(TimeSpan arrivalDelay, TimeSpan heldUpAfter) => limiter.OnSent.Add(arrivalDelay);

            public void OnCompleted(TimeSpan sinceSent, TimeSpan arrivalDelay) => limiter.OnCompleted.Add(arrivalDelay);
        }
    }
}
