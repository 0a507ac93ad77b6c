namespace ApiGen.Runtime.Credentials;

/// <summary>A credential with the moments at which its use changes.</summary>
/// <param name="Credential">The credential.</param>
/// <param name="RefreshAt">From then on it is renewed in the background.</param>
/// <param name="WaitAt">From then on callers wait for the renewal, because a request signed now might arrive too late.</param>
/// <param name="EndsAt">From then on it is not used any more.</param>
internal sealed record CachedCredential(TencentCloudCredential Credential, DateTimeOffset RefreshAt, DateTimeOffset WaitAt, DateTimeOffset EndsAt)
{
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(15);

    internal static CachedCredential From(TencentCloudCredential credential, DateTimeOffset now, TimeSpan refreshBefore, TimeSpan shortestUse)
    {
        if (credential.Expiration is not { } end)
        {
            return new CachedCredential(credential, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        }

        TimeSpan life = end - now;
        if (life <= TimeSpan.Zero)
        {
            // Fresh from its issuer and already over: more likely this machine's clock is wrong, which the client corrects
            // by the service's clock. Asking again without a pause would only burden the issuer.
            DateTimeOffset pause = now + shortestUse;
            return new CachedCredential(credential, pause, pause, pause);
        }

        TimeSpan early = refreshBefore < life / 2 ? refreshBefore : life / 2;
        TimeSpan last = LastMoment < early ? LastMoment : early;
        return new CachedCredential(credential, end - early, end - last, end);
    }
}
