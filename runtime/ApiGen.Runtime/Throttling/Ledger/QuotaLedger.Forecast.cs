using System.Runtime.InteropServices;

namespace ApiGen.Runtime.Throttling.Ledger;

/// <content>
/// When a request that has no permit yet is expected to get one. Nothing is decided here: permits are given by when calls have arrived at the latest, and the
/// forecast goes by when those under way are expected to.
/// </content>
internal sealed partial class QuotaLedger
{
    // The times in the log of calls that are expected to have arrived earlier, and the times that are expected instead.
    private readonly List<long> _latestArrivals = [];
    private readonly List<long> _expectedArrivals = [];

    // The log with those exchanged and the turns that are foreseen, in order.
    private readonly List<long> _expectedLog = [];

    // The turns that are foreseen, by how many wait before.
    private readonly List<long> _turns = [];
    private readonly LearntLimit[] _foreseenLimits;
    private GrantPacer _foreseenPacer;
    private long _foreseenAt;

    /// <summary>When a request that waits behind others is expected to get its permit.</summary>
    /// <param name="now">The time.</param>
    /// <param name="ahead">How many wait before it.</param>
    public long TurnAt(long now, int ahead)
    {
        Foresee(now);
        return ForeseenTurn(ahead);
    }

    /// <summary>
    /// When a request that joins no queue finds a permit if it comes back then. For those who wait that must not be too early: so unlike <see cref="TurnAt"/>, which
    /// must not turn away whoever may get a turn in time, it goes by what is usual of those before it: timers that come late, work before the wire, a way that differs.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="ahead">How many wait: all of them go before it.</param>
    public long ReturnAt(long now, int ahead)
    {
        Foresee(now);
        if (ahead == 0)
        {
            ExpectPending();
            return ForeseenPermit(_foreseenAt);
        }

        // One after the other, as they will go: each as soon as every window and the pace let it, and from then on it counts.
        long wake = UsualWake;
        long delay = (2 * wake) + UsualLateness;
        int together = _pacer.CallsPerInterval;
        long turnAt = _foreseenAt;
        for (int pending = _unsent + _held; pending > 0; pending--)
        {
            _expectedLog.Add(turnAt + delay);
        }

        for (int turn = 0; turn < ahead; turn++)
        {
            long spreadAt = turn < together ? _pacer.NextTurn : _expectedLog[^together] - delay + _pacer.TimeOf(1, wake);
            turnAt = ForeseenPermit(Math.Max(turnAt, spreadAt));
            _expectedLog.Add(turnAt + delay);
        }

        return ForeseenPermit(turnAt) + (2 * wake);
    }

    /// <summary>When the first of those who wait has gone, and its place is free for another.</summary>
    public long PlaceAt(long now) => TurnAt(now, 0) + UsualWake;

    /// <summary>Prepares the forecast, for any number of requests: it holds until the ledger is told anything else.</summary>
    public void Foresee(long now)
    {
        Advance(now);
        _foreseenAt = Math.Max(now, _pause.EndsAt);
        _foreseenPacer = _pacer;
        _limits.CopyTo(_foreseenLimits, 0);
        _turns.Clear();
        _latestArrivals.Clear();
        _expectedArrivals.Clear();
        for (long number = _calls.First; number < _calls.End; number++)
        {
            ref readonly SentCall call = ref _calls[number];
            if (call.State == SentCallState.Outstanding && ExpectedArrival(call, now) is var expected && expected < call.ArrivedBy)
            {
                _latestArrivals.Add(call.ArrivedBy);
                _expectedArrivals.Add(expected);
            }
        }

        _latestArrivals.Sort();
        _expectedArrivals.Sort();
        _log.CopyTo(_expectedLog, CollectionsMarshal.AsSpan(_latestArrivals), CollectionsMarshal.AsSpan(_expectedArrivals));
    }

    /// <summary>
    /// When the request is expected to get its permit; after <see cref="Foresee"/>. All go one after the other, as soon as every window and the pace let them: what one
    /// window holds back comes later to the others.
    /// </summary>
    /// <param name="ahead">How many wait before it.</param>
    public long ForeseenTurn(int ahead)
    {
        if (_turns.Count == 0)
        {
            ExpectPending();
        }

        while (_turns.Count <= ahead)
        {
            if (_turns.Count > 0)
            {
                Expect(_turns[^1]);
            }

            long turnAt = ForeseenPermit(_turns.Count == 0 ? _foreseenAt : _turns[^1]);
            if (!_foreseenPacer.TryTake(turnAt, _margin.Shown, out long spreadAt))
            {
                turnAt = spreadAt;
                _foreseenPacer.TryTake(turnAt, _margin.Shown, out _);
            }

            _turns.Add(turnAt);
        }

        return _turns[ahead];
    }

    private void ExpectPending()
    {
        for (int pending = _unsent + _held; pending > 0; pending--)
        {
            Expect(_foreseenAt);
        }
    }

    private void Expect(long arrival)
    {
        int at = _expectedLog.Count;
        while (at > 0 && _expectedLog[at - 1] > arrival)
        {
            at--;
        }

        _expectedLog.Insert(at, arrival);
    }

    /// <summary>When the one behind all who are foreseen gets its permit, from a time on. Lowered limits take the steps that come until then.</summary>
    private long ForeseenPermit(long from)
    {
        ReadOnlySpan<long> times = CollectionsMarshal.AsSpan(_expectedLog);
        long permitAt = from;
        for (int i = 0; i < _foreseenLimits.Length; i++)
        {
            ref LearntLimit limit = ref _foreseenLimits[i];
            long at = Math.Max(from, _log.PermitAt(i, InForce(limit), times));
            while (at > from && at > limit.NextStepAt)
            {
                long stepAt = Math.Max(from, limit.NextStepAt);
                limit.Advance(stepAt, _log.HeldBy(i, times, stepAt));
                at = Math.Max(stepAt, _log.PermitAt(i, InForce(limit), times));
            }

            permitAt = Math.Max(permitAt, at);
        }

        return permitAt;
    }

    /// <summary>How late a timer comes, and likewise the thread that goes on: they count whole milliseconds, and a busy machine has more to do.</summary>
    private long UsualWake => _timerResolution + (long)(2 * _ownLateness);

    /// <summary>How late a call that has not gone yet will count when it took as long as is usual.</summary>
    private long UsualLateness => _firstCallsLeft > 0
        ? Math.Min(_roundTrips.Expected, _maxArrivalDelay)
        : Math.Min(_roundTrips.ExcessOf(_roundTrips.Expected), Math.Max(_margin.Value, _roundTrips.CheapExcess));

    /// <summary>
    /// When a call that is under way will count once its response is there, if that takes as long as is usual: now at the earliest when nothing is known. Never
    /// so early that a window has left it behind while the log still counts it.
    /// </summary>
    private long ExpectedArrival(in SentCall call, long now)
    {
        long roundTrip = Math.Max(now - call.SentAt, _roundTrips.Expected);
        if (call.IsFirst)
        {
            return call.SentAt + roundTrip;
        }

        // Where the response is expected after the window has passed, it is what the log has that decides.
        return roundTrip < _lengths[0] ? call.SentAt + _roundTrips.ExcessOf(roundTrip) : call.ArrivedBy;
    }
}
