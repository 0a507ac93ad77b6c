using ApiGen.Benchmarks.Generator;
using BenchmarkDotNet.Attributes;

namespace ApiGen.Benchmarks.Rows;

/// <summary>The generator on all of tcsas: cold beside the compiler, and after edits beside its cold run.</summary>
[MemoryDiagnoser]
public class GeneratorRun
{
    private readonly ConsumerProject _project = ConsumerProject.Of("tcsas");

    [Benchmark(Baseline = true)]
    public long CompilePlainFiles() => _project.CompilePlainFiles();

    [Benchmark]
    public int Cold() => _project.GenerateCold();

    [Benchmark]
    public int AfterSpecEdit() => _project.GenerateAfterSpecEdit();

    [Benchmark]
    public int AfterSourceEdit() => _project.GenerateAfterSourceEdit();
}
