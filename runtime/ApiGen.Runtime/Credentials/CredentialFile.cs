using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Credentials;

/// <summary>
/// The credential in a file, read again every few seconds at the most, on a call. While the file cannot be read, as when somebody is just
/// writing it, the credential of before stays in use.
/// </summary>
/// <remarks>
/// A change is told by the content alone. Times and lengths do not tell it: links are put elsewhere, above the file too (as Kubernetes does with
/// secrets), keys have the same length, and the time of a file may be older than the one before.
/// </remarks>
internal sealed class CredentialFile(TimeProvider time, ILogger logger, string source, Func<string> locate, Func<string, byte[], DateTimeOffset, TencentCloudCredential> parse)
{
    private static readonly TimeSpan RecheckAfter = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly ServiceTime _serviceTime = new(time ?? throw new ArgumentNullException(nameof(time), "TimeProvider is null."));
    private volatile Snapshot? _last;

    /// <summary>Why the file could not be read when it was last looked at, and what stayed in use; null when it could. Under the lock.</summary>
    private (string Reason, TencentCloudCredential? InUse)? _failure;

    /// <summary>The credential.</summary>
    /// <exception cref="ApiCredentialException">There is none.</exception>
    internal TencentCloudCredential Get()
    {
        if (_last is not { } last || HasEnded(last.Credential))
        {
            lock (_gate)
            {
                return Check();
            }
        }

        // Whoever comes while another one looks goes on with what there is.
        if (time.GetElapsedTime(last.CheckedAt) >= RecheckAfter && Monitor.TryEnter(_gate))
        {
            try
            {
                return Check();
            }
            finally
            {
                Monitor.Exit(_gate);
            }
        }

        return last.Credential;
    }

    /// <summary>Looks at the file at once. Returns whether it holds another credential than the refused one.</summary>
    internal bool Invalidate(TencentCloudCredential refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        lock (_gate)
        {
            try
            {
                return !Check().HasSameValues(refused);
            }
            catch (ApiCredentialException)
            {
                // The refusal says what is wrong; that there is nothing better shows at the next call.
                return false;
            }
        }
    }

    internal void LearnServiceTime(DateTimeOffset serviceTime) => _serviceTime.Learn(serviceTime);

    private TencentCloudCredential Check()
    {
        Snapshot? last = _last;
        long now = time.GetTimestamp();
        try
        {
            string path = locate();
            byte[] content = CredentialFileText.ReadBytes(path, $"{source} {path}");
            byte[] digest = SHA256.HashData(content);
            if (last is null || HasEnded(last.Credential) || last.Path != path || !digest.AsSpan().SequenceEqual(last.Digest))
            {
                last = new Snapshot(path, digest, parse(path, content, _serviceTime.Now), now);
            }

            _last = last with { CheckedAt = now };
            _failure = null;
            return last.Credential;
        }
        catch (ApiCredentialException e)
        {
            TencentCloudCredential? inUse = last is not null && !HasEnded(last.Credential) ? last.Credential : null;
            Log(e, inUse);
            if (inUse is null)
            {
                throw;
            }

            _last = last! with { CheckedAt = now };
            return inUse;
        }
    }

    /// <summary>Tells of a failure once, however often the file is looked at.</summary>
    private void Log(ApiCredentialException failure, TencentCloudCredential? inUse)
    {
        (string, TencentCloudCredential?) state = (failure.Message, inUse);
        if (_failure == state)
        {
            return;
        }

        _failure = state;
        if (inUse is not null)
        {
            CredentialLog.RenewalFailed(logger, CredentialLog.End(inUse), failure.Message);
        }
        else if (!failure.IsAbsent)
        {
            CredentialLog.NoCredential(logger, failure.Message);
        }
    }

    private bool HasEnded(TencentCloudCredential credential) => credential.Expiration is { } end && end <= _serviceTime.Now;

    /// <param name="Path">Where the file was.</param>
    /// <param name="Digest">The SHA-256 of its content.</param>
    /// <param name="Credential">The credential in it.</param>
    /// <param name="CheckedAt">When it was last looked at, by the monotonic clock.</param>
    private sealed record Snapshot(string Path, byte[] Digest, TencentCloudCredential Credential, long CheckedAt);
}
