using System.Runtime.InteropServices;

namespace ApiGen.Runtime.Throttling.Ledger;

/// <content>
/// When a request that has no permit yet is expected to get one. Nothing is decided here: permits are given by when calls have arrived at the latest, and the
/// forecast goes by when those under way are expected to.
/// </content>
internal sealed partial class QuotaLedger
{
    // Of more turns than that it is enough to look at some.
    private const int MostLooks = 256;

    // The times in the log of calls that are expected to have arrived earlier, and the times that are expected instead.
    private readonly List<long> _latestArrivals = [];
    private readonly List<long> _expectedArrivals = [];

    // The log with those exchanged.
    private readonly List<long> _expectedLog = [];
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
            return ForeseenTurn(0);
        }

        long wake = UsualWake;
        long delay = (2 * wake) + UsualLateness;
        long returnAt = Math.Max(LateTurn(ahead, delay), _pacer.NextTurn + _pacer.TimeOf(ahead - 1, wake));

        // Those who wait are spread over the window: the last of them, and the one whose place the request takes, go at so many turns' distance from others at the earliest.
        int limit = _log.LimitOfShortest;
        int spread = Math.Min(ahead, limit);
        for (int turns = 0; turns < spread; turns += Math.Max(1, spread / MostLooks))
        {
            int before = turns <= ahead - limit ? ahead - turns : ahead - 1 - turns;
            returnAt = Math.Max(returnAt, LateTurn(before, delay) + _pacer.TimeOf(turns, wake));
        }

        // Places that are free are taken in turn as well, and count from then on.
        long turnAt = Math.Max(now, _pacer.NextTurn);
        for (int number = ahead >= limit ? ahead : ahead - 1; number >= ahead - 1; number--)
        {
            returnAt = Math.Max(returnAt, turnAt + _pacer.TimeOf(number % limit, wake) + (number / limit * (_log.LengthOfShortest + delay)));
        }

        return returnAt + (2 * wake);
    }

    /// <summary>When the first of those who wait has gone, and its place is free for another.</summary>
    public long PlaceAt(long now) => TurnAt(now, 0) + UsualWake;

    /// <summary>Prepares the forecast, for any number of requests: it holds until the ledger is told anything else.</summary>
    public void Foresee(long now)
    {
        Advance(now);
        _foreseenAt = now;
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

    /// <summary>When the request is expected to get its permit; after <see cref="Foresee"/>.</summary>
    /// <param name="ahead">How many wait before it.</param>
    public long ForeseenTurn(int ahead) => LateTurn(ahead, 0);

    /// <param name="ahead">How many wait before it.</param>
    /// <param name="delay">How much later than it might each of them counts.</param>
    private long LateTurn(int ahead, long delay) =>
        _log.TurnAt(CollectionsMarshal.AsSpan(_expectedLog), Math.Max(_foreseenAt, _pause.EndsAt), ahead + _unsent + _held, delay);

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
