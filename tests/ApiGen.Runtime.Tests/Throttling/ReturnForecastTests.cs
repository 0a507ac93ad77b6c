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

    // From one to four windows each, of which some limit more than others and some nothing, in any order.
    private static readonly ApiRateLimit[][] WindowSets =
    [
        [new(5, Second), new(12, 10 * Second)],
        [new(2, Second), new(3, 2 * Second), new(6, 7 * Second)],
        .. Enumerable.Range(0, 24).Select(seed => WindowSet(new Random(seed), 1 + (seed % 4))),
    ];

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
        Returns returns = new();
        returns.Visit(new Machine([new ApiRateLimit(limit, TimeSpan.FromSeconds(seconds))], latestTimer, jitter, seed: limit + latestTimer + jitter), Visits);
        returns.Check(mostInVain, $"{limit} per {seconds} s");
    }

    [Fact]
    public void So_does_whoever_comes_where_several_windows_limit_the_calls()
    {
        foreach (ApiRateLimit[] windows in WindowSets)
        {
            Returns returns = new();
            returns.Visit(new Machine(windows, latestTimer: 1, jitter: 0, windows.Sum(window => window.Limit)), Visits / 4);
            returns.Check(0.03, Told(windows));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Long]
    public void So_does_whoever_comes_to_a_quota_that_nothing_is_known_of(int latestTimer)
    {
        ApiRateLimit[][] quotas =
        [
            [new(1, Second)], [new(2, Second)], [new(5, Second)], [new(20, Second)], [new(100, Second)], [new(20, 60 * Second)], [new(20, Second), new(100, 60 * Second)], .. WindowSets,
        ];
        foreach (ApiRateLimit[] windows in quotas)
        {
            int most = windows.Max(window => window.Limit);
            Returns returns = new();
            for (int seed = 0; seed < Visits / windows.Length; seed++)
            {
                Machine machine = new(windows, latestTimer, 0, seed);
                machine.Join(most + machine.Random.Next(3 * most));
                machine.RunUntil(machine.Now + (25 * Millisecond) + machine.Random.NextInt64(windows.Min(window => window.Window).Ticks / 2));
                returns.Come(machine);
            }

            returns.Check(0.02, Told(windows));
        }
    }

    private static ApiRateLimit[] WindowSet(Random random, int count)
    {
        ApiRateLimit[] windows = new ApiRateLimit[count];
        (double limit, double seconds) = (random.Next(1, 12), 1);
        for (int i = 0; i < count; i++)
        {
            windows[i] = new ApiRateLimit((int)Math.Max(1, limit), TimeSpan.FromSeconds(Math.Round(seconds, 1)));
            double longer = 1.2 + (random.NextDouble() * 4);
            (limit, seconds) = (limit * (0.6 + (random.NextDouble() * (longer - 0.5))), seconds * longer);
        }

        random.Shuffle(windows);
        return windows;
    }

    private static string Told(ApiRateLimit[] windows) => string.Join(" + ", windows.Select(window => FormattableString.Invariant($"{window.Limit} per {window.Window.TotalSeconds:0.#} s")));

    /// <summary>How those fared who came back.</summary>
    private sealed class Returns
    {
        private int _visits;
        private int _inVain;
        private double _told;
        private double _needed;

        public void Visit(Machine machine, int visits)
        {
            int limit = machine.Limits[0].Limit;
            for (int visit = 0; visit < visits; visit++)
            {
                machine.Join(visit < 4 ? limit : machine.Random.Next(3 * limit));
                machine.RunUntil(machine.Now + machine.Random.NextInt64(machine.Limits[0].Window.Ticks / 5));
                Come(machine);
            }
        }

        /// <summary>Somebody comes, and if it finds no permit, once more after the time that it was told.</summary>
        public void Come(Machine machine)
        {
            if (machine.TryPass())
            {
                return;
            }

            _visits++;
            long asked = machine.Now;
            long returnAt = machine.ToldReturn();
            while (!machine.HasPermit && machine.Now < returnAt)
            {
                machine.RunUntil(machine.Now + Millisecond);
            }

            _told += returnAt - asked;
            _needed += Math.Min(machine.Now, returnAt) - asked;
            machine.RunUntil(returnAt);
            _inVain += machine.TryPass() ? 0 : 1;
        }

        public void Check(double mostInVain, string quota)
        {
            string result = FormattableString.Invariant($"{quota}: {_inVain} of {_visits} in vain, told {_told / _needed:0.000} of what was needed");
            TestContext.Current.TestOutputHelper?.WriteLine(result);
            Assert.True(_inVain <= mostInVain * _visits, result);

            // Never to be refused again would be no art if one were sent away for long.
            Assert.True(_told / _needed is >= 1 and <= 1.05, result);
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

        public Machine(ApiRateLimit[] limits, int latestTimer, int jitter, int seed)
        {
            (Limits, _latestTimer, _jitter, Random) = (limits, latestTimer, jitter, new Random(seed));
            ThrottleOptions options = new();
            _ledger = new QuotaLedger(new LedgerOptions(limits, true, options.SafetyMargin, options.MaxArrivalDelay, options.MaxPause, TimeSpan.TicksPerSecond));
        }

        public ApiRateLimit[] Limits { get; }

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
