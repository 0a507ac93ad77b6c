using ApiGen.Benchmarks.Measuring;

namespace ApiGen.Benchmarks.Rows;

/// <summary>The throttle beside the token bucket.</summary>
internal static class ThrottleRows
{
    internal static IEnumerable<RatioRow> Measure(bool quick)
    {
        Throttling throttling = new();
        Contender ours = new("generated", InBatches(throttling.Acquire), throttling.Settle) { MostOperations = Throttling.Batch };
        Contender bucket = new("token bucket", InBatches(throttling.AcquireFromTokenBucket)) { MostOperations = Throttling.Batch };
        Contender settled = new("generated and settled", InBatches(count =>
        {
            throttling.Acquire(count);
            throttling.Settle();
        }))
        { MostOperations = Throttling.Batch };
        Heat heat = Heat.Run(quick ? 2_001 : 20_001, TimeSpan.FromMilliseconds(1), ours, bucket, settled);

        yield return RatioRow.Time("throttle with room / token bucket, CPU", heat, ours, bucket, 1);
        yield return RatioRow.Bytes("throttle with room, bytes", heat, ours, bucket, 0);
        yield return RatioRow.Information("  the same with sent and answered", heat, settled, bucket);
    }

    // A round takes whole batches, so that none of the settled leases is an old one.
    private static Action<int> InBatches(Action<int> work) => _ => work(Throttling.Batch);
}
