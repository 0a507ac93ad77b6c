using ApiGen.Runtime.Throttling.Ledger;
using Xunit;

namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>
/// Somebody who does not wait asks now and then, while others do, and comes back after exactly the time that it was told. What happens in between is simulated as a
/// machine does it: timers of whole milliseconds that come late, threads that are not there at once, a path that differs.
/// </summary>
public sealed class ReturnForecastTests
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;
    private const int Visits = 200;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(5, 1, 0, 0, 0.01)]
    [InlineData(5, 1, 1, 0, 0.01)]
    [InlineData(5, 1, 4, 0, 0.03)]
    [InlineData(1, 1, 1, 0, 0.01)]
    [InlineData(2, 1, 1, 5, 0.03)]
    [InlineData(20, 1, 1, 0, 0.01)]
    [InlineData(20, 1, 4, 20, 0.03)]
    [InlineData(100, 1, 1, 0, 0.01)]
    [InlineData(100, 1, 1, 20, 0.03)]
    [InlineData(1000, 1, 1, 0, 0.03)]
    [InlineData(30, 60, 1, 0, 0.01)]
    public void Whoever_comes_back_after_the_time_that_it_was_told_finds_a_permit(int limit, int seconds, int latestTimer, int jitter, double mostInVain)
    {
        Machine machine = new(new ApiRateLimit(limit, TimeSpan.FromSeconds(seconds)), latestTimer, jitter, seed: limit + latestTimer + jitter);
        int inVain = 0;
        double told = 0;
        double needed = 0;
        for (int visit = 0; visit < Visits; visit++)
        {
            machine.Join(visit < 4 ? limit : machine.Random.Next(3 * limit));
            machine.RunUntil(machine.Now + machine.Random.NextInt64(seconds * 200 * Millisecond));
            if (machine.TryPass())
            {
                continue;
            }

            long asked = machine.Now;
            long returnAt = machine.ToldReturn();
            while (!machine.HasPermit && machine.Now < returnAt)
            {
                machine.RunUntil(machine.Now + Millisecond);
            }

            told += returnAt - asked;
            needed += Math.Min(machine.Now, returnAt) - asked;
            machine.RunUntil(returnAt);
            inVain += machine.TryPass() ? 0 : 1;
        }

        Assert.InRange(inVain, 0, mostInVain * Visits);

        // Never to be refused again would be no art if one were sent away for long.
        Assert.InRange(told / needed, 1, 1.05);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void So_does_whoever_comes_to_a_quota_that_nothing_is_known_of(int latestTimer)
    {
        ApiRateLimit[] quotas = [new(1, Second), new(2, Second), new(5, Second), new(20, Second), new(100, Second), new(20, 60 * Second)];
        foreach (ApiRateLimit limit in quotas)
        {
            int inVain = 0;
            int visits = 0;
            double told = 0;
            double needed = 0;
            for (int seed = 0; seed < Visits; seed++)
            {
                Machine machine = new(limit, latestTimer, 0, seed);
                machine.Join(limit.Limit + machine.Random.Next(3 * limit.Limit));
                machine.RunUntil(machine.Now + (25 * Millisecond) + machine.Random.NextInt64(limit.Window.Ticks / 2));
                if (machine.TryPass())
                {
                    continue;
                }

                visits++;
                long asked = machine.Now;
                long returnAt = machine.ToldReturn();
                while (!machine.HasPermit && machine.Now < returnAt)
                {
                    machine.RunUntil(machine.Now + Millisecond);
                }

                told += returnAt - asked;
                needed += Math.Min(machine.Now, returnAt) - asked;
                machine.RunUntil(returnAt);
                inVain += machine.TryPass() ? 0 : 1;
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{limit}: {inVain} of {visits} in vain, told {told / needed:0.000} of what was needed");
            Assert.InRange(inVain, 0, 0.02 * visits);
            Assert.InRange(told / needed, 1, 1.05);
        }
    }

    /// <summary>The real ledger with a queue in front of it, on a simulated clock.</summary>
    private sealed class Machine
    {
        private const long RoundTrip = 20 * Millisecond;

        private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
        private readonly QuotaLedger _ledger;
        private readonly int _latestTimer;
        private readonly int _jitter;
        private int _waiting;
        private long _order;
        private long _timerAt = long.MaxValue;

        public Machine(ApiRateLimit limit, int latestTimer, int jitter, int seed)
        {
            (_latestTimer, _jitter, Random) = (latestTimer, jitter, new Random(seed));
            ThrottleOptions options = new();
            _ledger = new QuotaLedger(new LedgerOptions([limit], true, options.SafetyMargin, options.MaxArrivalDelay, options.MaxPause, TimeSpan.TicksPerSecond));
        }

        public Random Random { get; }

        public long Now { get; private set; } = 1;

        public bool HasPermit => _waiting == 0 && _ledger.PermitsAt(Now) > 0;

        public void Join(int callers)
        {
            _waiting += callers;
            Grant();
        }

        public void RunUntil(long time)
        {
            while (_events.TryPeek(out _, out (long At, long Order) when) && when.At <= time)
            {
                Action happens = _events.Dequeue();
                Now = Math.Max(Now, when.At);
                happens();
            }

            Now = Math.Max(Now, time);
        }

        public bool TryPass()
        {
            if (_waiting > 0 || !_ledger.TryTake(Now, out _))
            {
                return false;
            }

            Go();
            return true;
        }

        /// <summary>In whole milliseconds, as exceptions tell it.</summary>
        public long ToldReturn() => Now + (Math.Max(1, (_ledger.ReturnAt(Now, _waiting) - Now + Millisecond - 1) / Millisecond) * Millisecond);

        private long Late(int most) => most == 0 ? 0 : Random.NextInt64(most * Millisecond);

        private void At(long time, Action happens) => _events.Enqueue(happens, (time, _order++));

        private void Grant()
        {
            while (_waiting > 0)
            {
                if (!_ledger.TryTakeInTurn(Now, out long permitAt))
                {
                    if (permitAt < _timerAt)
                    {
                        long dueAt = _timerAt = permitAt;
                        At(Now + ((permitAt - Now + Millisecond - 1) / Millisecond * Millisecond) + Late(_latestTimer), () => Wake(dueAt));
                    }

                    return;
                }

                _waiting--;
                Go();
            }
        }

        private void Wake(long dueAt)
        {
            _ledger.Woke(dueAt, Now);
            _timerAt = _timerAt == dueAt ? long.MaxValue : _timerAt;
            Grant();
        }

        private void Go() => At(Now + Late(1), () =>
        {
            long sentAt = Now;
            long number = _ledger.Send(sentAt);
            At(Now + RoundTrip + Late(_jitter), () =>
            {
                _ledger.Accept(number, sentAt, Now);
                Grant();
            });
            Grant();
        });
    }
}
