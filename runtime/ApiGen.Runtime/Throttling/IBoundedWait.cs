using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>
/// What a limiter from <see cref="ThrottleOptions.LimiterFactory"/> implements when it keeps the bounds of waiting itself: it can tell that a call's turn comes too
/// late, so that the call is refused at once, and knows how many wait. Without it a call waits for <see cref="ThrottleOptions.MaxQueueWait"/> and is refused then.
/// </summary>
public interface IBoundedWait
{
    /// <summary>Waits for a lease if there will be one in time.</summary>
    /// <param name="longest">How long the call may wait; above zero, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="queueLimit">How many calls may wait, this one included; zero or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The lease. One that is not acquired tells in its metadata <see cref="MetadataName.RetryAfter"/> how long the wait would have been, if that is known, and may
    /// tell why in <see cref="MetadataName.ReasonPhrase"/>.
    /// </returns>
    ValueTask<RateLimitLease> AcquireAsync(TimeSpan longest, int queueLimit, CancellationToken cancellationToken);
}
