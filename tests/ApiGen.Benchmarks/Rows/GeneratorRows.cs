using ApiGen.Benchmarks.Measuring;

namespace ApiGen.Benchmarks.Rows;

/// <summary>The generator beside the compiler and beside itself.</summary>
internal static class GeneratorRows
{
    internal static IEnumerable<RatioRow> Measure(bool quick)
    {
        GeneratorRun run = new();
        Contender compiler = Contender.Of("compiler", run.CompilePlainFiles);
        Contender cold = Contender.Of("cold", run.Cold);
        Contender specEdit = Contender.Of("spec edit", run.AfterSpecEdit);
        Contender sourceEdit = Contender.Of("source edit", run.AfterSourceEdit);
        Heat beside = Heat.Run(quick ? 3 : 15, TimeSpan.FromMilliseconds(20), quick ? 2 : 8, cold, compiler);
        Heat edits = Heat.Run(quick ? 21 : 101, TimeSpan.FromMilliseconds(20), quick ? 12 : 24, cold, specEdit, sourceEdit);

        yield return RatioRow.Time("generator cold / compiler on the same C#, CPU", beside, cold, compiler, 0.25);
        yield return RatioRow.Share("generator after a spec edit / cold, CPU", edits, specEdit, cold, 0.03);
        yield return RatioRow.Share("generator after a C# edit / cold, CPU", edits, sourceEdit, cold, 0.005);
    }
}
