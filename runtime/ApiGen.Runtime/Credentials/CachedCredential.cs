namespace ApiGen.Runtime.Credentials;

/// <summary>A credential with the ages at which its use changes.</summary>
/// <param name="Credential">The credential.</param>
/// <param name="ServiceTime">What time it was at the service when the ages were reckoned.</param>
/// <param name="Timestamp">The monotonic clock at that moment.</param>
/// <param name="RefreshAge">From then on it is renewed in the background.</param>
/// <param name="WaitAge">From then on callers wait for the renewal, because a request signed now might arrive too late.</param>
/// <param name="EndAge">From then on it is not used any more.</param>
internal sealed record CachedCredential(
    TencentCloudCredential Credential, DateTimeOffset ServiceTime, long Timestamp, TimeSpan RefreshAge, TimeSpan WaitAge, TimeSpan EndAge)
{
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(15);

    /// <summary>A credential that has just come from its issuer.</summary>
    internal static CachedCredential Fresh(TencentCloudCredential credential, DateTimeOffset serviceTime, long timestamp, TimeSpan refreshBefore, TimeSpan shortestUse)
    {
        // Fresh and already over: more likely this machine's clock is wrong, which the client corrects by the service's. Asking again
        // without a pause would only burden the issuer.
        return credential.Expiration <= serviceTime
            ? new CachedCredential(credential, serviceTime, timestamp, shortestUse, shortestUse, shortestUse)
            : At(credential, serviceTime, timestamp, refreshBefore);
    }

    /// <summary>The same credential, reckoned anew because the time at the service is now known.</summary>
    internal CachedCredential At(DateTimeOffset serviceTime, long timestamp, TimeSpan refreshBefore) => At(Credential, serviceTime, timestamp, refreshBefore);

    /// <summary>The same credential, not to be used any more.</summary>
    internal CachedCredential Ended() => this with { RefreshAge = TimeSpan.Zero, WaitAge = TimeSpan.Zero, EndAge = TimeSpan.Zero };

    private static CachedCredential At(TencentCloudCredential credential, DateTimeOffset serviceTime, long timestamp, TimeSpan refreshBefore)
    {
        if (credential.Expiration is not { } end)
        {
            return new CachedCredential(credential, serviceTime, timestamp, TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue);
        }

        TimeSpan life = end > serviceTime ? end - serviceTime : TimeSpan.Zero;
        TimeSpan early = refreshBefore < life / 2 ? refreshBefore : life / 2;
        TimeSpan last = LastMoment < early ? LastMoment : early;
        return new CachedCredential(credential, serviceTime, timestamp, life - early, life - last, life);
    }
}
