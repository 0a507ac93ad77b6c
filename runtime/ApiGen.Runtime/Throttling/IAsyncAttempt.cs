using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>
/// What a limiter from <see cref="ThrottleOptions.LimiterFactory"/> implements when it has to ask somebody else, so that a call that fails fast
/// does not block a thread meanwhile. Without it <see cref="RateLimiter.AttemptAcquire"/> is called.
/// </summary>
public interface IAsyncAttempt
{
    /// <summary>Takes a lease if there is one now.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The lease; one that is not acquired tells when to come back in its metadata <see cref="MetadataName.RetryAfter"/>, if that is known.</returns>
    ValueTask<RateLimitLease> AttemptAcquireAsync(CancellationToken cancellationToken);
}
