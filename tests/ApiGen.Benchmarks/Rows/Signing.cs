using ApiGen.Benchmarks.Peers;
using ApiGen.Runtime;
using ApiGen.Runtime.Signing;
using BenchmarkDotNet.Attributes;

namespace ApiGen.Benchmarks.Rows;

/// <summary>Signing one request beside the hashes that the signature consists of.</summary>
[MemoryDiagnoser]
public class Signing
{
    private readonly Floor _floor = Fixture.Floor();
    private readonly TencentCloudCredential _credential = new(Fixture.SecretId, Fixture.SecretKey);
    private readonly Tc3Signer _signer = new("tcsas", PeerSigner.Host, "CreateMNP");

    [Benchmark(Baseline = true)]
    public int Hashes() => _floor.Hash();

    [Benchmark]
    public string Generated() => _signer.Sign(_credential, 1_700_000_000, Fixture.Body);
}
