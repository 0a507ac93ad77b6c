using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <content>What the holders of leases tell.</content>
internal sealed partial class ThrottleQuota
{
    public void MarkSent(int index, int version)
    {
        RateLimitLease? limiterLease;
        long delay;
        lock (_lock)
        {
            if (!_leases.TryFind(index, version) || _leases[index].IsSent)
            {
                return;
            }

            ref LeaseTable.Slot slot = ref _leases[index];
            Send(ref slot, Now());
            limiterLease = slot.LimiterLease;
            delay = slot.ArrivedBy - slot.SentAt;
            GrantWaiters();
        }

        (limiterLease as IRequestObserver)?.OnSent(_time.GetElapsedTime(0, delay));
    }

    public void MarkCompleted(int index, int version)
    {
        RateLimitLease? limiterLease;
        long roundTrip;
        long delay;
        lock (_lock)
        {
            if (!_leases.TryFind(index, version))
            {
                return;
            }

            ref LeaseTable.Slot slot = ref _leases[index];
            (roundTrip, delay) = Settle(ref slot, Now(), isRefused: false);
            _backoff.Accept(slot.SentAt);
            limiterLease = _leases.Release(index);
            GrantWaiters();
        }

        EndLimiterLease(limiterLease, roundTrip, delay);
    }

    public void MarkRejected(int index, int version, TimeSpan? retryAfter)
    {
        RateLimitLease? limiterLease;
        long roundTrip;
        long delay;
        lock (_lock)
        {
            if (!_leases.TryFind(index, version))
            {
                return;
            }

            long now = Now();
            ref LeaseTable.Slot slot = ref _leases[index];
            (roundTrip, delay) = Settle(ref slot, now, isRefused: true);
            _backoff.Reject(slot.SentAt, now, retryAfter is { } asked ? Ticks(asked) : null);
            limiterLease = _leases.Release(index);
            GrantWaiters();
        }

        EndLimiterLease(limiterLease, roundTrip, delay);
        _metrics.Rejected();
    }

    public void MarkAbandoned(int index, int version)
    {
        RateLimitLease? limiterLease;
        lock (_lock)
        {
            if (!_leases.TryFind(index, version))
            {
                return;
            }

            // Once sent, it may have arrived or may be about to: it stays in the log as it is.
            _unsent -= _leases[index].IsSent ? 0 : 1;
            limiterLease = _leases.Release(index);
            GrantWaiters();
        }

        limiterLease?.Dispose();
    }

    /// <summary>Ties the lease of a limiter of the user's own to one of these: it ends with it.</summary>
    public void Add(int index, int version, RateLimitLease limiterLease)
    {
        lock (_lock)
        {
            if (_leases.TryFind(index, version))
            {
                _leases[index].LimiterLease = limiterLease;
            }
        }
    }

    private void Send(ref LeaseTable.Slot slot, long now)
    {
        _unsent--;
        slot.IsSent = true;
        slot.SentAt = now;
        slot.ArrivedBy = now + _arrivals.DelayUntilCompleted(out slot.IsFirst);
        _log.Add(slot.ArrivedBy);
        if (!slot.IsFirst)
        {
            _comparedSince = Math.Min(_comparedSince, now);
        }
    }

    /// <summary>Enters into the log what the response shows.</summary>
    private (long RoundTrip, long Delay) Settle(ref LeaseTable.Slot slot, long now, bool isRefused)
    {
        if (!slot.IsSent)
        {
            // Nobody told when it was sent, but it has arrived by now.
            _unsent--;
            slot.SentAt = now;
            _log.Add(now);
            return (0, 0);
        }

        long roundTrip = now - slot.SentAt;

        // A refusal comes back faster than work is done: its round trip says nothing about the shortest one of the rest.
        if (!isRefused)
        {
            _arrivals.Learn(roundTrip);
            MakeUpForShortfall(now);
        }

        long delay = _arrivals.DelayOf(roundTrip, slot.IsFirst);
        _log.Move(slot.ArrivedBy, slot.SentAt + delay);
        return (roundTrip, delay);
    }

    /// <summary>Corrects what was entered while the shortest round trip was not known yet. It costs room in the shortest window only, to which the budget belongs.</summary>
    private void MakeUpForShortfall(long now)
    {
        int others = _log.CountSince(Math.Max(_comparedSince, now - _shortestWindow)) - 1;
        if (_arrivals.TakeShortfall(Math.Max(0, others)) is > 0 and long shortfall)
        {
            _log.Delay(_comparedSince, shortfall);
            _leases.Delay(_comparedSince, shortfall);
        }
    }

    private void EndLimiterLease(RateLimitLease? limiterLease, long roundTrip, long delay)
    {
        if (limiterLease is not null)
        {
            (limiterLease as IRequestObserver)?.OnCompleted(_time.GetElapsedTime(0, roundTrip), _time.GetElapsedTime(0, delay));
            limiterLease.Dispose();
        }
    }
}
