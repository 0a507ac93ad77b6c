using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApiGen.Runtime.Buffers;

namespace ApiGen.Runtime.Signing;

/// <summary>
/// The key that signs the requests to one service on one UTC day, derived from the secret key in three steps
/// (source: the vendor's page "Signature v3", step 3). Safe for concurrent use.
/// </summary>
internal sealed class Tc3Key
{
    internal const int HashBytes = 32;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _secretSigning = new byte[HashBytes];

    // A hash that has taken in its key once costs less than a one-shot call, but serves one caller at a time.
    private readonly InstancePool<IncrementalHash> _hashes = new();

    internal Tc3Key(string secretKey, string service, int day)
    {
        string date = DateOf(day);
        Scope = ScopeOf(service, day);
        HMACSHA256.HashData(Encoding.UTF8.GetBytes("TC3" + secretKey), Encoding.ASCII.GetBytes(date), SecretDate);
        HMACSHA256.HashData(SecretDate, Encoding.UTF8.GetBytes(service), SecretService);
        HMACSHA256.HashData(SecretService, "tc3_request"u8, _secretSigning);
    }

    /// <summary>The credential scope, such as <c>2019-02-25/cvm/tc3_request</c>.</summary>
    internal string Scope { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal byte[] SecretDate { get; } = new byte[HashBytes];

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal byte[] SecretService { get; } = new byte[HashBytes];

    internal ReadOnlySpan<byte> SecretSigning => _secretSigning;

    /// <summary>The credential scope of a service on a day.</summary>
    internal static string ScopeOf(string service, int day) => $"{DateOf(day)}/{service}/tc3_request";

    /// <summary>The number of whole days since 1970-01-01 UTC.</summary>
    internal static int DayOf(long timestamp) => (int)Math.DivRem(timestamp, 86_400, out _);

    /// <summary>Computes the signature of a text.</summary>
    internal void Sign(ReadOnlySpan<byte> stringToSign, Span<byte> signature)
    {
        IncrementalHash hash = _hashes.TryTake() ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secretSigning);
        hash.AppendData(stringToSign);
        hash.GetHashAndReset(signature);
        if (!_hashes.TryKeep(hash))
        {
            hash.Dispose();
        }
    }

    // The invariant culture counts in the Gregorian calendar; the caller's may not.
    private static string DateOf(int day) => DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
