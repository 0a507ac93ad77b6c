namespace ApiGen.Runtime.Signing;

/// <summary>
/// The steps of one TC3-HMAC-SHA256 signature (source: the vendor's page "Signature v3"), to be compared with those of another program.
/// Keys appear as fingerprints alone.
/// </summary>
public sealed class Tc3Explanation
{
    internal Tc3Explanation(string canonicalRequest, string stringToSign, string authorization)
    {
        CanonicalRequest = canonicalRequest;
        StringToSign = stringToSign;
        Authorization = authorization;
    }

    /// <summary>The canonical request: method, path, query, headers, names of headers and hashed payload, a line each.</summary>
    public string CanonicalRequest { get; }

    /// <summary>The SHA-256 of the body, in lower-case hexadecimal digits; the last line of the canonical request.</summary>
    public string HashedPayload => CanonicalRequest[(CanonicalRequest.LastIndexOf('\n') + 1)..];

    /// <summary>The SHA-256 of the canonical request, in lower-case hexadecimal digits; the last line of the string to sign.</summary>
    public string CanonicalRequestHash => StringToSign[(StringToSign.LastIndexOf('\n') + 1)..];

    /// <summary>The string to sign: algorithm, timestamp, credential scope and the hash of the canonical request, a line each.</summary>
    public string StringToSign { get; }

    /// <summary>The keys that are derived one from the other, by name, each as the first 16 digits of its SHA-256; the keys themselves are told nowhere.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> KeyFingerprints { get; internal init; } = [];

    /// <summary>The value of the <c>Authorization</c> header.</summary>
    public string Authorization { get; }
}
