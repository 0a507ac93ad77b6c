namespace ApiGen.Runtime.Throttling;

/// <content>The callers who wait, and for how long they may.</content>
internal sealed partial class ThrottleQuota
{
    // Of those who do not wait for ever.
    private int _waitersWithDeadline;
    private long _nextDeadline = long.MaxValue;

    public void CancelWait(ThrottleWaiter waiter)
    {
        lock (_lock)
        {
            if (waiter.State == ThrottleWaiter.Stage.Queued)
            {
                Dequeue(waiter);
                waiter.Cancel(_time.GetElapsedTime(waiter.QueuedAt, Now()));
                GrantWaiters();
            }
            else if (waiter.State == ThrottleWaiter.Stage.New)
            {
                waiter.State = ThrottleWaiter.Stage.Cancelled;
            }
        }
    }

    /// <summary>What a caller gets whose turn is expected too late, or did not come for as long as it may wait.</summary>
    public ApiThrottledException WaitRefusal(TimeSpan turn, LateTurn.Found found) => Refusal(LateTurn.Reason(turn, found), turn);

    public ApiThrottledException QueueRefusal(int limit, TimeSpan? placeAfter) => Refusal(
        limit == 0
            ? $"{NoPermit()}, and no call may wait (ThrottleOptions.QueueLimit is 0)"
            : FormattableString.Invariant($"{limit} calls wait already, and ThrottleOptions.QueueLimit lets no more wait"),
        placeAfter);

    private ApiThrottledException FailFastRefusal()
    {
        TimeSpan turn;
        bool isPaused;
        string none;
        lock (_lock)
        {
            TimeSpan pauseLeft = PauseLeft;
            turn = ReturnAfter();
            isPaused = pauseLeft >= turn;
            none = NoPermit();
        }

        return Refusal(
            isPaused
                ? "the service refused calls, so the throttle pauses, and its mode is to fail fast"
                : $"{none}, and the throttle's mode is to fail fast",
            turn);
    }

    /// <summary>Which limit it is that has no permit: whoever looks into why calls are refused must not look at the wrong one.</summary>
    private string NoPermit()
    {
        lock (_lock)
        {
            _ledger.Advance(Now());
            return _ledger.FullLoweredLimit is { } lowered
                ? FormattableString.Invariant($"the limit of {lowered.Limit} calls in {lowered.Window.TotalSeconds} s, learnt from calls that the service refused, leaves no permit now")
                : "the documented limit leaves no permit now";
        }
    }

    private ValueTask<ThrottleLease> WaitAsync(Throttle throttle, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        ThrottleWaiter? waiter;
        lock (_lock)
        {
            _pool.TryPop(out waiter);
        }

        waiter ??= new ThrottleWaiter(this);

        // Outside of the lock, and before the waiter is in the queue: the callback may come at once and needs the lock.
        waiter.Begin(cancellationToken);
        bool isQueued = false;
        TimeSpan? tooLong = null;
        TimeSpan? placeAfter = null;
        lock (_lock)
        {
            if (waiter.State == ThrottleWaiter.Stage.New)
            {
                if (_queue.Count >= throttle.QueueLimit)
                {
                    placeAfter = PlaceAfter();
                }
                else
                {
                    tooLong = WaitBeyond(maxWait);
                    isQueued = tooLong is null;
                }
            }

            if (isQueued)
            {
                Enqueue(waiter, maxWait);
                GrantWaiters();
            }
        }

        if (isQueued)
        {
            if (Limiter is null)
            {
                _metrics.WaitBegan();
            }

            return waiter.Task;
        }

        if (waiter.TryEndUnused())
        {
            Reuse(waiter);
        }

        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<ThrottleLease>(cancellationToken)
            : ValueTask.FromException<ThrottleLease>(tooLong is { } turn ? WaitRefusal(turn, LateTurn.Found.AtOnce) : QueueRefusal(throttle.QueueLimit, placeAfter));
    }

    private void Enqueue(ThrottleWaiter waiter, TimeSpan maxWait)
    {
        waiter.QueuedAt = Now();
        waiter.DeadlineAt = maxWait == Timeout.InfiniteTimeSpan ? long.MaxValue : waiter.QueuedAt + Ticks(maxWait);
        _waitersWithDeadline += waiter.DeadlineAt == long.MaxValue ? 0 : 1;
        _nextDeadline = Math.Min(_nextDeadline, waiter.DeadlineAt);
        _queue.Add(waiter);
    }

    private void Dequeue(ThrottleWaiter waiter)
    {
        _waitersWithDeadline -= waiter.DeadlineAt == long.MaxValue ? 0 : 1;
        _queue.Remove(waiter);
    }

    /// <summary>How long one more caller is expected to wait, if that is longer than it may.</summary>
    private TimeSpan? WaitBeyond(TimeSpan maxWait) =>
        maxWait != Timeout.InfiniteTimeSpan && TurnAfter(_queue.Count) is var wait && wait > maxWait ? wait : null;

    /// <summary>How long a caller is expected to wait with so many before it.</summary>
    private TimeSpan TurnAfter(int ahead)
    {
        long now = Now();
        return _time.GetElapsedTime(now, _ledger.TurnAt(now, ahead));
    }

    /// <summary>After how long whoever joins no queue finds a permit, behind those who wait.</summary>
    private TimeSpan ReturnAfter()
    {
        long now = Now();
        return _time.GetElapsedTime(now, _ledger.ReturnAt(now, _queue.Count));
    }

    /// <summary>After how long a place in the queue is free; where there is no queue, a permit.</summary>
    private TimeSpan PlaceAfter()
    {
        long now = Now();
        return _time.GetElapsedTime(now, _queue.Count == 0 ? _ledger.ReturnAt(now, 0) : _ledger.PlaceAt(now));
    }

    /// <summary>Refuses those who waited for as long as they may, and those whose turn is expected too late: nobody waits for nothing.</summary>
    private void RefuseHopeless(long now)
    {
        _nextDeadline = long.MaxValue;
        int ahead = 0;
        if (_waitersWithDeadline > 0)
        {
            _ledger.Foresee(now);
        }

        for (ThrottleWaiter? waiter = _queue.First; waiter is not null && _waitersWithDeadline > 0;)
        {
            ThrottleWaiter? next = waiter.Next;
            long turnAt = waiter.DeadlineAt == long.MaxValue ? now : Math.Max(now, _ledger.ForeseenTurn(ahead));
            if (waiter.DeadlineAt <= now || turnAt > waiter.DeadlineAt)
            {
                Dequeue(waiter);
                waiter.Refuse(_time.GetElapsedTime(now, turnAt), _time.GetElapsedTime(waiter.QueuedAt, now), waiter.DeadlineAt <= now ? LateTurn.Found.AtTheEnd : LateTurn.Found.Meanwhile);
            }
            else
            {
                _nextDeadline = Math.Min(_nextDeadline, waiter.DeadlineAt);
                ahead++;
            }

            waiter = next;
        }
    }
}
