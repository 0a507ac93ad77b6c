using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>Lets the calls of one action pass as its documented limits allow. Thread-safe; comes from a <see cref="ThrottleRegistry"/>.</summary>
public sealed class Throttle
{
    internal static readonly Throttle Off = new();

    private readonly ThrottleQuota? _quota;

    internal Throttle(ThrottleQuota quota, ThrottleMode mode, int queueLimit)
    {
        _quota = quota;
        Mode = mode;
        QueueLimit = queueLimit;
    }

    private Throttle() => Mode = ThrottleMode.Off;

    /// <summary>What a call does when there is no room for it.</summary>
    public ThrottleMode Mode { get; }

    /// <summary>The most calls that may wait.</summary>
    public int QueueLimit { get; }

    /// <summary>How many calls wait now.</summary>
    public int WaitingCount => _quota?.WaitingCount ?? 0;

    /// <summary>How many leases are out: acquired, and neither answered, rejected nor abandoned.</summary>
    public int LeaseCount => _quota?.LeaseCount ?? 0;

    /// <summary>The share of the limit that is used now: below 1 after the service refused calls as too frequent.</summary>
    public double Factor => _quota?.Factor ?? 1;

    /// <summary>Whether nothing is let through for a while, because the service refused a call as too frequent.</summary>
    public bool IsPaused => _quota?.IsPaused ?? false;

    /// <summary>Waits for the right to send one request; callers get it in the order in which they came.</summary>
    /// <param name="cancellationToken">Ends the wait; the place in the queue is free at once.</param>
    /// <returns>The right. It must be settled by one of its marks. Await the task once.</returns>
    /// <exception cref="ApiThrottledException">There is no room and the mode is <see cref="ThrottleMode.FailFast"/>, or the queue is full.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<ThrottleLease> AcquireAsync(CancellationToken cancellationToken = default)
    {
        if (_quota is null)
        {
            return default;
        }

        return _quota.Limiter is null
            ? _quota.AcquireAsync(Mode, QueueLimit, cancellationToken)
            : AcquireFromLimiterAsync(_quota, _quota.Limiter, cancellationToken);
    }

    private async ValueTask<ThrottleLease> AcquireFromLimiterAsync(ThrottleQuota quota, RateLimiter limiter, CancellationToken cancellationToken)
    {
        ThrottleLease lease = await quota.AcquireAsync(Mode, QueueLimit, cancellationToken).ConfigureAwait(false);
        RateLimitLease? limiterLease = null;
        try
        {
            limiterLease = Mode == ThrottleMode.FailFast
                ? limiter.AttemptAcquire()
                : await limiter.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
            if (limiterLease.IsAcquired)
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
        TimeSpan? retryAfter = limiterLease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan time) ? time : null;
        limiterLease.Dispose();
        throw quota.Refusal("the configured rate limiter refused it", retryAfter);
    }
}
