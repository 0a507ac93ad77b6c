using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApiGen.Runtime.Buffers;

namespace ApiGen.Runtime.Signing;

/// <summary>
/// Signs requests by TC3-HMAC-SHA256 (source: the vendor's page "Signature v3"). One signer serves one kind of request: the
/// parts that never change are encoded once, and signing a request allocates nothing but the header's value. Thread-safe.
/// </summary>
public sealed class Tc3Signer
{
    /// <summary>The content type of requests with a JSON body; it is signed, so it must be sent exactly so.</summary>
    public const string JsonContentType = "application/json; charset=utf-8";

    private const int HexBytes = Tc3Key.HashBytes * 2;

    /// <summary>The timestamp at the end of the year 9999, the last that has a date.</summary>
    private const long LastTimestamp = 253_402_300_799;

    // A hash that is used again costs less than a one-shot call, which sets up its state each time.
    private static readonly InstancePool<IncrementalHash> Hashes = new();

    private readonly string _service;
    private readonly string _signedHeaders;
    private readonly byte[] _beforeQuery;
    private readonly byte[] _afterQuery;
    private volatile DayScope? _scope;

    /// <summary>Makes a signer for one kind of request.</summary>
    /// <param name="service">The service of the credential scope, such as <c>tcsas</c>.</param>
    /// <param name="host">The host that is signed; requests must carry it in their <c>Host</c> header.</param>
    /// <param name="action">The action, which is then signed too as the header <c>X-TC-Action</c>; null signs the content type and the host alone.</param>
    /// <param name="contentType">The content type, exactly as the request carries it.</param>
    /// <param name="method"><c>POST</c> or <c>GET</c>.</param>
    /// <exception cref="ArgumentException">A part is empty or holds characters that cannot stand in a header.</exception>
    public Tc3Signer(string service, string host, string? action, string contentType = JsonContentType, string method = "POST")
    {
        HeaderText.Check(service, nameof(service));
        HeaderText.Check(host, nameof(host));
        HeaderText.Check(contentType, nameof(contentType));
        if (action is not null)
        {
            HeaderText.Check(action, nameof(action));
        }

        if (method is not ("POST" or "GET"))
        {
            throw new ArgumentException("The service takes POST and GET only.", nameof(method));
        }

        _service = service;
        _signedHeaders = action is null ? "content-type;host" : "content-type;host;x-tc-action";
        string actionLine = action is null ? "" : $"x-tc-action:{action.ToLowerInvariant()}\n";
        _beforeQuery = Encoding.UTF8.GetBytes($"{method}\n/\n");
        _afterQuery = Encoding.UTF8.GetBytes(
            $"\ncontent-type:{contentType.ToLowerInvariant()}\nhost:{host.ToLowerInvariant()}\n{actionLine}\n{_signedHeaders}\n");
    }

    /// <summary>Computes the value of the <c>Authorization</c> header.</summary>
    /// <param name="credential">Who signs.</param>
    /// <param name="timestamp">UNIX seconds, as sent in <c>X-TC-Timestamp</c>.</param>
    /// <param name="body">The body; empty for GET.</param>
    /// <param name="query">The query string as sent, without the question mark; empty for POST.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timestamp lies before 1970 or after 9999.</exception>
    public string Sign(TencentCloudCredential credential, long timestamp, ReadOnlySpan<byte> body, ReadOnlySpan<char> query = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentOutOfRangeException.ThrowIfNegative(timestamp);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timestamp, LastTimestamp);

