using ApiGen.Benchmarks.Peers;
using BenchmarkDotNet.Attributes;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>A whole call beside the least that the platform asks for one.</summary>
[MemoryDiagnoser]
public class FullCallVersusFloor
{
    private readonly Floor _floor = Fixture.Floor();
    private readonly TcsasClient _client = Fixture.Client();

    [Benchmark(Baseline = true)]
    public Task<int> HashAndCall() => _floor.HashAndCallAsync();

    [Benchmark]
    public Task<int> BareCall() => _floor.CallAsync();

    [Benchmark]
    public Task<CreateMNPResponse> Generated() => _client.CreateMNPAsync(Fixture.Request);
}
