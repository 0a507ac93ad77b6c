using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling.Ledger;

namespace ApiGen.Runtime.Throttling;

/// <summary>
/// The quota of one key, shared by every client of the process: the lock, the queue, the timer and the leases around the ledger, which decides.
/// </summary>
internal sealed partial class ThrottleQuota
{
    private const int MostPooledWaiters = 256;

    // A year: long enough for every pause, short enough that no sum of ticks overflows.
    private const double MaxSeconds = 365 * 24 * 3600;

    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly ThrottleMetrics _metrics;
    private readonly QuotaLedger _ledger;
    private readonly LeaseTable _leases = new();
    private readonly WaitQueue _queue = new();
    private readonly WakeTimer _timer;
    private readonly Stack<ThrottleWaiter> _pool = new();
    private readonly List<Throttle> _throttles = [];
    private long _now = long.MinValue;

    public ThrottleQuota(ThrottleKey key, QuotaSettings settings, TimeProvider time)
    {
        Key = key;
        _time = time;
        _timer = new WakeTimer(time, static state => ((ThrottleQuota)state!).OnTimer(), this);
        _metrics = new ThrottleMetrics(key);
        Limiter = settings.LimiterFactory?.Invoke(key);

        // A limiter of the user's own keeps the limits; what is left to do here is to learn from refusals, and the estimate of arrivals.
        _ledger = new QuotaLedger(new LedgerOptions(
            key.Limits, Limiter is null && key.Limits.Count > 0, settings.SafetyMargin, settings.MaxArrivalDelay, settings.MaxPause, time.TimestampFrequency));
    }

    public ThrottleKey Key { get; }

    public TimeProvider Time => _time;

    /// <summary>The limiter that takes the place of the log; null for the built-in one.</summary>
    public RateLimiter? Limiter { get; }

    public int WaitingCount
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    public int LeaseCount
    {
        get
        {
            lock (_lock)
            {
                return _leases.Count;
            }
        }
    }

    public double Factor
    {
        get
        {
            lock (_lock)
            {
                _ledger.Advance(Now());
                return _ledger.Factor;
            }
        }
    }

    public int PermitCount
    {
        get
        {
            lock (_lock)
            {
                return _ledger.PermitsAt(Now());
            }
        }
    }

    public bool IsPaused
    {
        get
        {
            lock (_lock)
            {
                return Now() < _ledger.PauseEndsAt;
            }
        }
    }

    /// <summary>Whether forgetting the quota would lose nothing.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                long now = Now();
                _ledger.Advance(now);
                return _leases.Count == 0 && _queue.Count == 0 && _ledger.IsAtRest(now) && Limiter is not { IdleDuration: null };
            }
        }
    }

    public void LiftPause()
    {
        lock (_lock)
        {
            _ledger.LiftPause();
            GrantWaiters();
        }
    }

    public ValueTask<ThrottleLease> AcquireAsync(Throttle throttle, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ThrottleLease>(cancellationToken);
        }

        TimeSpan? retryAfter = null;
        lock (_lock)
        {
            if (_queue.First is null)
            {
                if (_ledger.TryTakeKnown() || _ledger.TryTake(Now(), out _))
                {
                    return new ValueTask<ThrottleLease>(TakeLease());
                }

                retryAfter = throttle.Mode == ThrottleMode.FailFast ? TurnAfter(0) : null;
            }
        }

        return throttle.Mode == ThrottleMode.FailFast
            ? ValueTask.FromException<ThrottleLease>(Refusal("the documented limit leaves no permit now, and the throttle's mode is to fail fast", retryAfter))
            : WaitAsync(throttle, cancellationToken);
    }

    /// <summary>The wait is over and its result is about to be handed to the caller; called outside of the lock.</summary>
    public void WaitEnded(TimeSpan waited) => _metrics.WaitEnded(waited);

    public void Reuse(ThrottleWaiter waiter)
    {
        lock (_lock)
        {
            if (_pool.Count < MostPooledWaiters)
            {
                _pool.Push(waiter);
            }
        }
    }

    /// <summary>The view of the quota that a client with these options has.</summary>
    public Throttle ThrottleFor(ThrottleMode mode, int queueLimit, TimeSpan maxWait)
    {
        lock (_lock)
        {
            Throttle? throttle = _throttles.Find(candidate => candidate.Mode == mode && candidate.QueueLimit == queueLimit && candidate.MaxQueueWait == maxWait);
            if (throttle is null)
            {
                throttle = new Throttle(this, mode, queueLimit, maxWait);
                _throttles.Add(throttle);
            }

            return throttle;
        }
    }

    public ApiThrottledException Refusal(string reason, TimeSpan? retryAfter = null)
    {
        _metrics.Refused();
        return new ApiThrottledException(Key.Action, reason, retryAfter);
    }

    /// <summary>Measures a wait in a limiter of the user's own.</summary>
    public async ValueTask<RateLimitLease> MeasureAsync(ValueTask<RateLimitLease> acquisition)
    {
        if (acquisition.IsCompleted)
        {
            return await acquisition.ConfigureAwait(false);
        }

        long began = _time.GetTimestamp();
        _metrics.WaitBegan();
        try
        {
            return await acquisition.ConfigureAwait(false);
        }
        finally
        {
            _metrics.WaitEnded(_time.GetElapsedTime(began));
        }
    }

    private ThrottleLease TakeLease()
    {
        int index = _leases.Take(out int version);
        return new ThrottleLease(this, index, version);
    }

    private void GrantWaiters()
    {
        while (_queue.First is { } waiter)
        {
            long now = Now();
            if (!_ledger.TryTakeInTurn(now, out long permitAt))
            {
                if (now >= _nextDeadline)
                {
                    RefuseHopeless(now);
                    continue;
                }

                _timer.Arm(now, Math.Min(permitAt, _nextDeadline));
                return;
            }

            Dequeue(waiter);
            int slot = _leases.Take(out int version);
            waiter.Grant(slot, version, _time.GetElapsedTime(waiter.QueuedAt, now));
        }

        _timer.Disarm();
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _ledger.Woke(_timer.Fired(), Now());
            GrantWaiters();
        }
    }

    /// <summary>The clock, which never runs backwards here even if a virtual machine's does.</summary>
    private long Now() => _now = Math.Max(_now, _time.GetTimestamp());

    private long Ticks(TimeSpan time) => (long)Math.Ceiling(Math.Min(time.TotalSeconds, MaxSeconds) * _time.TimestampFrequency);
}
