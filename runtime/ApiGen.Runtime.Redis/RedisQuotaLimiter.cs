using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>
/// Lets the requests of one key pass: by the log in Redis while it is there, by this process's share while it is lost, and by both for a while after it is
/// back, because other processes may still be on their shares. Callers of one process go in the order in which they came.
/// </summary>
internal sealed partial class RedisQuotaLimiter : RateLimiter, IAsyncAttempt, IBoundedWait
{
    // A timer and a thread, of the call itself and of the one whose place it takes.
    private static readonly TimeSpan UsualDelay = TimeSpan.FromMilliseconds(4);

    private readonly RedisArrivalLog _log;
    private readonly RedisPresence _presence;
    private readonly RedisQuotaOptions _options;
    private readonly TimeProvider _time;
    private readonly Throttle _share;
    private readonly IReadOnlyList<ApiRateLimit> _shareLimits;
    private readonly TimeSpan _pauseAfterLoss;
    private readonly TimeSpan _longestWindow;
    private readonly int _leastLimit;
    private readonly object _lock = new();
    private readonly PermitSchedule _schedule;
    private int _leases;
    private long _lastUsedAt;

    public RedisQuotaLimiter(ThrottleKey key, RedisArrivalLog log, RedisPresence presence, RedisQuotaOptions options, TimeProvider time)
    {
        _log = log;
        _presence = presence;
        _options = options;
        _time = time;

        // A registry of its own: these quotas are parts of one key, not keys that clients share.
        var registry = new ThrottleRegistry { IsMeasured = false };
        _shareLimits = [.. key.Limits.Select(limit => Share(limit, options.ExpectedProcesses)).GroupBy(limit => limit.Window).Select(limits => limits.MinBy(limit => limit.Limit))];
        _share = registry.GetThrottle(
            key.WithLimits(_shareLimits), new ThrottleOptions { SafetyMargin = options.SafetyMargin, Mode = ThrottleMode.FailFast }, time);
        _leastLimit = key.Limits.Min(limit => limit.Limit);
        _longestWindow = key.Limits.Max(limit => limit.Window);
        _pauseAfterLoss = (_longestWindow < options.LongestPause ? _longestWindow : options.LongestPause) + options.SafetyMargin;
        _schedule = new PermitSchedule(key.Limits, options.ExpectedProcesses, time.TimestampFrequency);
        _timer = new WakeTimer(time, static state => ((RedisQuotaLimiter)state!).OnTimer(), this);
        _lastUsedAt = time.GetTimestamp();
    }

