using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>A permit of a limiter of the application's own.</summary>
/// <param name="ended">What happens when it is given back.</param>
internal class GivenLease(Action ended) : RateLimitLease
{
    public override bool IsAcquired => true;

    public override IEnumerable<string> MetadataNames => [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        ended();
    }
}
