using ApiGen.Benchmarks.Measuring;
using ApiGen.Benchmarks.Startup;

namespace ApiGen.Benchmarks.Rows;

/// <summary>A program that makes one call and ends, beside the same program by hand: as native code, and with the just-in-time compiler.</summary>
internal static class StartRows
{
    private const int Rounds = 41;
    private const double MostSize = 1.10;

    internal static IEnumerable<RatioRow> Measure(bool quick)
    {
        PublishedProgram ours = PublishedProgram.Publish("Generated", native: true);
        PublishedProgram byHand = PublishedProgram.Publish("ByHand", native: true);
        PublishedProgram withRetry = PublishedProgram.Publish("ByHandWithRetry", native: true);
        foreach (RatioRow row in Sizes(ours.Size, byHand.Size, withRetry.Size))
        {
            yield return row;
        }

        foreach (RatioRow row in Compare("NativeAOT start to the response / by hand", ours, byHand, 1.10))
        {
            yield return row;
        }

        ours = PublishedProgram.Publish("Generated", native: false);
        byHand = PublishedProgram.Publish("ByHand", native: false);
        foreach (RatioRow row in Compare("just-in-time start to the response / by hand", ours, byHand, 1.15))
        {
            yield return row;
        }
    }

    /// <summary>
    /// The size, which counts against the program by hand only so long as that one keeps to the limit when it repeats calls with
    /// Polly too: what the library takes by itself is beyond anybody who uses it. Otherwise it counts against that program.
    /// </summary>
    private static IEnumerable<RatioRow> Sizes(long ours, long byHand, long withRetry)
    {
        bool isWithinReach = withRetry <= byHand * MostSize;
        RatioRow bare = Size("NativeAOT program / by hand, size", ours, byHand);
        yield return isWithinReach ? bare : bare with { IsMet = null };
        yield return Size("  by hand with Polly's retry / by hand, size", withRetry, byHand) with { IsMet = null };
        RatioRow alike = Size("  NativeAOT program / by hand with Polly's retry, size", ours, withRetry);
        yield return isWithinReach ? alike with { IsMet = null } : alike;
    }

    private static RatioRow Size(string name, long ours, long compared) =>
        RatioRow.AtMost(name, RatioRow.Bytes(ours), RatioRow.Bytes(compared), (double)ours / compared, MostSize);

    private static IEnumerable<RatioRow> Compare(string name, PublishedProgram ours, PublishedProgram byHand, double limit)
    {
        using LoopbackService service = new();
        List<(double Cpu, double Time)> left = [];
        List<(double Cpu, double Time)> right = [];
        for (int round = -2; round < Rounds; round++)
        {
            (double, double) first = ours.Start(service.Address);
            (double, double) second = byHand.Start(service.Address);

            // The first two bring the files into memory.
            if (round >= 0)
            {
                left.Add(first);
                right.Add(second);
            }
        }

        yield return Row(name + ", CPU", left.Select(run => run.Cpu), right.Select(run => run.Cpu), limit);
        yield return Row(name + ", time of day", left.Select(run => run.Time), right.Select(run => run.Time), limit);
    }

    private static RatioRow Row(string name, IEnumerable<double> ours, IEnumerable<double> byHand, double limit) => RatioRow.AtMost(
        name,
        RatioRow.Milliseconds(Heat.Median(ours)),
        RatioRow.Milliseconds(Heat.Median(byHand)),
        Heat.Median(ours.Zip(byHand, static (left, right) => left / right)),
        limit);
}
