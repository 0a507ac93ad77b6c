using System.Threading.RateLimiting;
using ApiGen.Runtime.Throttling;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <content>Those who wait, in their turn.</content>
internal sealed partial class RedisQuotaLimiter
{
    /// <summary>How long a call waits at the least with so many before it: whatever other processes do, no window lets more than its limit pass.</summary>
    private TimeSpan LeastWait(int ahead) =>
        ahead == 0 ? TimeSpan.Zero : UntilNextTry() + _limits.Max(limit => limit.Window * (ahead / limit.Limit));

    /// <summary>How long until the first of those who wait tries again; zero when that is not known.</summary>
    private TimeSpan UntilNextTry()
    {
        TimeSpan left = _time.GetElapsedTime(_time.GetTimestamp(), Volatile.Read(ref _nextTryAt));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task<RateLimitLease> AcquireInTurnAsync(Patience patience, CancellationToken cancellationToken)
    {
        while (true)
        {
            CancellationToken changed = _presence.Changed;
            CheckDisposed();
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, changed);
            try
            {
                RateLimitLease? lease = _presence.IsThere
                    ? await AcquireFromRedisAsync(patience, turn.Token).ConfigureAwait(false)
                    : await AcquireFromShareAsync(patience, turn.Token).ConfigureAwait(false);
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

    private async Task<RateLimitLease?> AcquireFromShareAsync(Patience patience, CancellationToken cancellationToken)
    {
        (ThrottleLease share, TimeSpan? retryAfter) = await TryTakeShareAsync(isThere: false, cancellationToken).ConfigureAwait(false);
        if (retryAfter is null)
        {
            return NewLease(null, share);
        }

        if (retryAfter > patience.Left)
        {
            return new RefusedLease(retryAfter);
        }

        TimeSpan pause = _presence.LeftSinceLost(_pauseAfterLoss);
        if (pause > TimeSpan.Zero)
        {
            await WaitAsync(pause, cancellationToken).ConfigureAwait(false);
            return null;
        }

        return NewLease(null, await _share.AcquireAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task<RateLimitLease?> AcquireFromRedisAsync(Patience patience, CancellationToken cancellationToken)
    {
        ThrottleLease share = await AcquireKeptShareAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                if (_permits.TryDequeue(out Permit permit))
                {
                    RateLimitLease lease = NewLease(permit, share);
                    share = default;
                    return lease;
                }

                // For those who wait behind as well, or one permit would come in each round trip; where the share counts, each needs its own part of that.
                int count = share == default ? Math.Clamp(Volatile.Read(ref _waiting), 1, _mostAtOnce) : 1;
                RedisValue[] requests = [.. Enumerable.Range(0, count).Select(_ => _log.NewRequest())];
                Moment askedAt = _log.Now();
                if (await TryEnterAsync(requests).ConfigureAwait(false) is not { } result)
                {
                    return null;
                }

                foreach (RedisValue request in requests.AsSpan(0, result.Entered))
                {
                    _permits.Enqueue(new Permit(request, askedAt));
                }

                if (result.Entered > 0)
                {
                    continue;
                }

                if (result.RetryAfter > patience.Left)
                {
                    return new RefusedLease(result.RetryAfter);
                }

                await WaitAsync(result.RetryAfter, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            share.MarkAbandoned();
        }
    }

    /// <summary>In the turn of one who waited: the others may have left, or Redis may be lost.</summary>
    private void GiveBackPermitsThatNobodyTakes()
    {
        while (_permits.Count > 0 && (Volatile.Read(ref _waiting) <= 1 || !_presence.IsThere))
        {
            _log.Remove(_permits.Dequeue().Request);
        }
    }

    private Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _isFull, true);
        NextTryIn(time);
        return Task.Delay(time, _time, cancellationToken);
    }

    private void NextTryIn(TimeSpan time) => Volatile.Write(ref _nextTryAt, _time.GetTimestamp() + (long)(time.TotalSeconds * _time.TimestampFrequency));

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

    /// <summary>How much longer a call may wait.</summary>
    private readonly record struct Patience(TimeProvider Time, long Since, TimeSpan Longest)
    {
        public TimeSpan Left => Longest - Time.GetElapsedTime(Since);
    }
}
