using System.Globalization;

namespace ApiGen.Benchmarks.Peers;

/// <summary>Signs what Refit is about to send, in the place that Refit has for it.</summary>
internal sealed class RefitSigningHandler(HttpMessageHandler inner, string secretId, string secretKey) : DelegatingHandler(inner)
{
    private readonly PeerSigner _signer = new(secretId, secretKey);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        long timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        request.Headers.TryAddWithoutValidation("X-TC-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("Authorization", _signer.Sign("CreateMNP", timestamp, body));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
