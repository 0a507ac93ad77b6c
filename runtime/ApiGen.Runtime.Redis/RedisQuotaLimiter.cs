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
    private readonly RedisArrivalLog _log;
    private readonly RedisPresence _presence;
    private readonly RedisQuotaOptions _options;
    private readonly TimeProvider _time;
    private readonly Throttle _share;
    private readonly Throttle _shareNow;
    private readonly TimeSpan _pauseAfterLoss;
    private readonly TimeSpan _longestWindow;
    private readonly IReadOnlyList<ApiRateLimit> _limits;
    private readonly string _action;
    private readonly int _mostAtOnce;
    private readonly SemaphoreSlim _turn = new(1, 1);

    // Permits that came together with that of the one whose turn it was.
    private readonly Queue<Permit> _permits = new();
    private int _waiting;

    // Whether those who wait were told to: until they were, there may be permits for others.
    private bool _isFull;
    private int _leases;
    private long _lastUsedAt;
    private long _nextTryAt;

    public RedisQuotaLimiter(ThrottleKey key, RedisArrivalLog log, RedisPresence presence, RedisQuotaOptions options, TimeProvider time)
    {
        _log = log;
        _presence = presence;
        _options = options;
        _time = time;

        // A registry of its own: these quotas are parts of one key, not keys that clients share.
        var registry = new ThrottleRegistry { IsMeasured = false };
        ThrottleKey share = key.WithLimits([.. key.Limits.Select(limit => Share(limit, options.ExpectedProcesses))]);
        _share = registry.GetThrottle(share, new ThrottleOptions { SafetyMargin = options.SafetyMargin, QueueLimit = int.MaxValue }, time);
        _shareNow = registry.GetThrottle(share, new ThrottleOptions { SafetyMargin = options.SafetyMargin, Mode = ThrottleMode.FailFast }, time);
        _limits = key.Limits;
        _action = key.Action;
        _mostAtOnce = Math.Max(1, key.Limits.Min(limit => limit.Limit) / options.ExpectedProcesses);
        _longestWindow = key.Limits.Max(limit => limit.Window);
        _pauseAfterLoss = (_longestWindow < options.LongestPause ? _longestWindow : options.LongestPause) + options.SafetyMargin;
        _lastUsedAt = time.GetTimestamp();
    }

    /// <summary>Known from when the share has forgotten its last call on; what Redis remembers needs no limiter.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            TimeSpan unused = _time.GetElapsedTime(Volatile.Read(ref _lastUsedAt));
            return Volatile.Read(ref _waiting) == 0 && Volatile.Read(ref _leases) == 0 && unused > _longestWindow + _options.SafetyMargin ? unused : null;
        }
    }

    /// <summary>How much longer the share counts beside Redis; zero or less for no longer.</summary>
    private TimeSpan ShareKeptFor => _presence.LeftSinceBack(_options.ReturnDelay + _pauseAfterLoss);

    public override RateLimiterStatistics? GetStatistics() => null;

    public async ValueTask<RateLimitLease> AttemptAcquireAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _lastUsedAt, _time.GetTimestamp());
        if (Volatile.Read(ref _waiting) > 0 && Volatile.Read(ref _isFull))
        {
            // Those who wait go first. When the first of them tries again is all that is known.
            return new RefusedLease(AtLeastOneMillisecond(UntilNextTry()));
        }

        while (true)
        {
            CheckDisposed();
            bool isThere = _presence.IsThere;
            (ThrottleLease share, TimeSpan? shareAfter) = await TryTakeShareAsync(isThere, cancellationToken).ConfigureAwait(false);
            if (shareAfter is not null)
            {
                return new RefusedLease(shareAfter);
            }

            if (!isThere)
            {
                return NewLease(null, share);
            }

            RedisValue[] request = [_log.NewRequest()];
            Moment askedAt = _log.Now();
            EntryResult? result = await TryEnterAsync(request).ConfigureAwait(false);
            if (result is { Entered: 1 })
            {
                return NewLease(new Permit(request[0], askedAt), share);
            }

            share.MarkAbandoned();
            if (result is { } refused)
            {
                return new RefusedLease(AtLeastOneMillisecond(refused.RetryAfter));
            }

            // Redis was lost: the share decides.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        CheckPermits(permitCount);
        return AcquireAsync(TimeSpan.MaxValue, cancellationToken);
    }

    public async ValueTask<RateLimitLease> AcquireAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        long now = _time.GetTimestamp();
        Volatile.Write(ref _lastUsedAt, now);
        int ahead = Interlocked.Increment(ref _waiting) - 1;
        TimeSpan turn = LeastWait(ahead);
        if (turn > longest)
        {
            Interlocked.Decrement(ref _waiting);
            return new RefusedLease(AtLeastOneMillisecond(turn));
        }

        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await AcquireInTurnAsync(new Patience(_time, now, longest), cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                GiveBackPermitsThatNobodyTakes();
                _turn.Release();
            }
        }
        finally
        {
            // The last one may have left before its turn.
            if (Interlocked.Decrement(ref _waiting) == 0 && _turn.Wait(0, CancellationToken.None))
            {
                Volatile.Write(ref _isFull, false);
                GiveBackPermitsThatNobodyTakes();
                _turn.Release();
            }
        }
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
            _turn.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>One process's part of a limit, such that all parts together never exceed it.</summary>
    private static ApiRateLimit Share(ApiRateLimit limit, int processes) =>
        limit.Limit >= processes
            ? limit with { Limit = limit.Limit / processes }
            : new ApiRateLimit(1, limit.Window * ((processes + limit.Limit - 1) / limit.Limit));

    private static TimeSpan AtLeastOneMillisecond(TimeSpan time) => time > TimeSpan.FromMilliseconds(1) ? time : TimeSpan.FromMilliseconds(1);

    private static void CheckPermits(int permitCount)
    {
        if (permitCount != 1)
        {
            throw new ArgumentOutOfRangeException(nameof(permitCount), permitCount, "A request takes one permit.");
        }
    }

    private RedisQuotaLease NewLease(Permit? permit, ThrottleLease share)
    {
        Interlocked.Increment(ref _leases);
        if (permit is { } entered)
        {
            _log.Hold(entered.Request, entered.AskedAt);
        }

        return new RedisQuotaLease(permit is null ? null : _log, permit?.Request ?? RedisValue.Null, share, () => Interlocked.Decrement(ref _leases));
    }

    /// <exception cref="ObjectDisposedException">The quota was disposed.</exception>
    private void CheckDisposed()
    {
        if (_presence.IsDisposed)
        {
            throw new ObjectDisposedException(nameof(RedisQuota), $"{_action} was not sent: the RedisQuota that shares its limits was disposed. Dispose of it after the clients.");
        }
    }

    /// <summary>Asks Redis for permits.</summary>
    /// <returns>Null when it failed, however it did: then it is lost.</returns>
    private async Task<EntryResult?> TryEnterAsync(RedisValue[] requests)
    {
        int version = _presence.Version;
        try
        {
            // Not cancelled: an entry that was made but not heard of would be counted for long.
            EntryResult result = await _log.EnterAsync(requests).WaitAsync(_options.CommandTimeout, _time, CancellationToken.None).ConfigureAwait(false);
            if (result.Entered > 0)
            {
                _presence.Entered();
            }
            else
            {
                NextTryIn(result.RetryAfter);
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

    /// <summary>Takes a lease of this process's share if that counts now.</summary>
    /// <returns>The lease, which is none when the share does not count; or when to come back.</returns>
    private async ValueTask<(ThrottleLease Share, TimeSpan? RetryAfter)> TryTakeShareAsync(bool isThere, CancellationToken cancellationToken)
    {
        if (isThere && ShareKeptFor <= TimeSpan.Zero)
        {
            return default;
        }

        TimeSpan pause = isThere ? TimeSpan.Zero : _presence.LeftSinceLost(_pauseAfterLoss);
        if (pause > TimeSpan.Zero)
        {
            return (default, pause);
        }

        try
        {
            return (await _shareNow.AcquireAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (ApiThrottledException e)
        {
            return (default, AtLeastOneMillisecond(e.RetryAfter ?? TimeSpan.Zero));
        }
    }

    /// <summary>A request that Redis has entered.</summary>
    private readonly record struct Permit(RedisValue Request, Moment AskedAt);
}
