using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Redis;

/// <summary>No permit and no wait.</summary>
/// <param name="retryAfter">When to come back; null when nobody knows.</param>
internal sealed class RefusedLease(TimeSpan? retryAfter) : RateLimitLease
{
    public override bool IsAcquired => false;

    public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
        return metadata is not null;
    }
}
