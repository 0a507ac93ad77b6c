namespace ApiGen.Runtime.Credentials;

/// <summary>Stands where a credential would, for clients whose calls carry no signature. The service counts them for the role.</summary>
internal sealed class UnsignedCaller(Func<string> accountKey) : ICredentialProvider
{
    public string AccountKey => accountKey();

    public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) =>
        throw new ApiCredentialException("This client makes calls without a signature only.");
}
