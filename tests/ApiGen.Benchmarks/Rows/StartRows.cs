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
        yield return RatioRow.AtMost("NativeAOT program / by hand, size", RatioRow.Bytes(ours.Size), RatioRow.Bytes(byHand.Size), (double)ours.Size / byHand.Size, MostSize);
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
