using ApiGen.Benchmarks.Peers;
using BenchmarkDotNet.Attributes;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>A whole call beside one through Refit.</summary>
[MemoryDiagnoser]
public class FullCallVersusRefit
{
    private readonly IRefitClient _peer = Fixture.RefitClient();
    private readonly TcsasClient _client = Fixture.Client();

    [Benchmark(Baseline = true)]
    public async Task<string?> Refit() => (await _peer.CreateAsync(Fixture.PeerRequest, Fixture.Region)).Response?.RequestId;

    [Benchmark]
    public async Task<string?> Generated() => (await _client.CreateMNPAsync(Fixture.Request)).RequestId;
}
