using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>
/// The quota of one key, shared by every client of the process: decides when a request may go, so that no window of a documented length holds more requests
/// at the server than its limit.
/// </summary>
/// <remarks>
/// A request counts from when it went to the wire plus how late it may have arrived (<see cref="ArrivalEstimate"/>); one that has a lease but is not sent yet
/// counts without end. Of any limit + 1 requests, the one that got its lease last got it a whole window after one of the others had arrived.
/// </remarks>
internal sealed partial class ThrottleQuota
{
    private const int MostPooledWaiters = 256;

    // A year: long enough for every quota, short enough that no sum of ticks overflows.
    private const double MaxSeconds = 365 * 24 * 3600;

    private static readonly TimeSpan ShortestPace = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPace = TimeSpan.FromMilliseconds(50);

    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly ThrottleMetrics _metrics;
    private readonly SlidingWindowLog _log;
    private readonly ArrivalEstimate _arrivals;
    private readonly RejectionBackoff _backoff;
    private readonly GrantPacer _pacer;
    private readonly long _shortestWindow;
    private readonly LeaseTable _leases = new();
    private readonly WaitQueue _queue = new();
    private readonly WakeTimer _timer;
    private readonly Stack<ThrottleWaiter> _pool = new();
    private readonly List<Throttle> _throttles = [];
    private int _unsent;

    // When the first request was sent whose round trip is compared with others.
    private long _comparedSince = long.MaxValue;

    // How many leases can be given without a look at the clock; less than there may be in fact.
    private int _knownRoom;
    private long _now = long.MinValue;

    public ThrottleQuota(ThrottleKey key, QuotaSettings settings, TimeProvider time)
    {
        Key = key;
        _time = time;
        _timer = new WakeTimer(time, static state => ((ThrottleQuota)state!).OnTimer(), this);
        _metrics = new ThrottleMetrics(key);
        Limiter = settings.LimiterFactory?.Invoke(key);

        ApiRateLimit[] limits = [.. key.Limits];
        Array.Sort(limits, static (left, right) => left.Window.CompareTo(right.Window));
        ApiRateLimit shortest = limits.Length == 0 ? ApiRateLimit.PerSeconds(1, 1) : limits[0];
        (int shortestLimit, long shortestLength) = (shortest.Limit, Ticks(shortest.Window));

        // A limiter of the user's own keeps the limits; what is left to do here is the pause after refusals and the estimate of arrivals.
        _log = new SlidingWindowLog(Limiter is null ? Array.ConvertAll(limits, limit => WindowOf(limit, Ticks(settings.SafetyMargin))) : []);
        _arrivals = new ArrivalEstimate(shortestLimit, shortestLength, Ticks(settings.MaxArrivalDelay));
        _shortestWindow = shortestLength;
        _pacer = new GrantPacer(shortestLimit, shortestLength, Ticks(ShortestPace), Ticks(LongestPace));
        _backoff = new RejectionBackoff(settings.RejectionFactor, settings.RecoveryStep, shortestLength, Ticks(settings.MaxPause));
    }

