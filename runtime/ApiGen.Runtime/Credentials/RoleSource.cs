namespace ApiGen.Runtime.Credentials;

/// <summary>The credential with which a role is assumed. What the token service's client learns of the time, the role's provider learns as well.</summary>
internal sealed class RoleSource(ICredentialProvider source, RefreshingCredentialProvider role) : ICredentialProvider
{
    public string AccountKey => source.AccountKey;

    public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) => source.GetCredentialAsync(cancellationToken);

    public bool Invalidate(TencentCloudCredential refused) => source.Invalidate(refused);

    public void LearnServiceTime(DateTimeOffset serviceTime)
    {
        source.LearnServiceTime(serviceTime);
        role.LearnServiceTime(serviceTime);
    }
}
