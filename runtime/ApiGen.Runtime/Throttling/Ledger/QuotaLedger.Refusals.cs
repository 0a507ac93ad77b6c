namespace ApiGen.Runtime.Throttling.Ledger;

/// <content>What a refusal teaches: that calls arrived later than they counted, or that less is left of the quota than documented.</content>
internal sealed partial class QuotaLedger
{
    // Refusals that lateness does not explain: two within so many windows show that less is left than documented.
    private const int EvidenceWindows = 10;

    // A window that holds less than this of what it was seen to let through is not the one that is full, even if somebody else uses a part of it. Half of it may be, for
    // of bursts a window apart both may have been seen in one.
    private const double ShareOfOthers = 0.5;

    // One refusal and another that shows it to be no chance. Those that follow in a row, with nothing let through between, may be an outage.
    private const int TellingInARow = 2;

    // An outage that is shorter than this part of a window costs little of it; a limit lowered for it would cost much.
    private const int OutagesInAWindow = 100;

    // The least margin that explains a refusal is rarely the lateness that the path has.
    private const double ExplanationFactor = 2.5;

    // The refusal itself may have come late, but not by that much more than what was known before: then it was held up elsewhere.
    private const int LikelyFactor = 3;

    private long _lastUnexplainedAt = long.MinValue;
    private long _lastCutAt = long.MinValue;
    private long _cutByArrivalAt;
    private int _cutWindow;
    private LearntLimit _beforeCut;

    private void Learn(long sentAt, long lateness, long now)
    {
        if (sentAt < _lastCutAt)
        {
            // Of the burst that the limit was cut for: by now more is known of it.
            Lower();
        }
        else if (TryingWindow(sentAt + lateness) is int trying)
        {
            Cut(trying, sentAt + lateness, now);
        }
        else if (MarginThatExplains(sentAt, lateness, now) is { } needed)
        {
            if (_margin.Raise(needed))
            {
                Rebuild();
            }
        }
        else if (!IsEvidence(now) && !IsCut)
        {
            _lastUnexplainedAt = now;
        }
        else if (sentAt >= _lastUnexplainedAt)
        {
            // What was under way together with the one before counts as one.
            Cut(FullWindow(sentAt + lateness), sentAt + lateness, now);
        }
    }

    /// <summary>
    /// Where the limit is what was let through, what was not holds no place: in a window of an hour it would take one of those for as long. Before that a refused
    /// call holds its place like others, for no window is to see more calls than were documented; and so it does when nothing at all was let through.
    /// </summary>
    private void FreeRefused()
    {
        for (long number = _calls.First; number < _calls.End; number++)
        {
            ref SentCall call = ref _calls[number];
            if (call is { State: SentCallState.Refused, IsFree: false })
            {
                call.IsFree = true;
                _log.Remove(call.ArrivedBy);
            }
        }
    }

    private bool IsEvidence(long now) => _lastUnexplainedAt != long.MinValue && now - _lastUnexplainedAt <= _evidenceTime;

    private void Cut(int window, long arrivedAt, long now)
    {
        _beforeCut = _limits[window];
        _cutWindow = window;
        _cutByArrivalAt = arrivedAt;
        _lastCutAt = now;
        Lower();
    }

    private void Lower()
    {
        int accepted = AcceptedBefore(_cutByArrivalAt, _cutWindow);
        _limits[_cutWindow] = _beforeCut;

        if (_beforeCut.IsTrying || _pause.InARow <= TellingInARow || (!_beforeCut.IsCut && IsLongOutage(_cutWindow)))
        {
            _limits[_cutWindow].Cut(_lastCutAt, accepted);
            if (accepted > 0)
            {
                FreeRefused();
            }
        }

        ApplyLimits();
    }

