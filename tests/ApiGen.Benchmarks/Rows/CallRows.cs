using ApiGen.Benchmarks.Measuring;
using ApiGen.Benchmarks.Peers;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>A whole call beside the floor, the hand-written client and Refit, all in one heat.</summary>
internal static class CallRows
{
    private const double MostBytesAboveBareCall = 1_500;

    internal static IEnumerable<RatioRow> Measure(bool quick)
    {
        Floor floor = Fixture.Floor();
        HandWrittenClient handWritten = Fixture.HandWritten();
        IRefitClient refit = Fixture.RefitClient();
        using TcsasClient client = Fixture.Client();

        Contender ours = Contender.OfTask("generated", () => client.CreateMNPAsync(Fixture.Request));
        Contender least = Contender.OfTask("floor", floor.HashAndCallAsync);
        Contender bare = Contender.OfTask("bare call", floor.CallAsync);
        Contender byHand = Contender.OfTask("hand-written", () => handWritten.CreateAsync(Fixture.PeerRequest));
        Contender throughRefit = Contender.OfTask("Refit", () => refit.CreateAsync(Fixture.PeerRequest, Fixture.Region));
        Heat heat = Heat.Run(quick ? 151 : 501, TimeSpan.FromMilliseconds(4), ours, least, bare, byHand, throughRefit);

        double above = heat.MedianOf(ours).Bytes - heat.MedianOf(bare).Bytes;
        yield return RatioRow.Time("full call / floor, CPU", heat, ours, least, 1.15);
        yield return new RatioRow(
            "full call above bare call, bytes",
            RatioRow.Bytes(heat.MedianOf(ours).Bytes),
            RatioRow.Bytes(heat.MedianOf(bare).Bytes),
            RatioRow.Bytes(above),
            "<= " + RatioRow.Bytes(MostBytesAboveBareCall),
            above <= MostBytesAboveBareCall);
        yield return RatioRow.Time("full call / hand-written, CPU", heat, ours, byHand, 1);
        yield return RatioRow.Bytes("full call / hand-written, bytes", heat, ours, byHand, 1);
        yield return RatioRow.Time("full call / Refit, CPU", heat, ours, throughRefit, 0.5);
        yield return RatioRow.Bytes("full call / Refit, bytes", heat, ours, throughRefit, 1 / 3.0);
    }
}
