namespace ApiGen.Runtime.Throttling.Ledger;

/// <content>What becomes of requests.</content>
internal sealed partial class QuotaLedger
{
    /// <summary>A request with a permit goes to the wire.</summary>
    /// <returns>Its number.</returns>
    public long Send(long now)
    {
        _unsent--;
        bool isFirst = _firstCallsLeft > 0;
        _firstCallsLeft -= isFirst ? 1 : 0;
        SentCall call = new() { SentAt = now, IsFirst = isFirst };
        call.ArrivedBy = now + LatenessOf(call);
        _log.Add(call.ArrivedBy);
        return _calls.Add(call);
    }

    /// <summary>A request that goes to the wire has not all gone before now.</summary>
    public void PutOff(long number, long now)
    {
        if (_calls.Knows(number) && _calls[number].State == SentCallState.Outstanding)
        {
            ref SentCall call = ref _calls[number];
            call.SentAt = now;
            Enter(ref call, now + LatenessOf(call));
        }
    }

    /// <summary>The service let a request through.</summary>
    /// <param name="number">The number that <see cref="Send"/> gave.</param>
    /// <param name="sentAt">When all of it had gone to the wire.</param>
    /// <param name="now">The time.</param>
    /// <param name="writing">How long before that it began to go.</param>
    public CallTimes Accept(long number, long sentAt, long now, long writing = 0)
    {
        bool isStalled = IsStalled(number, sentAt, now);
        NoticeShorterPath(now - sentAt + writing, sentAt);
        _roundTrips.Add(now - sentAt + writing, now - sentAt, IsFirst(number));
        RebuildIfPathIsShorter();
        long lateness = Settle(number, sentAt, now, SentCallState.Accepted, isStalled);
        bool wasFull = !_options.AreEnforced || now - _lastFullAt <= 2 * _lengths[0];
        if (wasFull && _firstCallsLeft == 0 && !isStalled)
        {
            _margin.Sink(lateness, _roundTrips.CheapExcess);
        }

        _pause.Accepted(sentAt);
        return new CallTimes(now - sentAt + writing, lateness + writing);
    }

    /// <summary>The service refused a request as too frequent.</summary>
    /// <param name="number">The number that <see cref="Send"/> gave.</param>
    /// <param name="sentAt">When all of it had gone to the wire.</param>
    /// <param name="now">The time.</param>
    /// <param name="named">For how long the service asked to be left alone; null when it did not.</param>
    /// <param name="writing">How long before that it began to go.</param>
    public CallTimes Refuse(long number, long sentAt, long now, long? named, long writing = 0)
    {
        bool isStalled = IsStalled(number, sentAt, now);
        NoticeShorterPath(now - sentAt + writing, sentAt);
        _roundTrips.AddRefused(now - sentAt + writing);
        RebuildIfPathIsShorter();
        long lateness = Settle(number, sentAt, now, SentCallState.Refused, isStalled);
        _knownPermits = 0;
        _pause.Refused(sentAt, now, named);
        Learn(sentAt, _roundTrips.ExcessOf(now - sentAt), now);
        return new CallTimes(now - sentAt + writing, lateness + writing);
    }

    /// <summary>No response to a request that was sent will come. It has arrived, or may yet: it stays in the log.</summary>
    public void Abandon(long number, long sentAt, long now)
    {
        _roundTrips.AddAbandoned(now - sentAt);
        if (!_calls.Knows(number))
        {
            return;
        }

        ref SentCall call = ref _calls[number];
        if (call.State == SentCallState.Held)
        {
            _held--;
            call.ArrivedBy = Math.Min(now, call.SentAt + _maxArrivalDelay);
            _log.Add(call.ArrivedBy);
        }

        call.State = SentCallState.Abandoned;
    }

    private bool IsFirst(long number) => _calls.Knows(number) && _calls[number].IsFirst;

    /// <summary>Whether a call was held up: as it was seen while it was under way, for a stall of the whole path changes what is usual.</summary>
    private bool IsStalled(long number, long sentAt, long now) =>
        now - sentAt > _roundTrips.StallAfter || (_calls.Knows(number) && _calls[number].IsStalled);

    /// <returns>How much later than it was sent the call counts.</returns>
    private long Settle(long number, long sentAt, long now, SentCallState state, bool isStalled)
    {
        _lastRespondedSentAt = Math.Max(_lastRespondedSentAt, sentAt);
        SentCall settled = new() { SentAt = sentAt, RespondedAt = now, State = state, IsStalled = isStalled };
        if (!_calls.Knows(number))
        {
            return LatenessOf(settled);
        }

        ref SentCall call = ref _calls[number];
        settled.IsFirst = call.IsFirst;
        settled.ArrivedBy = sentAt + LatenessOf(settled);
        if (call.State == SentCallState.Held)
        {
            _held--;
            _log.Add(settled.ArrivedBy);
        }
        else
        {
            Enter(ref call, settled.ArrivedBy);
        }

        call = settled;
        return settled.ArrivedBy - sentAt;
    }

