namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>A provider whose temporary credential changes all the time while the account stays the same.</summary>
internal sealed class RotatingProvider : ICredentialProvider
{
    internal static readonly TencentCloudCredential[] Credentials =
        [.. Enumerable.Range(0, 16).Select(i => new TencentCloudCredential(FormattableString.Invariant($"AKID{i}"), FormattableString.Invariant($"secret-{i}"), FormattableString.Invariant($"token-{i}")))];

    private int _next;

    public string AccountKey => "role/stress";

    public async ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
    {
        int next = Interlocked.Increment(ref _next);
        if (next % 8 == 0)
        {
            await Task.Yield();
        }

        return Credentials[next % Credentials.Length];
    }
}
