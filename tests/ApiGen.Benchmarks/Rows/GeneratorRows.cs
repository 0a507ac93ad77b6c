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
        Heat heat = Heat.Run(quick ? 5 : 21, TimeSpan.FromMilliseconds(20), quick ? 4 : 10, cold, compiler, specEdit, sourceEdit);

        yield return RatioRow.Time("generator cold / compiler on the same C#, CPU", heat, cold, compiler, 0.25);
        yield return RatioRow.Share("generator after a spec edit / cold, CPU", heat, specEdit, cold, 0.03);
        yield return RatioRow.Share("generator after a C# edit / cold, CPU", heat, sourceEdit, cold, 0.005);
    }
}