    /// <summary>Known from when the share has forgotten its last call on; what Redis remembers needs no limiter.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            TimeSpan unused = _time.GetElapsedTime(Volatile.Read(ref _lastUsedAt));
            lock (_lock)
            {
                return _queue.Count == 0 && Volatile.Read(ref _leases) == 0 && unused > _longestWindow + _options.SafetyMargin ? unused : null;
            }
        }
    }

    /// <summary>How much longer the share counts beside Redis; zero or less for no longer.</summary>
    private TimeSpan ShareKeptFor => _presence.LeftSinceBack(_options.ReturnDelay + _pauseAfterLoss);

    public override RateLimiterStatistics? GetStatistics() => null;

    public async ValueTask<RateLimitLease> AttemptAcquireAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _lastUsedAt, _time.GetTimestamp());
        while (true)
        {
            CheckDisposed();
            cancellationToken.ThrowIfCancellationRequested();
            long askedAt = _time.GetTimestamp();
            bool isThere = _presence.IsThere;
            bool mustWait = false;
            TimeSpan shareAfter = TimeSpan.Zero;
            ThrottleLease share;
            lock (_lock)
            {
                // Those who wait go first.
                share = default;
                if ((_queue.Count > 0 && _schedule.IsFull) || (IsShareCounted(isThere) && !TryTakeShare(isThere, out share, out shareAfter)))
                {
                    mustWait = true;
                }
            }

            if (mustWait)
            {
                return await NoPermitAsync(isThere, shareAfter, askedAt).ConfigureAwait(false);
            }

            if (!isThere)
            {
                return NewLease(RedisValue.Null, share);
            }

            RedisValue[] request = [_log.NewRequest()];
            EntryResult? result = await TryEnterAsync(request, TimeSpan.Zero).ConfigureAwait(false);
            if (result is { Entered: 1 })
            {
                return NewLease(request[0], share);
            }

            share.MarkAbandoned();
            if (result is { } refused)
            {
                TimeSpan permit = _time.GetElapsedTime(_time.GetTimestamp(), refused.ExpectedAt);
                return refused.SomebodyWaits || WaitingCount > 0 ? await NoPermitAsync(isThere: true, permit, askedAt).ConfigureAwait(false) : RefusedLease.NoPermit(isThere: true, permit);
            }

            // Redis was lost: the share decides.
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        CheckPermits(permitCount);
        return AcquireAsync(Timeout.InfiniteTimeSpan, int.MaxValue, cancellationToken);
    }

    /// <summary>For those who use the limiter as any other: its signature leaves nothing but to block. The throttle asks without blocking.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        CheckPermits(permitCount);
        return Task.Run(() => AttemptAcquireAsync(CancellationToken.None).AsTask()).GetAwaiter().GetResult();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _log.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>One process's part of a limit, such that all parts together never exceed it.</summary>
    private static ApiRateLimit Share(ApiRateLimit limit, int processes) =>
        limit.Limit >= processes
            ? limit with { Limit = limit.Limit / processes }
            : new ApiRateLimit(1, limit.Window * ((processes + limit.Limit - 1) / limit.Limit));

    private static void CheckPermits(int permitCount)
    {
        if (permitCount != 1)
        {
            throw new ArgumentOutOfRangeException(nameof(permitCount), permitCount, "A request takes one permit.");
        }
    }

    private int WaitingCount
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Nobody has a permit for who does not wait, and others wait before it.</summary>
    /// <param name="isThere">Whether Redis is there: it knows who waits in other processes.</param>
    /// <param name="least">How long it takes at the least.</param>
    /// <param name="askedAt">Since when the caller, who wants to know at once, has waited for Redis.</param>
    private async Task<RateLimitLease> NoPermitAsync(bool isThere, TimeSpan least, long askedAt)
    {
        TimeSpan left = _options.CommandTimeout - _time.GetElapsedTime(askedAt);
        int waiting;
        lock (_lock)
        {
            waiting = Math.Max(0, _queue.Count - _schedule.Count);
        }

        long? permitAt = null;
        try
        {
            permitAt = isThere && left > TimeSpan.Zero ? await _log.TurnAsync(waiting, _schedule.Pace, UsualDelay).WithinAsync(left, _time).ConfigureAwait(false) : null;
        }
        catch (Exception e) when (RedisFailure.Is(e))
        {
            // Nothing is entered, so nothing depends on it but the time that is told.
        }

        lock (_lock)
        {
            return RefusedLease.NoPermit(isThere, Later(least, ReturnAfter(isThere, permitAt)));
        }
    }

    private RedisQuotaLease NewLease(RedisValue request, ThrottleLease share, TimeSpan? lateness = null)
    {
        Interlocked.Increment(ref _leases);
        return new RedisQuotaLease(request.IsNull ? null : _log, request, share, lateness, Ended);
    }

    /// <summary>A lease has ended: maybe the share has a permit for another.</summary>
    private void Ended()
    {
        Interlocked.Decrement(ref _leases);
        lock (_lock)
        {
            if (IsShareCounted(_presence.IsThere))
            {
                _shareNextAt = long.MinValue;
                Advance();
            }
        }
    }

    /// <exception cref="ObjectDisposedException">The quota was disposed.</exception>
    private void CheckDisposed()
    {
        if (_presence.IsDisposed)
        {
            throw DisposedException();
        }
    }

    private static ObjectDisposedException DisposedException() =>
        new(nameof(RedisQuota), "the RedisQuota that shares its limits was disposed; dispose of it after the clients");

    /// <summary>Asks Redis for permits.</summary>
    /// <returns>Null when it failed, however it did: then it is lost.</returns>
    private async Task<EntryResult?> TryEnterAsync(RedisValue[] requests, TimeSpan ahead, int? waiting = null)
    {
        int version = _presence.Version;
        Moment askedAt = _log.Now();
        try
        {
            EntryResult result = await _log.EnterAsync(requests, ahead, waiting).WithinAsync(_options.CommandTimeout, _time).ConfigureAwait(false);
            foreach (RedisValue request in requests.AsSpan(0, result.Entered))
            {
                _presence.Entered();
                _log.Hold(request, askedAt, version);
            }

            return result;
        }
        catch (Exception e) when (RedisFailure.Is(e))
        {
            _presence.Lose(e, version);
            _log.GiveUp(requests);
            return null;
        }
    }

    /// <summary>Takes a lease of this process's share. Under the lock.</summary>
    /// <param name="isThere">Whether Redis is there and the share counts beside it.</param>
    /// <param name="share">The lease.</param>
    /// <param name="retryAfter">When to come back, if there is none.</param>
    private bool TryTakeShare(bool isThere, out ThrottleLease share, out TimeSpan retryAfter)
    {
        share = default;
        TimeSpan pause = isThere ? TimeSpan.Zero : _presence.LeftSinceLost(_pauseAfterLoss);
        long now = _time.GetTimestamp();
        if (pause <= TimeSpan.Zero && now >= _shareNextAt)
        {
            // Its mode is to fail fast, so this is no wait.
            ValueTask<ThrottleLease> acquisition = _share.AcquireAsync(CancellationToken.None);
            if (acquisition.IsCompletedSuccessfully)
            {
                share = acquisition.Result;
                retryAfter = TimeSpan.Zero;
                return true;
            }

            _shareNextAt = After((acquisition.AsTask().Exception?.InnerException as ApiThrottledException)?.RetryAfter ?? UnknownWait);
        }

        TimeSpan wait = _shareNextAt > now ? _time.GetElapsedTime(now, _shareNextAt) : TimeSpan.Zero;
        retryAfter = pause > wait ? pause : isThere && ShareKeptFor is var kept && kept < wait ? kept : wait;
        return false;
    }
}
