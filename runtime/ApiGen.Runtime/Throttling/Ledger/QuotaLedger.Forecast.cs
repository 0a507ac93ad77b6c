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
    public long ForeseenTurn(int ahead) =>
        _log.TurnAt(CollectionsMarshal.AsSpan(_expectedLog), Math.Max(_foreseenAt, _pause.EndsAt), ahead + _unsent + _held);

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
