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

    /// <summary>What a caller gets whose turn comes too late.</summary>
    public ApiThrottledException WaitRefusal(TimeSpan turn) =>
        Refusal(FormattableString.Invariant($"its turn comes in {turn.TotalSeconds:0.0##} s, which is longer than the throttle lets calls wait"), turn);

    private ValueTask<ThrottleLease> WaitAsync(Throttle throttle, CancellationToken cancellationToken)
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
                    placeAfter = TurnAfter(0);
                }
                else
                {
                    tooLong = WaitBeyond(throttle.MaxQueueWait);
                    isQueued = tooLong is null;
                }
            }

            if (isQueued)
            {
                Enqueue(waiter, throttle.MaxQueueWait);
                GrantWaiters();
            }
        }

        if (isQueued)
        {
            _metrics.WaitBegan();
            return waiter.Task;
        }

        if (waiter.TryEndUnused())
        {
            Reuse(waiter);
        }

        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<ThrottleLease>(cancellationToken)
            : ValueTask.FromException<ThrottleLease>(tooLong is { } turn ? WaitRefusal(turn) : Refusal($"{throttle.QueueLimit} calls wait already, which is the throttle's queue limit", placeAfter));
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

    /// <summary>How long one more caller would wait, if that is longer than it may.</summary>
    private TimeSpan? WaitBeyond(TimeSpan maxWait) =>
        maxWait != Timeout.InfiniteTimeSpan && TurnAfter(_queue.Count) is var wait && wait > maxWait ? wait : null;

    /// <summary>How long a caller would wait with so many before it.</summary>
    private TimeSpan TurnAfter(int ahead)
    {
        long now = Now();
        return _time.GetElapsedTime(now, _ledger.TurnAt(now, ahead));
    }

    /// <summary>Refuses those who waited for as long as they may, and those whose turn will come too late: nobody waits for nothing.</summary>
    private void RefuseHopeless(long now)
    {
        _nextDeadline = long.MaxValue;
        int ahead = 0;
        for (ThrottleWaiter? waiter = _queue.First; waiter is not null && _waitersWithDeadline > 0;)
        {
            ThrottleWaiter? next = waiter.Next;
            long turnAt = waiter.DeadlineAt == long.MaxValue ? now : Math.Max(now, _ledger.TurnAt(now, ahead));
            if (waiter.DeadlineAt <= now || turnAt > waiter.DeadlineAt)
            {
                Dequeue(waiter);
                waiter.Refuse(_time.GetElapsedTime(now, turnAt), _time.GetElapsedTime(waiter.QueuedAt, now));
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
