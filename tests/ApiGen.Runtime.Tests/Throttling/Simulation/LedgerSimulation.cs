using ApiGen.Runtime;
using ApiGen.Runtime.Throttling.Ledger;

namespace ApiGen.Throttling.Simulation;

/// <summary>The real ledger between callers and a service that counts at its own door, on a simulated clock. A run depends on its seed alone.</summary>
internal sealed class LedgerSimulation
{
    private const long Millisecond = TimeSpan.TicksPerMillisecond;
    private const long Second = TimeSpan.TicksPerSecond;
    private const int UnsettledArrivals = 100;

    private readonly SimulatedPath _path;
    private readonly Random _random;
    private readonly QuotaLedger _ledger;
    private readonly SimulatedService _service;
    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly List<long> _arrivals = [];
    private long _now;
    private long _order;
    private long _wakeAt = long.MaxValue;
    private long _waiting;
    private int _underWay;
    private int _accepted;
    private int _refused;
    private int _refusedLate;
    private int _unsettled;
    private long _settledAt = -1;

    private LedgerSimulation(SimulatedPath path, int seed)
    {
        _path = path;
        _random = new Random(seed);
        _service = new SimulatedService(path.RealLimits ?? path.Limits, path.Drift);
        ThrottleOptions options = new();
        _ledger = new QuotaLedger(new LedgerOptions(
            path.Limits, path.Limits.Length > 0, options.SafetyMargin, options.MaxArrivalDelay, options.MaxPause, TimeSpan.TicksPerSecond));
    }

    public static SimulationResult Run(SimulatedPath path, int calls, int seed) => new LedgerSimulation(path, seed).Run(calls);

    private SimulationResult Run(int calls)
    {
        _waiting = _path.Bursts.Size > 0 || _path.FailFastCallers > 0 ? 0 : int.MaxValue;
        for (int caller = 0; caller < _path.FailFastCallers; caller++)
        {
            At(1, CallOrComeBack);
        }

        if (_path.Bursts.Size > 0)
        {
            At(1, Burst);
        }

        if (_path.OthersPerSecond > 0)
        {
            At(Second / 7, CallAsAnother);
        }

        At(1, Look);
        while (_accepted < calls && _events.TryDequeue(out Action? happens, out (long At, long Order) when))
        {
            _now = Math.Max(_now, when.At);
            happens();
        }

        double perSecond = (_accepted - _unsettled) / ((_now - _settledAt) / (double)Second);
        (int largest, int larger) = CountWindows();
        return new SimulationResult(_accepted, _refused, _refusedLate, perSecond, largest, larger);
    }

    private void At(long time, Action happens) => _events.Enqueue(happens, (time, _order++));

    private void Burst()
    {
        _waiting += _path.Bursts.Size;
        Look();
        At(_now + (long)(_path.Bursts.Every * Second), Burst);
    }

    private void CallAsAnother()
    {
        _service.Admits(_now);
        At(_now + (long)(Second / _path.OthersPerSecond), CallAsAnother);
    }

    private void Wake()
    {
        _ledger.Woke(_wakeAt, _now);
        Look();
    }

    private void Look()
    {
        if (AfterPause(_path.ClientPauses) is { } after)
        {
            At(after, Look);
            return;
        }

        _wakeAt = _wakeAt <= _now ? long.MaxValue : _wakeAt;
        while (_waiting > 0 && _underWay < _path.Concurrency)
        {
            if (!_ledger.TryTakeInTurn(_now, out long permitAt))
            {
                if (permitAt < _wakeAt)
                {
                    _wakeAt = permitAt;
                    At(Math.Max(_now + 1, permitAt + Ticks(_path.Timers(_random, Seconds))), Wake);
                }

                return;
            }

            _waiting--;
            _underWay++;
            At(_now + _random.NextInt64(Millisecond), Send);
        }
    }

    private void CallOrComeBack()
    {
        if (_ledger.TryTake(_now, out _))
        {
            _underWay++;
            At(_now + _random.NextInt64(Millisecond), Send);
        }
        else
        {
            // They are told whole milliseconds.
            long told = _ledger.ReturnAt(_now, 0) - _now;
            At(_now + (Math.Max(1, (told + Millisecond - 1) / Millisecond) * Millisecond), CallOrComeBack);
        }
    }

    private void Send()
    {
        if (AfterPause(_path.ClientPauses) is { } after)
        {
            At(after, Send);
            return;
        }

        long sentAt = _now;
        long number = _ledger.Send(sentAt);
        At(_now + Ticks(_path.Shortest + _path.There(_random, Seconds)), () => Arrive(number, sentAt));
    }

    private void Arrive(long number, long sentAt)
    {
        if (AfterPause(_path.ServerPauses) is { } after)
        {
            At(after, () => Arrive(number, sentAt));
            return;
        }

        _arrivals.Add(_now);
        bool isOut = _now >= _path.Outage.From * Second && _now < _path.Outage.Until * Second;
        bool accepted = !isOut && _service.Admits(_now);
        double work = accepted ? _path.Work(_random, Seconds) : 0.5;
        At(_now + Ticks(work + _path.Shortest + _path.Back(_random, Seconds)), () => End(number, sentAt, accepted));
    }

    private void End(long number, long sentAt, bool accepted)
    {
        if (AfterPause(_path.ClientPauses) is { } after)
        {
            At(after, () => End(number, sentAt, accepted));
            return;
        }

        _underWay--;
        if (accepted)
        {
            _ledger.Accept(number, sentAt, _now);
            _accepted++;
            if (_settledAt < 0 && _arrivals.Count > UnsettledArrivals)
            {
                (_settledAt, _unsettled) = (_now, _accepted);
            }
        }
        else
        {
            _ledger.Refuse(number, sentAt, _now, null);
            _refused++;
            _refusedLate += sentAt >= 10 * Second ? 1 : 0;
            _waiting += _path.FailFastCallers > 0 ? 0 : 1;
        }

        if (_path.FailFastCallers > 0)
        {
            CallOrComeBack();
        }

        Look();
    }

    /// <summary>When the pause ends in which the present falls, if any; what waited for it goes on within a millisecond.</summary>
    private long? AfterPause((double Every, double Length) pauses)
    {
        if (pauses.Every == 0)
        {
            return null;
        }

        long every = (long)(pauses.Every * Second);
        long since = _now % every;
        return _now >= every && since < pauses.Length * Second ? _now - since + (long)(pauses.Length * Second) + _random.NextInt64(Millisecond) : null;
    }

    private double Seconds => (double)_now / Second;

    private static long Ticks(double milliseconds) => (long)(milliseconds * Millisecond);

    private (int Largest, int Larger) CountWindows()
    {
        _arrivals.Sort();
        ApiRateLimit limit = _path.Limits.Append(new ApiRateLimit(int.MaxValue, TimeSpan.FromDays(1))).MinBy(each => each.Window);
        int largest = 0;
        int larger = 0;
        int end = 0;
        for (int first = Math.Min(UnsettledArrivals, _arrivals.Count); first < _arrivals.Count; first++)
        {
            while (end < _arrivals.Count && _arrivals[end] - _arrivals[first] < limit.Window.Ticks)
            {
                end++;
            }

            largest = Math.Max(largest, end - first);
            larger += end - first > limit.Limit ? 1 : 0;
        }

        return (largest, larger);
    }
}
