namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>A refreshing provider whose fetches the test answers one by one.</summary>
internal sealed class ScriptedProvider(CredentialRefreshOptions options) : RefreshingCredentialProvider(options)
{
    private int _fetches;

    internal Func<int, CancellationToken, Task<TencentCloudCredential>> Fetch { get; set; } = (_, _) => throw new InvalidOperationException("Not scripted.");

    internal int Fetches => Volatile.Read(ref _fetches);

    public override string AccountKey => "scripted";

    public override string ToString() => "the scripted source";

    protected override Task<TencentCloudCredential> FetchAsync(CancellationToken cancellationToken) => Fetch(Interlocked.Increment(ref _fetches), cancellationToken);
}
