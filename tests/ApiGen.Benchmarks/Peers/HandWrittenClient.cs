using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ApiGen.Benchmarks.Peers;

/// <summary>
/// The client that a good engineer writes for this one action: <see cref="HttpClient"/>, System.Text.Json with source
/// generation, the same signature. It neither validates, throttles nor repeats.
/// </summary>
internal sealed class HandWrittenClient(HttpMessageHandler handler, string secretId, string secretKey, string region, Uri? address = null)
{
    private readonly Uri _address = address ?? new Uri($"https://{PeerSigner.Host}/");
    private readonly HttpClient _client = new(handler);
    private readonly PeerSigner _signer = new(secretId, secretKey);

    internal async Task<PeerCreateResponse> CreateAsync(PeerCreateRequest request, CancellationToken cancellationToken = default)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(request, PeerJson.Default.PeerCreateRequest);
        long timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        using HttpRequestMessage message = new(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", PeerSigner.ContentType);
        HttpRequestHeaders headers = message.Headers;
        if (address is not null)
        {
            headers.Host = PeerSigner.Host;
        }

        headers.TryAddWithoutValidation("X-TC-Action", "CreateMNP");
        headers.TryAddWithoutValidation("X-TC-Version", "2025-01-06");
        headers.TryAddWithoutValidation("X-TC-Region", region);
        headers.TryAddWithoutValidation("X-TC-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation("Authorization", _signer.Sign("CreateMNP", timestamp, body));

        using HttpResponseMessage response = await _client.SendAsync(message, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        byte[] received = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        PeerCreateResponse? result = JsonSerializer.Deserialize(received, PeerJson.Default.PeerEnvelopePeerCreateResponse)?.Response;
        return result switch
        {
            null => throw new JsonException("The response holds no Response."),
            { Error: { } error } => throw new InvalidOperationException($"{error.Code}: {error.Message} (RequestId: {result.RequestId})"),
            _ => result,
        };
    }
}
