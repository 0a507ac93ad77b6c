using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling.Ledger;

namespace ApiGen.Runtime.Throttling;

/// <content>What the holders of leases tell.</content>
internal sealed partial class ThrottleQuota
{
    // What the lease of a limiter tells that keeps those who wait itself: how late the timer was that let the call go.
    private static readonly MetadataName<TimeSpan> TimerLateness = MetadataName.Create<TimeSpan>("apigen.timer_lateness");

    // The leases with one of a limiter that are not sent yet: they go before those that wait for the limiter.
    private int _tiedUnsent;

    /// <param name="index">The lease's slot.</param>
    /// <param name="version">The slot's use.</param>
    /// <param name="since">When it went to the wire, if that is not now.</param>
    public void MarkSent(int index, int version, long? since = null)
    {
        RateLimitLease? observer;
        long delay = 0;
        long? heldUpAfter = null;
        lock (_lock)
        {
            if (!_leases.TryFind(index, version))
            {
                return;
            }

            ref LeaseTable.Slot slot = ref _leases[index];
            if (slot.IsSent)
            {
                slot.WrittenAt = Now();
                _ledger.PutOff(slot.Number, slot.WrittenAt);
                return;
            }

            Send(ref slot, Math.Min(since ?? long.MaxValue, Now()));
            observer = slot.LimiterLease is IRequestObserver ? slot.LimiterLease : null;
            if (observer is not null)
            {
                delay = _ledger.LatenessUntilResponse(slot.Number);
                heldUpAfter = _ledger.HeldUpAfter;
            }

            GrantWaiters();
        }

        if (observer is not null)
        {
            TellSent(observer, delay, heldUpAfter);
        }
    }

    public void MarkCompleted(int index, int version)
    {
        RateLimitLease? limiterLease;
        CallTimes times;
        lock (_lock)
        {
            if (!_leases.TryFind(index, version))
            {
                return;
            }

            long now = Now();
            ref LeaseTable.Slot slot = ref _leases[index];
            SendUnlessSent(ref slot, now);
            times = _ledger.Accept(slot.Number, slot.WrittenAt, now, slot.WrittenAt - slot.SentAt);
            limiterLease = _leases.Release(index);
            GrantWaiters();
        }

        EndLimiterLease(limiterLease, times);
    }

    /// <param name="index">The lease's slot.</param>
    /// <param name="version">The slot's use.</param>
    /// <param name="retryAfter">The time that the service asked to wait.</param>
    /// <param name="grantedAt">When the permit was given, if the refusal counts also when a response had begun; null to ignore it then.</param>
    public void MarkRejected(int index, int version, TimeSpan? retryAfter, long? grantedAt = null)
    {
        RateLimitLease? limiterLease;
        CallTimes times;
        lock (_lock)
        {
            long now = Now();
            if (!_leases.TryFind(index, version))
            {
                if (grantedAt is not null)
                {
                    _ledger.RefuseLate(grantedAt.Value, now, retryAfter is { } late ? Ticks(late) : null);
                    RefuseHopeless(now);
                    _metrics.Rejected();
                }

                return;
            }

            ref LeaseTable.Slot slot = ref _leases[index];
            SendUnlessSent(ref slot, now);
            times = _ledger.Refuse(slot.Number, slot.WrittenAt, now, retryAfter is { } named ? Ticks(named) : null, slot.WrittenAt - slot.SentAt);
            limiterLease = _leases.Release(index);
            RefuseHopeless(now);
            GrantWaiters();
        }

        EndLimiterLease(limiterLease, times);
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

            ref LeaseTable.Slot slot = ref _leases[index];
            if (slot.IsSent)
            {
                _ledger.Abandon(slot.Number, slot.WrittenAt, Now());
            }
            else
            {
                _tiedUnsent -= slot.LimiterLease is null ? 0 : 1;
                _ledger.Return();
            }

            limiterLease = _leases.Release(index);
            GrantWaiters();
        }

        if (limiterLease is not null)
        {
            Tell(limiterLease.Dispose);
        }
    }

    /// <summary>Ties the lease of a limiter of the user's own to one of these: it ends with it.</summary>
    /// <returns>False in a pause, and where the limit was lowered; either may have happened while the limiter was waited for.</returns>
    public bool TryAdd(int index, int version, RateLimitLease limiterLease)
    {
        TimeSpan? lateness = limiterLease.TryGetMetadata(TimerLateness, out TimeSpan told) ? told : null;
        lock (_lock)
        {
            long now = Now();
            if (lateness is { } late)
            {
                _ledger.Woke(now - Ticks(late), now);
            }

            if (!_ledger.MayStillGo(now, _tiedUnsent))
            {
                return false;
            }

            if (_leases.TryFind(index, version))
            {
                _leases[index].LimiterLease = limiterLease;
                _tiedUnsent++;
            }

            return true;
        }
    }

    public bool IsLapsed(int index, int version)
    {
        RateLimitLease? limiterLease;
        lock (_lock)
        {
            limiterLease = _leases.TryFind(index, version) ? _leases[index].LimiterLease : null;
        }

        try
        {
            return limiterLease is ILapsingLease { IsLapsed: true };
        }
        catch (Exception e)
        {
            throw ApiThrottledException.OfLimiter(Key.Action, e);
        }
    }

    private void Send(ref LeaseTable.Slot slot, long now)
    {
        _tiedUnsent -= slot.LimiterLease is null ? 0 : 1;
        slot.IsSent = true;
        slot.SentAt = now;
        slot.WrittenAt = now;
        slot.Number = _ledger.Send(now);
    }

    /// <summary>Nobody told when it was sent, but it has arrived by now.</summary>
    private void SendUnlessSent(ref LeaseTable.Slot slot, long now)
    {
        if (!slot.IsSent)
        {
            Send(ref slot, now);
        }
    }

    private void EndLimiterLease(RateLimitLease? limiterLease, CallTimes times)
    {
        if (limiterLease is not null)
        {
            TellCompleted(limiterLease, times);
        }
    }

    private void TellSent(RateLimitLease lease, long delay, long? heldUpAfter) => Tell(() => ((IRequestObserver)lease).OnSent(
        _time.GetElapsedTime(0, delay), heldUpAfter is { } time ? _time.GetElapsedTime(0, time) : Timeout.InfiniteTimeSpan));

    private void TellCompleted(RateLimitLease lease, CallTimes times)
    {
        Tell(() => (lease as IRequestObserver)?.OnCompleted(_time.GetElapsedTime(0, times.RoundTrip), _time.GetElapsedTime(0, times.Lateness)));
        Tell(lease.Dispose);
    }

    /// <summary>Tells a lease of the application's own what became of the request. What that throws changes nothing of it.</summary>
    internal static void Tell(Action what)
    {
        try
        {
            what();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The response is there, or the failure that the caller is to see.
        }
    }
}
