using Refit;

namespace ApiGen.Benchmarks.Peers;

/// <summary>The action as a Refit interface; <see cref="RefitSigningHandler"/> adds the timestamp and the signature.</summary>
internal interface IRefitClient
{
    [Post("/")]
    [Headers("X-TC-Action: CreateMNP", "X-TC-Version: 2025-01-06")]
    Task<PeerEnvelope<PeerCreateResponse>> CreateAsync(
        [Body(buffered: true)] PeerCreateRequest request, [Header("X-TC-Region")] string region, CancellationToken cancellationToken = default);
}
