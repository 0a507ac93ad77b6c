using ApiGen.Benchmarks.Peers;
using BenchmarkDotNet.Attributes;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>A whole call beside the client that one writes by hand.</summary>
[MemoryDiagnoser]
public class FullCallVersusHandWritten
{
    private readonly HandWrittenClient _peer = Fixture.HandWritten();
    private readonly TcsasClient _client = Fixture.Client();

    [Benchmark(Baseline = true)]
    public async Task<string?> HandWritten() => (await _peer.CreateAsync(Fixture.PeerRequest)).RequestId;

    [Benchmark]
    public async Task<string?> Generated() => (await _client.CreateMNPAsync(Fixture.Request)).RequestId;
}
