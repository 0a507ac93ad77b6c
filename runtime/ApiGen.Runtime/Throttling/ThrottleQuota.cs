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

    private int _limiterQueue;

    public ThrottleQuota(ThrottleKey key, QuotaSettings settings, TimeProvider time, bool isOfCalls)
    {
        Key = key;
        _time = time;
        _timer = new WakeTimer(time, static state => ((ThrottleQuota)state!).OnTimer(), this);
        _metrics = new ThrottleMetrics(key, isOfCalls);
        try
        {
            Limiter = settings.LimiterFactory?.Invoke(key);
        }
        catch (Exception e)
        {
            throw ApiThrottledException.OfLimiter(key.Action, e, "ThrottleOptions.LimiterFactory");
        }

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

    public bool IsPaused => PauseLeft > TimeSpan.Zero;

    /// <summary>How long nothing is let through because of refusals; zero when there is no pause.</summary>
    public TimeSpan PauseLeft
    {
        get
        {
            lock (_lock)
            {
                long now = Now();
                return now < _ledger.PauseEndsAt ? Time.GetElapsedTime(now, _ledger.PauseEndsAt) : TimeSpan.Zero;
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
            _ledger.Lift();
            GrantWaiters();
        }
    }

    /// <param name="throttle">The client's view of the quota.</param>
    /// <param name="maxWait">How long the call may wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<ThrottleLease> AcquireAsync(Throttle throttle, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ThrottleLease>(cancellationToken);
        }

        lock (_lock)
        {
            if (_queue.First is null && (_ledger.TryTakeKnown() || _ledger.TryTake(Now(), out _)))
            {
                return new ValueTask<ThrottleLease>(TakeLease());
            }
        }

        return throttle.Mode == ThrottleMode.FailFast ? ValueTask.FromException<ThrottleLease>(FailFastRefusal()) : WaitAsync(throttle, maxWait, cancellationToken);
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
        return new ApiThrottledException(Key.Action, reason, retryAfter is { } time ? LateTurn.WholeMilliseconds(time) : null) { Quota = Key };
    }

    /// <summary>A call begins to wait for a limiter of the user's own.</summary>
    public void LimiterWaitBegan() => _metrics.WaitBegan();

    /// <summary>Joins those who wait in the limiter; false when there are as many already as may.</summary>
    public bool TryEnterLimiterQueue(int limit)
    {
        if (Interlocked.Increment(ref _limiterQueue) <= limit)
        {
            return true;
        }

        LeaveLimiterQueue();
        return false;
    }

    public void LeaveLimiterQueue() => Interlocked.Decrement(ref _limiterQueue);

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