    public ThrottleKey Key { get; }

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
                return _backoff.ShareAt(Now());
            }
        }
    }

    public bool IsPaused
    {
        get
        {
            lock (_lock)
            {
                return _backoff.IsActive && Now() < _backoff.ResumeAt;
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
                _log.Expire(now);
                _backoff.ShareAt(now);
                return _leases.Count == 0 && _queue.Count == 0 && _log.IsEmpty && !_backoff.IsActive;
            }
        }
    }

    public ValueTask<ThrottleLease> AcquireAsync(ThrottleMode mode, int queueLimit, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ThrottleLease>(cancellationToken);
        }

        long roomAt = long.MaxValue;
        lock (_lock)
        {
            if (_queue.First is null && (_knownRoom > 0 || HasRoom(out roomAt)))
            {
                return new ValueTask<ThrottleLease>(TakeLease());
            }
        }

        return mode == ThrottleMode.FailFast
            ? ValueTask.FromException<ThrottleLease>(Refusal("the documented limit leaves no room now, and the throttle's mode is to fail fast", WaitUntil(roomAt)))
            : WaitAsync(queueLimit, cancellationToken);
    }

    public void CancelWait(ThrottleWaiter waiter)
    {
        lock (_lock)
        {
            if (waiter.State == ThrottleWaiter.Stage.Queued)
            {
                _queue.Remove(waiter);
                waiter.Cancel(_time.GetElapsedTime(waiter.QueuedAt, Now()));
                GrantWaiters();
            }
            else if (waiter.State == ThrottleWaiter.Stage.New)
            {
                waiter.State = ThrottleWaiter.Stage.Cancelled;
            }
        }
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

    /// <summary>The view of the quota that a client with this mode and queue limit has.</summary>
    public Throttle ThrottleFor(ThrottleMode mode, int queueLimit)
    {
        lock (_lock)
        {
            Throttle? throttle = _throttles.Find(candidate => candidate.Mode == mode && candidate.QueueLimit == queueLimit);
            if (throttle is null)
            {
                throttle = new Throttle(this, mode, queueLimit);
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

    private ValueTask<ThrottleLease> WaitAsync(int queueLimit, CancellationToken cancellationToken)
    {
        ThrottleWaiter? waiter;
        lock (_lock)
        {
            _pool.TryPop(out waiter);
        }

        waiter ??= new ThrottleWaiter(this);

        // Outside of the lock, and before the waiter is in the queue: the callback may come at once and needs the lock.
        waiter.Begin(cancellationToken);
        bool isQueued;
        lock (_lock)
        {
            isQueued = waiter.State == ThrottleWaiter.Stage.New && _queue.Count < queueLimit;
            if (isQueued)
            {
                waiter.QueuedAt = Now();
                _queue.Add(waiter);
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
            : ValueTask.FromException<ThrottleLease>(Refusal($"{queueLimit} calls wait already, which is the throttle's queue limit"));
    }

    private bool HasRoom(out long roomAt)
    {
        roomAt = long.MinValue;
        if (_knownRoom > 0)
        {
            return true;
        }

        long now = Now();
        if (_backoff.IsActive && now < _backoff.ResumeAt)
        {
            roomAt = _backoff.ResumeAt;
            return false;
        }

        _log.Expire(now);
        roomAt = _log.RoomAt(_unsent, _backoff.ShareAt(now));
        if (roomAt == long.MinValue)
        {
            LookForRoom();
            return true;
        }

        if (_backoff.IsActive)
        {
            roomAt = Math.Min(roomAt, _backoff.NextStepAt(now));
        }

        return false;
    }

    /// <summary>Takes note of the room that there is without a look at the clock.</summary>
    private void LookForRoom() => _knownRoom = _backoff.IsActive ? 0 : _log.Room - _unsent;

    private ThrottleLease TakeLease()
    {
        _unsent++;
        _knownRoom--;
        int index = _leases.Take(out int version);
        return new ThrottleLease(this, index, version);
    }

    private void GrantWaiters()
    {
        LookForRoom();
        while (_queue.First is { } waiter)
        {
            long now = Now();
            if (!HasRoom(out long goAt) || !_pacer.TryTake(now, out goAt))
            {
                _timer.Arm(now, goAt);
                return;
            }

            _queue.Remove(waiter);
            waiter.Grant(TakeLease(), _time.GetElapsedTime(waiter.QueuedAt, now));
        }

        _timer.Disarm();
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _timer.Fired();
            GrantWaiters();
        }
    }

    /// <summary>The clock, which never runs backwards here even if a virtual machine's does.</summary>
    private long Now() => _now = Math.Max(_now, _time.GetTimestamp());

    private TimeSpan? WaitUntil(long time) => time == long.MaxValue ? null : _time.GetElapsedTime(_time.GetTimestamp(), time);

    private SlidingWindowLog.Window WindowOf(ApiRateLimit limit, long margin)
    {
        long length = Ticks(limit.Window);
        return new SlidingWindowLog.Window { Limit = limit.Limit, Length = length + Math.Min(margin, length / 100) };
    }

    private long Ticks(TimeSpan time) => (long)Math.Ceiling(Math.Min(time.TotalSeconds, MaxSeconds) * _time.TimestampFrequency);
}