    /// <summary>Whether nothing was let through for so long that waiting for it to end would cost much of the window; what is shorter is what pauses are for.</summary>
    private bool IsLongOutage(int window)
    {
        for (long number = _calls.First; number < _calls.End; number++)
        {
            ref readonly SentCall call = ref _calls[number];
            if (call.State != SentCallState.Refused && call.SentAt >= _cutByArrivalAt - (_lengths[window] / OutagesInAWindow))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The margin that would have prevented the refusal; null when none would. The server had a window full of calls when the refused one came: those that
    /// were sent within the window are known, and of those sent before it the latest must have arrived within it.
    /// </summary>
    private long? MarginThatExplains(long sentAt, long lateness, long now)
    {
        long? least = null;
        for (int i = 0; i < _limits.Length; i++)
        {
            long windowBegin = sentAt - _lengths[i];
            int missing = _options.AreEnforced ? _limits[i].Current : RefusedSince(windowBegin);
            for (long number = _calls.End - 1; number >= _calls.First && missing > 0; number--)
            {
                ref readonly SentCall call = ref _calls[number];
                bool mayCount = call.State != SentCallState.Refused && call.SentAt <= (_options.AreEnforced ? sentAt + lateness : windowBegin)
                    && call.SentAt + MostLateness(call, now) > windowBegin;
                if (mayCount && --missing == 0)
                {
                    least = Math.Min(least ?? long.MaxValue, MarginFor(call, windowBegin, lateness, now));
                }
            }
        }

        // Beside others, those of whom this ledger knows nothing may have been late as well: what a wider margin does not mend is not explained.
        return _options.AreEnforced || least > _margin.Value ? least : null;
    }

    /// <summary>
    /// How many calls were refused within a window. Where others keep to the limit, and count the calls of more than this ledger knows of, so many calls too many
    /// were in the window; lateness explains them if as many came from before it.
    /// </summary>
    private int RefusedSince(long windowBegin)
    {
        int refused = 0;
        for (long number = _calls.End - 1; number >= _calls.First; number--)
        {
            ref readonly SentCall call = ref _calls[number];
            refused += call.State == SentCallState.Refused && call.SentAt > windowBegin ? 1 : 0;
        }

        return Math.Max(1, refused);
    }

    /// <summary>The margin with which the call would have been counted in a window that begins after it was sent.</summary>
    private long MarginFor(in SentCall call, long windowBegin, long lateness, long now)
    {
        if (call.IsStalled || (call.State != SentCallState.Accepted && now - call.SentAt > _roundTrips.StallAfter))
        {
            // It counts in full whatever the margin.
            return 0;
        }

        // The refused call may have come at once or late, and the window with it.
        long least = Math.Max(0, windowBegin - call.SentAt);
        long likely = Math.Min(Math.Clamp(windowBegin + lateness - call.SentAt, 0, MostLateness(call, now)), LikelyFactor * Math.Max(least, _margin.Value));
        return Math.Max(likely, (long)(least * ExplanationFactor));
    }

    private long MostLateness(in SentCall call, long now) =>
        call.State == SentCallState.Accepted ? _roundTrips.ExcessOf(call.RespondedAt - call.SentAt) : Math.Min(_maxArrivalDelay, _roundTrips.ExcessOf(now - call.SentAt));

    /// <summary>How many calls the window had let through, as far as is known, when the refused one came.</summary>
    private int AcceptedBefore(long arrivedAt, int window)
    {
        int accepted = 0;
        for (long number = _calls.First; number < _calls.End; number++)
        {
            ref readonly SentCall call = ref _calls[number];
            if (call.State != SentCallState.Refused && call.SentAt <= arrivedAt && call.ArrivedBy > arrivedAt - _lengths[window])
            {
                accepted++;
            }
        }

        return accepted;
    }

    /// <summary>The window that tries more than is known to be let through, if that may be why the service refused a call.</summary>
    private int? TryingWindow(long arrivedAt)
    {
        for (int i = 0; i < _limits.Length; i++)
        {
            if (_limits[i].IsTrying && MayBeFull(i, arrivedAt))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>
    /// Whose limit a refusal is laid on: the shortest window's, unless it held far less than it was seen to let through. The longest is the last that is left, if the
    /// service has let anything through in it.
    /// </summary>
    private int FullWindow(long arrivedAt)
    {
        int last = _limits.Length - 1;
        for (int i = 0; i < last; i++)
        {
            if (MayBeFull(_byLength[i], arrivedAt))
            {
                return _byLength[i];
            }
        }

        return _byLength[AcceptedBefore(arrivedAt, _byLength[last]) > 0 ? last : 0];
    }

    private bool MayBeFull(int window, long arrivedAt) => !_limits[window].IsCut || AcceptedBefore(arrivedAt, window) >= _limits[window].Known * ShareOfOthers;
}
