using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>Lets the calls of one action pass as its documented limits allow. Thread-safe; comes from a <see cref="ThrottleRegistry"/>.</summary>
public sealed class Throttle
{
    internal static readonly Throttle Off = new();

    private readonly ThrottleQuota? _quota;

    internal Throttle(ThrottleQuota quota, ThrottleMode mode, int queueLimit, TimeSpan maxWait)
    {
        _quota = quota;
        Mode = mode;
        QueueLimit = queueLimit;
        MaxQueueWait = maxWait;
    }

    private Throttle() => Mode = ThrottleMode.Off;

    /// <summary>What a call does when there is no permit for it.</summary>
    public ThrottleMode Mode { get; }

    /// <summary>The most calls that may wait.</summary>
    public int QueueLimit { get; }

    /// <summary>How long a call may wait; see <see cref="ThrottleOptions.MaxQueueWait"/>.</summary>
    public TimeSpan MaxQueueWait { get; } = Timeout.InfiniteTimeSpan;

    /// <summary>How many calls wait now.</summary>
    public int WaitingCount => _quota?.WaitingCount ?? 0;

    /// <summary>How many requests would be let through at once now; <see cref="int.MaxValue"/> where no limit is known. A reading for people: the next call may change it.</summary>
    public int PermitCount => _quota?.PermitCount ?? int.MaxValue;

    /// <summary>How many leases are out: acquired, and neither completed, rejected nor abandoned.</summary>
    public int LeaseCount => _quota?.LeaseCount ?? 0;

    /// <summary>The factor by which the limit is multiplied now: below 1 after the service refused calls as too frequent.</summary>
    public double Factor => _quota?.Factor ?? 1;

    /// <summary>Whether nothing is let through for a while, because the service refused a call as too frequent.</summary>
    public bool IsPaused => _quota?.IsPaused ?? false;

    /// <summary>Ends a pause after refusals of the service at once, for whoever knows that the service takes calls again.</summary>
    public void LiftPause() => _quota?.LiftPause();

    /// <summary>Waits for the right to send one request; callers get it in the order in which they came.</summary>
    /// <param name="cancellationToken">Ends the wait; the place in the queue is free at once.</param>
    /// <returns>The right. It must be settled by one of its marks. Await the task once.</returns>
    /// <exception cref="ApiThrottledException">There is no permit and the mode is <see cref="ThrottleMode.FailFast"/>, the queue is full, or the turn
    /// is expected later than the options let a call wait, or did not come by then; <see cref="ApiThrottledException.RetryAfter"/> has the expected time.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<ThrottleLease> AcquireAsync(CancellationToken cancellationToken = default)
    {
        if (_quota is null)
        {
            return default;
        }

        return _quota.Limiter is null
            ? _quota.AcquireAsync(this, cancellationToken)
            : AcquireFromLimiterAsync(_quota, _quota.Limiter, cancellationToken);
    }

    private async ValueTask<ThrottleLease> AcquireFromLimiterAsync(ThrottleQuota quota, RateLimiter limiter, CancellationToken cancellationToken)
    {
        ThrottleLease lease = await quota.AcquireAsync(this, cancellationToken).ConfigureAwait(false);
        RateLimitLease? limiterLease = null;
        try
        {
            limiterLease = Mode != ThrottleMode.FailFast
                ? await WaitForLimiterAsync(quota, limiter, cancellationToken).ConfigureAwait(false)
                : limiter is IAsyncAttempt asynchronous
                    ? await asynchronous.AttemptAcquireAsync(cancellationToken).ConfigureAwait(false)
                    : limiter.AttemptAcquire();
            if (limiterLease is { IsAcquired: true })
            {
                lease.Add(limiterLease);
                return lease;
            }
        }
        catch
        {
            lease.MarkAbandoned();
            throw;
        }

        lease.MarkAbandoned();
        if (limiterLease is null)
        {
            throw quota.Refusal(FormattableString.Invariant($"the configured rate limiter gave no lease within {MaxQueueWait.TotalSeconds} s, which is how long the throttle lets calls wait"));
        }

        TimeSpan? retryAfter = limiterLease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan time) ? time : null;
        limiterLease.Dispose();
        throw quota.Refusal("the configured rate limiter refused it", retryAfter);
    }

    /// <summary>Waits for a limiter's lease, and is measured like any wait.</summary>
    /// <returns>The lease; null when the wait took longer than it may.</returns>
    private async ValueTask<RateLimitLease?> WaitForLimiterAsync(ThrottleQuota quota, RateLimiter limiter, CancellationToken cancellationToken)
    {
        if (MaxQueueWait == Timeout.InfiniteTimeSpan)
        {
            return await quota.MeasureAsync(limiter.AcquireAsync(1, cancellationToken)).ConfigureAwait(false);
        }

        using var end = new CancellationTokenSource(MaxQueueWait, quota.Time);
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        try
        {
            return await quota.MeasureAsync(
                limiter is IBoundedWait bounded ? bounded.AcquireAsync(MaxQueueWait, wait.Token) : limiter.AcquireAsync(1, wait.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
