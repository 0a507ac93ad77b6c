namespace ApiGen.Runtime;

/// <summary>Hands out the credential that signs the next request. Implementations are thread-safe and keep what they have until it must be renewed.</summary>
public interface ICredentialProvider
{
    /// <summary>
    /// Who the service counts the calls for: clients whose providers give the same text share the throttle. It stays the same
    /// when a temporary credential is renewed, and holds no secret.
    /// </summary>
    string AccountKey { get; }

    /// <summary>
    /// The credential to use now. A call waits for the task no longer than its own time; until it has the task it waits in any case, so what blocks the thread belongs into
    /// <see cref="RefreshingCredentialProvider.FetchAsync"/>, which runs on the thread pool.
    /// </summary>
    /// <exception cref="ApiCredentialException">There is none; the message names the source and what it lacks.</exception>
    ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The service has refused a credential that this provider gave: it has ended, or its key is gone. The provider does not hand it out again if
    /// it can get another one. A provider that stands before another one passes this on; one that does not implement it always hands out what it has. The call fails with what
    /// the service said, and names an exception of this method as the reason why it was not repeated.
    /// </summary>
    /// <param name="refused">The credential that the refused request was signed with.</param>
    /// <returns>Whether <see cref="GetCredentialAsync"/> may now give another credential, so that the call is worth one more attempt.</returns>
    bool Invalidate(TencentCloudCredential refused) => false;

    /// <summary>
    /// Tells the provider what time it is at the service, by whose clock credentials end. A client calls this when it has learnt that the clock of
    /// this machine is wrong. A provider that stands before another one passes it on. An exception of it is passed over: the call goes on with the corrected clock.
    /// </summary>
    /// <param name="serviceTime">The time at the service, now.</param>
    void LearnServiceTime(DateTimeOffset serviceTime)
    {
    }
}
