using System.Threading.RateLimiting;
using ApiGen.Runtime.Timing;

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

    /// <summary>Ends what refusals of the service led to at once, a pause and a lowered limit, for whoever knows that the service takes calls again.</summary>
    public void LiftPause() => _quota?.LiftPause();

    /// <summary>Waits for the right to send one request; callers get it in the order in which they came.</summary>
    /// <param name="cancellationToken">Ends the wait; the place in the queue is free at once.</param>
    /// <returns>The right. It must be settled by one of its marks. Await the task once.</returns>
    /// <exception cref="ApiThrottledException">There is no permit and the mode is <see cref="ThrottleMode.FailFast"/>, the queue is full, or the turn
    /// is expected later than the options let a call wait, or did not come by then; <see cref="ApiThrottledException.RetryAfter"/> has the expected time.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<ThrottleLease> AcquireAsync(CancellationToken cancellationToken = default) => AcquireAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Waits as <see cref="AcquireAsync(CancellationToken)"/> does, for a call that has no more time than this.</summary>
    internal ValueTask<ThrottleLease> AcquireAsync(TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        TimeSpan longest = timeLeft == Timeout.InfiniteTimeSpan || (MaxQueueWait != Timeout.InfiniteTimeSpan && MaxQueueWait < timeLeft) ? MaxQueueWait : timeLeft;
        if (_quota is null)
        {
            return default;
        }

        return _quota.Limiter is null
            ? _quota.AcquireAsync(this, longest, cancellationToken)
            : AcquireFromLimiterAsync(_quota, _quota.Limiter, longest, cancellationToken);
    }

    /// <summary>Takes the limiter's permit besides the ledger's, which has the pauses. One that comes in a pause is given back: nobody waits it out with a permit in hand.</summary>
    private async ValueTask<ThrottleLease> AcquireFromLimiterAsync(ThrottleQuota quota, RateLimiter limiter, TimeSpan longest, CancellationToken cancellationToken)
    {
        using LimiterWait wait = new(quota);
        while (true)
        {
            TimeSpan left = wait.LeftOf(longest);
            ThrottleLease lease = await wait.ForAsync(quota.AcquireAsync(this, left, cancellationToken)).ConfigureAwait(false);
            RateLimitLease? limiterLease = null;
            bool isTied = false;
            try
            {
                limiterLease = (Mode == ThrottleMode.FailFast
                    ? await AttemptAsync(limiter, cancellationToken).ConfigureAwait(false)
                    : await WaitForLimiterAsync(wait, limiter, left, cancellationToken).ConfigureAwait(false))
                    ?? throw quota.Refusal("the configured rate limiter gave no lease");
                if (!limiterLease.IsAcquired)
                {
                    throw Refusal(quota, limiterLease);
                }

                isTied = lease.TryAdd(limiterLease);
                if (isTied)
                {
                    return lease;
                }

                lease.MarkAbandoned();
            }
            catch (Exception e)
            {
                lease.MarkAbandoned();
                if ((e is ApiThrottledException refusal && refusal.Quota == quota.Key) || (e is OperationCanceledException && cancellationToken.IsCancellationRequested))
                {
                    throw;
                }

                throw ApiThrottledException.OfLimiter(quota.Key.Action, e);
            }
            finally
            {
                // Whatever it threw: it may hold a permit of something that others wait for.
                if (!isTied && limiterLease is not null)
                {
                    ThrottleQuota.Tell(limiterLease.Dispose);
                }
            }
        }
    }

    private static async ValueTask<RateLimitLease> AttemptAsync(RateLimiter limiter, CancellationToken cancellationToken) =>
        limiter is IAsyncAttempt asynchronous ? await asynchronous.AttemptAcquireAsync(cancellationToken).EndingWith(cancellationToken).ConfigureAwait(false) : limiter.AttemptAcquire();

    private static ApiThrottledException Refusal(ThrottleQuota quota, RateLimitLease lease)
    {
        TimeSpan? retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan time) ? time : null;
        string? reason = lease.TryGetMetadata(MetadataName.ReasonPhrase, out string? phrase) ? phrase : null;
        return quota.Refusal(reason ?? "the configured rate limiter refused it", retryAfter);
    }

    private async ValueTask<RateLimitLease> WaitForLimiterAsync(LimiterWait wait, RateLimiter limiter, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (limiter is IBoundedWait bounded)
        {
            return await wait.ForAsync(bounded.AcquireAsync(longest, QueueLimit, cancellationToken).EndingWith(cancellationToken)).ConfigureAwait(false);
        }

        if (limiter is IAsyncAttempt)
        {
            // In the order in which they came; where no more may wait, whoever finds a permit goes all the same.
            if (wait.TryEnqueue(QueueLimit))
            {
                return await AcquireAsync(wait, limiter, longest, cancellationToken).ConfigureAwait(false);
            }

            RateLimitLease attempt = await wait.ForAsync(AttemptAsync(limiter, cancellationToken)).ConfigureAwait(false);
            if (attempt.IsAcquired)
            {
                return attempt;
            }

            TimeSpan? retryAfter = attempt.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan time) ? time : null;
            attempt.Dispose();
            throw wait.Quota.QueueRefusal(QueueLimit, retryAfter);
        }

        // Asked once: a limiter in this process gives at once what it has.
        bool isFull = !wait.TryEnqueue(QueueLimit);
        using CancellationTokenSource? full = isFull ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken) : null;
        ValueTask<RateLimitLease> acquisition = AcquireAsync(wait, limiter, longest, full?.Token ?? cancellationToken);
        if (isFull && !acquisition.IsCompleted)
        {
            full!.Cancel();
        }

        try
        {
            return await acquisition.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (isFull && !cancellationToken.IsCancellationRequested)
        {
            throw wait.Quota.QueueRefusal(QueueLimit, null);
        }
    }

    /// <summary>Waits in the limiter for no longer than a call may.</summary>
    private static async ValueTask<RateLimitLease> AcquireAsync(LimiterWait wait, RateLimiter limiter, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (longest == Timeout.InfiniteTimeSpan)
        {
            return await wait.ForAsync(limiter.AcquireAsync(1, cancellationToken).EndingWith(cancellationToken)).ConfigureAwait(false);
        }

        using var end = new CancellationTokenSource(longest, wait.Quota.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        try
        {
            return await wait.ForAsync(limiter.AcquireAsync(1, either.Token).EndingWith(either.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw wait.Quota.Refusal(FormattableString.Invariant(
                $"the configured rate limiter gave no lease within {longest.TotalSeconds:0.###} s, which is how long the throttle lets calls wait"));
        }
    }
}
