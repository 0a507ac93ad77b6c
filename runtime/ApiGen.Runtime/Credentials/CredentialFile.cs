using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Credentials;

/// <summary>
/// The credential in a file, read again when the file has changed. A change is looked for every few seconds at the most, on a call.
/// While the file cannot be read, as when somebody is just writing it, the credential of before stays in use.
/// </summary>
internal sealed class CredentialFile(TimeProvider time, ILogger logger, Func<string> locate, Func<string, TencentCloudCredential> read)
{
    private static readonly TimeSpan RecheckAfter = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private volatile Snapshot? _last;

    /// <summary>The credential.</summary>
    /// <exception cref="ApiCredentialException">There is none.</exception>
    internal TencentCloudCredential Get()
    {
        DateTimeOffset now = time.GetUtcNow();
        return _last is { } last && now < last.RecheckAt ? last.Credential : Recheck(now);
    }

    private TencentCloudCredential Recheck(DateTimeOffset now)
    {
        lock (_gate)
        {
            Snapshot? last = _last;
            if (last is not null && now < last.RecheckAt)
            {
                return last.Credential;
            }

            try
            {
                string path = locate();
                FileStamp stamp = FileStamp.Of(path);
                bool isUnchanged = last is not null && last.Path == path && last.Stamp == stamp && !(last.Credential.Expiration <= now);
                TencentCloudCredential credential = isUnchanged ? last!.Credential : read(path);
                _last = new Snapshot(path, stamp, credential, RecheckTime(now, credential));
                return credential;
            }
            catch (ApiCredentialException e) when (last is not null && !(last.Credential.Expiration <= now))
            {
                CredentialLog.RenewalFailed(logger, last.Credential.Expiration, e.Message);
                _last = last with { RecheckAt = RecheckTime(now, last.Credential) };
                return last.Credential;
            }
        }
    }

    private static DateTimeOffset RecheckTime(DateTimeOffset now, TencentCloudCredential credential)
    {
        DateTimeOffset next = now + RecheckAfter;
        return credential.Expiration < next ? credential.Expiration.Value : next;
    }

    private sealed record Snapshot(string Path, FileStamp Stamp, TencentCloudCredential Credential, DateTimeOffset RecheckAt);

    private readonly record struct FileStamp(DateTime WrittenAt, long Length)
    {
        internal static FileStamp Of(string path)
        {
            FileInfo file = new(path);
            return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
        }
    }
}
