using ApiGen.Benchmarks.Startup;
using BenchmarkDotNet.Attributes;

namespace ApiGen.Benchmarks.Rows;

/// <summary>A program that makes one call and ends, beside the same program by hand.</summary>
public class ProgramStart
{
    private LoopbackService? _service;
    private PublishedProgram? _ours;
    private PublishedProgram? _byHand;

    /// <summary>Whether the programs are native code or start with the just-in-time compiler.</summary>
    [Params(true, false)]
    public bool Native { get; set; }

    [GlobalSetup]
    public void Publish()
    {
        _service = new LoopbackService();
        _ours = PublishedProgram.Publish("Generated", Native);
        _byHand = PublishedProgram.Publish("ByHand", Native);
    }

    [Benchmark(Baseline = true)]
    public void ByHand() => _byHand!.Start(_service!.Address);

    [Benchmark]
    public void Generated() => _ours!.Start(_service!.Address);
}
