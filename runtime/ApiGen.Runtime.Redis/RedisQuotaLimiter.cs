using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>
/// Lets the requests of one key pass: by the log in Redis while it is there, by this process's share while it is lost, and by both for a while after it is
/// back, because other processes may still be on their shares. Callers of one process go in the order in which they came.
/// </summary>
internal sealed class RedisQuotaLimiter : RateLimiter
{
    private readonly RedisArrivalLog _log;
    private readonly RedisPresence _presence;
    private readonly RedisQuotaOptions _options;
    private readonly TimeProvider _time;
    private readonly Throttle _share;
    private readonly Throttle _shareNow;
    private readonly TimeSpan _pauseAfterLoss;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _waiting;

    public RedisQuotaLimiter(ThrottleKey key, RedisArrivalLog log, RedisPresence presence, RedisQuotaOptions options, TimeProvider time)
    {
        _log = log;
        _presence = presence;
        _options = options;
        _time = time;

        // A registry of its own: these quotas are parts of one key, not keys that clients share.
        var registry = new ThrottleRegistry();
        ThrottleKey share = key.WithLimits([.. key.Limits.Select(limit => Share(limit, options.ExpectedProcesses))]);
        _share = registry.GetThrottle(share, new ThrottleOptions { SafetyMargin = options.SafetyMargin, QueueLimit = int.MaxValue }, time);
        _shareNow = registry.GetThrottle(share, new ThrottleOptions { SafetyMargin = options.SafetyMargin, Mode = ThrottleMode.FailFast }, time);
        TimeSpan longest = key.Limits.Max(limit => limit.Window);
        _pauseAfterLoss = (longest < options.LongestPause ? longest : options.LongestPause) + options.SafetyMargin;
    }

    public override TimeSpan? IdleDuration => null;

    /// <summary>How much longer the share counts beside Redis; zero or less for no longer.</summary>
    private TimeSpan ShareKeptFor => _presence.LeftSinceBack(_options.ReturnDelay + _pauseAfterLoss);

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        CheckPermits(permitCount);
        if (Interlocked.Increment(ref _waiting) - 1 > _options.QueueLimit)
        {
            Interlocked.Decrement(ref _waiting);
            return RefusedLease.Instance;
        }

        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await AcquireInTurnAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        CheckPermits(permitCount);
        if (_turn.CurrentCount == 0 || !TryTakeShare(out ThrottleLease share))
        {
            return RefusedLease.Instance;
        }

        if (!_presence.IsThere)
        {
            return new RedisQuotaLease(null, RedisValue.Null, share);
        }

        RedisValue request = _log.NewRequest();
        try
        {
            if (_log.TryEnter(request).IsEntered)
            {
                return new RedisQuotaLease(_log, request, share);
            }
        }
        catch (Exception e) when (RedisFailure.Is(e))
        {
            _presence.Lose(e);
        }

        share.MarkAbandoned();
        return RefusedLease.Instance;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _turn.Dispose();
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

    /// <summary>Takes a lease of this process's share if that counts now.</summary>
    private bool TryTakeShare(out ThrottleLease share)
    {
        share = default;
        if (_presence.IsThere && ShareKeptFor <= TimeSpan.Zero)
        {
            return true;
        }

        if (!_presence.IsThere && _presence.LeftSinceLost(_pauseAfterLoss) > TimeSpan.Zero)
        {
            return false;
        }

        Task<ThrottleLease> attempt = _shareNow.AcquireAsync().AsTask();
        share = attempt.IsCompletedSuccessfully ? attempt.Result : default;
        return attempt.IsCompletedSuccessfully;
    }

    private async Task<RateLimitLease> AcquireInTurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            CancellationToken changed = _presence.Changed;
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, changed);
            try
            {
                RateLimitLease? lease = _presence.IsThere
                    ? await AcquireFromRedisAsync(turn.Token).ConfigureAwait(false)
                    : await AcquireFromShareAsync(turn.Token).ConfigureAwait(false);
                if (lease is not null)
                {
                    return lease;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Redis was lost or is back, or the share no longer counts: look again what holds now.
            }
        }
    }

    private async Task<RateLimitLease?> AcquireFromShareAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = _presence.LeftSinceLost(_pauseAfterLoss);
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
            return null;
        }

        return new RedisQuotaLease(null, RedisValue.Null, await _share.AcquireAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task<RateLimitLease?> AcquireFromRedisAsync(CancellationToken cancellationToken)
    {
        ThrottleLease share = await AcquireKeptShareAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            RedisValue request = _log.NewRequest();
            while (true)
            {
                // Not cancelled: an entry that was made but not heard of would be counted for long.
                EntryResult result = await _log.TryEnterAsync(request).WaitAsync(_options.CommandTimeout, _time, CancellationToken.None).ConfigureAwait(false);
                if (result.IsEntered)
                {
                    RateLimitLease lease = new RedisQuotaLease(_log, request, share);
                    share = default;
                    return lease;
                }

                await Task.Delay(result.RetryAfter, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (RedisFailure.Is(e))
        {
            _presence.Lose(e);
            return null;
        }
        finally
        {
            share.MarkAbandoned();
        }
    }

    private async Task<ThrottleLease> AcquireKeptShareAsync(CancellationToken cancellationToken)
    {
        TimeSpan left = ShareKeptFor;
        if (left <= TimeSpan.Zero)
        {
            return default;
        }

        using var end = new CancellationTokenSource(left, _time);
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        return await _share.AcquireAsync(wait.Token).ConfigureAwait(false);
    }
}
