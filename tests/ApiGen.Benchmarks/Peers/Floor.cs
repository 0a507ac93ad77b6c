using System.Security.Cryptography;

namespace ApiGen.Benchmarks.Peers;

/// <summary>
/// The least that a signed call can cost with the platform's own parts: a bare <see cref="HttpClient"/> call with a body that
/// is written already and a response that nobody reads, and the three hashes of the signature by their one-shot calls.
/// </summary>
internal sealed class Floor(HttpMessageHandler handler, byte[] body)
{
    private readonly HttpClient _client = new(handler);
    private readonly Uri _address = new("https://tcsas.intl.tencentcloudapi.com/");
    private readonly byte[] _key = new byte[32];
    private readonly byte[] _canonicalRequest = PeerSigner.CanonicalRequest("CreateMNP", new string('0', 64));
    private readonly byte[] _stringToSign = PeerSigner.StringToSign(1_700_000_000, "2023-11-14", new string('0', 64));

    /// <summary>The call alone.</summary>
    internal async Task<int> CallAsync()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        using HttpResponseMessage response = await _client.SendAsync(request);
        return (int)response.StatusCode;
    }

    /// <summary>The hashes alone.</summary>
    internal int Hash()
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(body, hash);
        SHA256.HashData(_canonicalRequest, hash);
        HMACSHA256.HashData(_key, _stringToSign, hash);
        return hash[0];
    }

    /// <summary>Both.</summary>
    internal Task<int> HashAndCallAsync()
    {
        Hash();
        return CallAsync();
    }
}
