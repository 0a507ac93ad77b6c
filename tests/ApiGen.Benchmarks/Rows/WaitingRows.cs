using ApiGen.Benchmarks.Measuring;

namespace ApiGen.Benchmarks.Rows;

/// <summary>What a client holds in memory while callers wait for the throttle.</summary>
internal static class WaitingRows
{
    private const double MostBytes = 1024;

    internal static IEnumerable<RatioRow> Measure(bool quick)
    {
        // A first crowd, so that code, pools and tables that stay are not counted as the callers'.
        _ = WaitingCallers.BytesPerCaller(1_000);
        double bytes = WaitingCallers.BytesPerCaller(WaitingCallers.Callers);
        yield return new RatioRow("memory per waiting caller besides its body, 10,000 of them", RatioRow.Bytes(bytes), "", "", "<= " + RatioRow.Bytes(MostBytes), bytes <= MostBytes);
        if (!quick)
        {
            double many = WaitingCallers.BytesPerCaller(WaitingCallers.Callers / 10);
            yield return new RatioRow("  1,000 of them", RatioRow.Bytes(many), "", "", "", null);
        }
    }
}
