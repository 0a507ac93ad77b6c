using ApiGen.Benchmarks.Measuring;

namespace ApiGen.Benchmarks.Rows;

/// <summary>The throttle beside the token bucket, and how well it keeps a limit.</summary>
internal static class ThrottleRows
{
    private const long MostIdleBytes = 4096;
    private const int Accounts = 100_000;

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

        yield return RatioRow.Time("throttle with permits / token bucket, CPU", heat, ours, bucket, 1);
        yield return RatioRow.Bytes("throttle with permits, bytes", heat, ours, bucket, 0);
        yield return RatioRow.Information("  the same with sent and completed", heat, settled, bucket);
        long idle = Throttling.BytesOfAnIdleAccount(quick ? Accounts / 20 : Accounts);
        yield return new RatioRow("throttle, an account that has called once", RatioRow.Bytes(idle), "", "", "<= " + RatioRow.Bytes(MostIdleBytes), idle <= MostIdleBytes);
        foreach (RatioRow row in LimitRows.Measure(quick))
        {
            yield return row;
        }
    }

    // A round takes whole batches, so that none of the settled leases is an old one.
    private static Action<int> InBatches(Action<int> work) => _ => work(Throttling.Batch);
}