        DayScope scope = ScopeOf(credential, Tc3Key.DayOf(timestamp));
        Span<byte> requestHash = stackalloc byte[HexBytes];
        HashCanonicalRequest(body, query, requestHash);
        Span<byte> signature = stackalloc byte[Tc3Key.HashBytes];
        SignText(scope, timestamp, requestHash, signature);
        Span<char> digits = stackalloc char[HexBytes];
        LowerHex.Write(signature, digits);
        return string.Concat(scope.AuthorizationStart, digits);
    }

    /// <summary>Computes a signature and shows the steps that lead to it.</summary>
    /// <inheritdoc cref="Sign" path="/param|/exception"/>
    public Tc3Explanation Explain(TencentCloudCredential credential, long timestamp, ReadOnlySpan<byte> body, ReadOnlySpan<char> query = default)
    {
        string authorization = Sign(credential, timestamp, body, query);
        Tc3Key key = ScopeOf(credential, Tc3Key.DayOf(timestamp)).Key;
        Span<byte> digits = stackalloc byte[HexBytes];
        HashCanonicalRequest(body, query, digits);
        string stringToSign = string.Create(CultureInfo.InvariantCulture, $"TC3-HMAC-SHA256\n{timestamp}\n{key.Scope}\n{Encoding.ASCII.GetString(digits)}");
        string canonical = $"{Encoding.UTF8.GetString(_beforeQuery)}{query}{Encoding.UTF8.GetString(_afterQuery)}{HexOf(SHA256.HashData(body))}";
        return new Tc3Explanation(canonical, stringToSign, authorization)
        {
            KeyFingerprints =
            [
                new("SecretDate", Fingerprint(key.SecretDate)),
                new("SecretService", Fingerprint(key.SecretService)),
                new("SecretSigning", Fingerprint(key.SecretSigning)),
            ],
        };
    }

    /// <summary>Tells what is signed for a request, but for key and signature.</summary>
    internal ApiSignedRequest Describe(long timestamp, ReadOnlySpan<byte> body)
    {
        Span<byte> digits = stackalloc byte[HexBytes];
        HashCanonicalRequest(body, default, digits);
        return new ApiSignedRequest(Encoding.ASCII.GetString(digits), _signedHeaders, Tc3Key.ScopeOf(_service, Tc3Key.DayOf(timestamp)), timestamp);
    }

    /// <summary>Writes the digits of the hash of the canonical request.</summary>
    internal void HashCanonicalRequest(ReadOnlySpan<byte> body, ReadOnlySpan<char> query, Span<byte> digits)
    {
        int length = _beforeQuery.Length + (query.IsEmpty ? 0 : Encoding.UTF8.GetMaxByteCount(query.Length)) + _afterQuery.Length + HexBytes;
        byte[]? rented = null;
        Span<byte> text = length <= 256 ? stackalloc byte[256] : (rented = ArrayPool<byte>.Shared.Rent(length));
        Span<byte> hash = stackalloc byte[Tc3Key.HashBytes];

        _beforeQuery.CopyTo(text);
        int used = _beforeQuery.Length;
        if (!query.IsEmpty)
        {
            used += Encoding.UTF8.GetBytes(query, text[used..]);
        }

        _afterQuery.CopyTo(text[used..]);
        used += _afterQuery.Length;
        IncrementalHash sha256 = Hashes.TryTake() ?? IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(body);
        sha256.GetHashAndReset(hash);
        LowerHex.Write(hash, text.Slice(used, HexBytes));
        used += HexBytes;

        sha256.AppendData(text[..used]);
        sha256.GetHashAndReset(hash);
        LowerHex.Write(hash, digits);
        if (!Hashes.TryKeep(sha256))
        {
            sha256.Dispose();
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static string Fingerprint(ReadOnlySpan<byte> key) => HexOf(SHA256.HashData(key))[..16];

    private static string HexOf(ReadOnlySpan<byte> bytes)
    {
        Span<char> digits = stackalloc char[2 * bytes.Length];
        LowerHex.Write(bytes, digits);
        return new string(digits);
    }

    private static void SignText(DayScope scope, long timestamp, ReadOnlySpan<byte> requestHash, Span<byte> signature)
    {
        ReadOnlySpan<byte> algorithm = "TC3-HMAC-SHA256\n"u8;
        const int MostTimestampDigits = 20;
        int length = algorithm.Length + MostTimestampDigits + scope.ScopeLine.Length + HexBytes;
        Span<byte> text = length <= 192 ? stackalloc byte[192] : new byte[length];

        algorithm.CopyTo(text);
        int used = algorithm.Length;
        timestamp.TryFormat(text[used..], out int written, default, CultureInfo.InvariantCulture);
        used += written;
        scope.ScopeLine.CopyTo(text[used..]);
        used += scope.ScopeLine.Length;
        requestHash.CopyTo(text[used..]);
        used += requestHash.Length;
        scope.Key.Sign(text[..used], signature);
    }

    private DayScope ScopeOf(TencentCloudCredential credential, int day)
    {
        DayScope? scope = _scope;
        if (scope is null || scope.Day != day || !ReferenceEquals(scope.Credential, credential))
        {
            Tc3Key key = Tc3KeyCache.Get(credential, _service, day);
            _scope = scope = new DayScope(credential, day, key, _signedHeaders);
        }

        return scope;
    }

    /// <summary>What stays the same for one credential on one day.</summary>
    private sealed class DayScope(TencentCloudCredential credential, int day, Tc3Key key, string signedHeaders)
    {
        internal TencentCloudCredential Credential { get; } = credential;

        internal int Day { get; } = day;

        internal Tc3Key Key { get; } = key;

        internal byte[] ScopeLine { get; } = Encoding.UTF8.GetBytes($"\n{key.Scope}\n");

        internal string AuthorizationStart { get; } =
            $"TC3-HMAC-SHA256 Credential={credential.SecretId}/{key.Scope}, SignedHeaders={signedHeaders}, Signature=";
    }
}
