using System.Diagnostics.Metrics;
using ApiGen.Runtime.Throttling;
using Xunit;

namespace ApiGen.Runtime.Tests.Throttling;

public sealed class ThrottleStressTests
{
    private readonly ThrottleFixture _fixture = new();

    [Fact]
    public void A_call_that_need_not_wait_allocates_nothing()
    {
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(20, 1), ApiRateLimit.PerSeconds(1200, 60));
        void Call()
        {
            ValueTask<ThrottleLease> acquired = throttle.AcquireAsync();
            ThrottleLease lease = acquired.GetAwaiter().GetResult();
            lease.MarkSent();
            lease.MarkCompleted();
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(60));
        }

        for (int i = 0; i < 2000; i++)
        {
            Call();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Call();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The clock of the test allocates nothing of its own either.
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_waiting_caller_costs_less_than_1_KB()
    {
        const int Callers = 10_000;
        Throttle throttle = _fixture.Throttle(ApiRateLimit.PerSeconds(1, 1));
        ThrottleFixture.Use(throttle, 1);
        using var cancellation = new CancellationTokenSource();
        var callers = new Task[Callers];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Callers; i++)
        {
            callers[i] = WaitAsync(throttle, cancellation.Token);
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Callers;
        Assert.Equal(Callers, throttle.WaitingCount);
        Assert.InRange(each, 1, 1024);

        cancellation.Cancel();
        Assert.Equal(0, throttle.WaitingCount);
    }

    [Fact]
    public async Task Sixty_four_threads_with_random_cancellation_leave_no_waiter_no_lease_and_no_timer()
    {
        const int Threads = 64;
        const int CallsPerThread = 3000;
        var clock = new SimulatedClock();
        Throttle throttle = new ThrottleRegistry().GetThrottle(
            ThrottleFixture.Action("CreateMNP", ApiRateLimit.PerSeconds(2000, 1)), "host", "account", new ThrottleOptions(), clock);
        int passed = 0;
        int cancelled = 0;
        Task[] threads = [.. Enumerable.Range(0, Threads).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (int i = 0; i < CallsPerThread; i++)
            {
                using var cancellation = new CancellationTokenSource();
                Task<ThrottleLease> acquiring = throttle.AcquireAsync(cancellation.Token).AsTask();
                if (random.Next(3) == 0)
                {
                    await Task.Yield();
                    await cancellation.CancelAsync();
                }

                try
                {
                    Settle(await acquiring, random);
                    Interlocked.Increment(ref passed);
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref cancelled);
                }
            }
        }))];

        Task all = Task.WhenAll(threads);
        while (!all.IsCompleted)
        {
            clock.MoveTo(clock.GetTimestamp() + TimeSpan.TicksPerMillisecond);
            await Task.Yield();
        }

        await all;
        Assert.Equal(Threads * CallsPerThread, passed + cancelled);
        Assert.NotEqual(0, cancelled);
        Assert.Equal(0, throttle.WaitingCount);
        Assert.Equal(0, throttle.LeaseCount);
        Assert.Equal(0, clock.ArmedTimers);
    }

    [Fact]
    public void The_timer_is_armed_only_while_somebody_waits()
    {
        var clock = new SimulatedClock();
        Throttle throttle = new ThrottleRegistry().GetThrottle(
            ThrottleFixture.Action("CreateMNP", ApiRateLimit.PerSeconds(1, 1)), "host", "account", new ThrottleOptions(), clock);
        ThrottleFixture.Use(throttle, 1);
        Assert.Equal(0, clock.ArmedTimers);

        using var cancellation = new CancellationTokenSource();
        Task<ThrottleLease>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => throttle.AcquireAsync(cancellation.Token).AsTask())];
        Assert.Equal(1, clock.ArmedTimers);
        cancellation.Cancel();
        Assert.Equal(0, clock.ArmedTimers);
        Assert.Equal(3, waiting.Length);
    }

    [Fact]
    public void A_clock_that_is_set_back_gives_no_permit_too_early()
    {
        var clock = new SimulatedClock();
        Throttle throttle = new ThrottleRegistry().GetThrottle(
            ThrottleFixture.Action("CreateMNP", ApiRateLimit.PerSeconds(2, 1)), "host", "account", new ThrottleOptions(), clock);
        clock.MoveTo(TimeSpan.TicksPerSecond * 10);
        ThrottleFixture.Use(throttle, 1);
        clock.MoveTo(TimeSpan.TicksPerSecond * 5);
        ThrottleFixture.Use(throttle, 1);

        clock.MoveTo(TimeSpan.TicksPerSecond * 107 / 10);
        Assert.False(throttle.AcquireAsync(TestContext.Current.CancellationToken).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Waiting_callers_waits_and_refusals_are_measured_without_the_account()
    {
        string action = $"Measured{Guid.NewGuid():N}";
        Dictionary<string, double> measured = [];
        List<string> tagNames = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "ApiGen.Runtime")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Record(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Key == "apigen.action" && Equals(tag.Value, action))
                {
                    lock (measured)
                    {
                        measured[name] = measured.GetValueOrDefault(name) + value;
                        tagNames.AddRange(tags.ToArray().Select(each => each.Key));
                    }
                }
            }
        }

        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument.Name, value, tags));
        listener.Start();

        Throttle throttle = _fixture.Registry.GetThrottle(ThrottleFixture.Action(action, ApiRateLimit.PerSeconds(1, 1)), "host", "account", _fixture.Options, _fixture.Time);
        ThrottleFixture.Use(throttle, 1);
        Task<ThrottleLease> waiting = throttle.AcquireAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.Equal(1, measured["apigen.throttle.waiting"]);

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(1003));
        ThrottleLease lease = await waiting;
        lease.MarkSent();
        lease.MarkRejected(null);
        Assert.Equal(0, measured["apigen.throttle.waiting"]);
        Assert.Equal(1.003, measured["apigen.throttle.wait.duration"], 6);
        Assert.Equal(1, measured["apigen.throttle.rejections"]);
        Assert.Equal(["apigen.action", "apigen.service", "server.address"], tagNames.Distinct().Order());
    }

    private static async Task WaitAsync(Throttle throttle, CancellationToken cancellationToken)
    {
        ThrottleLease lease = await throttle.AcquireAsync(cancellationToken);
        lease.MarkAbandoned();
    }

    private static void Settle(ThrottleLease lease, Random random)
    {
        int kind = random.Next(10);
        if (kind > 0)
        {
            lease.MarkSent();
        }

        if (kind > 1)
        {
            lease.MarkCompleted();
        }

        lease.MarkAbandoned();
    }
}
