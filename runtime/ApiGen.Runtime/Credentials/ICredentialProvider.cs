namespace ApiGen.Runtime;

/// <summary>Hands out the credential that signs the next request. Implementations are thread-safe and keep what they have until it must be renewed.</summary>
public interface ICredentialProvider
{
    /// <summary>
    /// Who the service counts the calls for: clients whose providers give the same text share the throttle. It stays the same
    /// when a temporary credential is renewed, and holds no secret.
    /// </summary>
    string AccountKey { get; }

    /// <summary>The credential to use now.</summary>
    /// <exception cref="ApiCredentialException">There is none; the message names the source and what it lacks.</exception>
    ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken);
}