    /// <summary>Enters a call that is in the log with another time.</summary>
    private void Enter(ref SentCall call, long arrivedBy)
    {
        if (call.ArrivedBy == arrivedBy)
        {
            return;
        }

        if (_log.Remove(call.ArrivedBy))
        {
            _log.Add(arrivedBy);
        }
        else if (arrivedBy > call.ArrivedBy)
        {
            // Left behind too early: it counts again.
            _log.Add(arrivedBy);
            _knownPermits = 0;
        }

        call.ArrivedBy = arrivedBy;
    }

    private long LatenessOf(in SentCall call)
    {
        if (call.State == SentCallState.Abandoned)
        {
            return call.ArrivedBy - call.SentAt;
        }

        if (call.State == SentCallState.Outstanding)
        {
            // Not later than is usual: more than that is held up, and watched for.
            return call.IsFirst ? _maxArrivalDelay : Math.Max(MarginOf(call), Math.Min(_roundTrips.CheapExcess, _roundTrips.ExcessOf(_roundTrips.Usual)));
        }

        // A first call is compared with nothing: a cold process is late for reasons of its own.
        long roundTrip = call.RespondedAt - call.SentAt;
        return Math.Min(
            call.IsFirst ? roundTrip : _roundTrips.ExcessOf(roundTrip),
            call.IsFirst || call.IsStalled ? _maxArrivalDelay : Math.Min(_maxArrivalDelay, Math.Max(MarginOf(call), _roundTrips.CheapExcess)));
    }

    private long MarginOf(in SentCall call) => call.SentAt < _shorterSince ? _margin.Value + _lateBefore : _margin.Value;

    /// <summary>
    /// When the path becomes shorter, calls overtake those before them. What all of those were late by counts in full then, besides the margin, if it is more
    /// than they differed by. It may have been work that is done sooner now, so this happens no oftener than is cheap.
    /// </summary>
    private void NoticeShorterPath(long roundTrip, long sentAt)
    {
        long shorter = _roundTrips.ShorterThanLast(CallsThatShowThePath, roundTrip);
        if (shorter > Math.Max(_margin.Value, _roundTrips.Usual - roundTrip - shorter) && shorter <= (sentAt - _shorterSince) * CheapLateness)
        {
            _shorterSince = sentAt;
            _lateBefore = shorter;
            Rebuild();
        }
    }

    /// <summary>A call that has been under way for too long may arrive at any time: it holds its place until its response comes.</summary>
    private void HoldStalled(long now)
    {
        if (HeldUpAfter is { } heldUpAfter)
        {
            for (_firstWatched = Math.Max(_firstWatched, _calls.First); _firstWatched < _calls.End; _firstWatched++)
            {
                ref SentCall call = ref _calls[_firstWatched];
                if (call.State != SentCallState.Outstanding)
                {
                    continue;
                }

                if (now - call.SentAt <= heldUpAfter)
                {
                    break;
                }

                _log.Remove(call.ArrivedBy);
                call.State = SentCallState.Held;
                call.IsStalled = true;
                _held++;
            }
        }

        while (_held > 0 && FirstHeldEndsAt() <= now)
        {
            ref SentCall call = ref _calls[_firstHeld];
            _held--;
            call.State = SentCallState.Abandoned;
            call.ArrivedBy = now;
            _log.Add(now);
        }
    }

    /// <summary>When the oldest of the calls that are held has been held for long enough.</summary>
    private long FirstHeldEndsAt()
    {
        _firstHeld = Math.Max(_firstHeld, _calls.First);
        while (_calls[_firstHeld].State != SentCallState.Held)
        {
            _firstHeld++;
        }

        // When later calls were responded to, it is this call that is late and not the path: it was lost and sent again, or is worked on.
        long sentAt = _calls[_firstHeld].SentAt;
        return sentAt + (sentAt < _lastRespondedSentAt ? Math.Min(_maxArrivalDelay, _roundTrips.StallAfter + _longestResend) : _maxArrivalDelay);
    }

    /// <summary>What was taken for undisturbed turns out to have been late itself.</summary>
    private void RebuildIfPathIsShorter()
    {
        if (_lastRebuiltWith - _roundTrips.Shortest > _roundTripTolerance)
        {
            Rebuild();
        }
    }

    /// <summary>Enters all calls anew, because what their times were derived from has changed.</summary>
    private void Rebuild()
    {
        _lastRebuiltWith = _roundTrips.Shortest;
        _knownPermits = 0;
        _log.Clear();
        for (long number = _calls.First; number < _calls.End; number++)
        {
            ref SentCall call = ref _calls[number];
            if (call.State != SentCallState.Held && !call.IsFree)
            {
                // Never earlier than before: what was cheap when the response came may not be any more, but it was late all the same.
                call.ArrivedBy = Math.Max(call.ArrivedBy, call.SentAt + LatenessOf(call));
                _log.Add(call.ArrivedBy);
            }
        }
    }
}
