namespace ApiGen.Runtime.Throttling;

/// <summary>
/// What the lease of a limiter from <see cref="ThrottleOptions.LimiterFactory"/> implements when it needs to know what becomes of the request.
/// The lease is disposed at the end in any case. Neither method may block or throw.
/// </summary>
public interface IRequestObserver
{
    /// <summary>The request goes to the wire now.</summary>
    /// <param name="arrivalDelay">How much later it may reach the server, as far as can be told before the response.</param>
    /// <param name="heldUpAfter">
    /// A request that has no response after so long was held up, and may reach the server at any time; <see cref="Timeout.InfiniteTimeSpan"/> where that cannot be told.
    /// </param>
    void OnSent(TimeSpan arrivalDelay, TimeSpan heldUpAfter);

    /// <summary>The head of a response arrived.</summary>
    /// <param name="sinceSent">The time since it was sent.</param>
    /// <param name="arrivalDelay">How much later than it was sent the request may have reached the server, now that the response is there.</param>
    void OnCompleted(TimeSpan sinceSent, TimeSpan arrivalDelay);
}
