using System.Text.Json;
using ApiGen.Benchmarks.Peers;
using ApiGen.Runtime.Json;
using BenchmarkDotNet.Attributes;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>Reading a list of a megabyte beside System.Text.Json with source generation.</summary>
[MemoryDiagnoser]
public class ReadingList
{
    private readonly byte[] _json = Fixture.LargeList();

    [Benchmark(Baseline = true)]
    public string? SystemTextJson() => JsonSerializer.Deserialize(_json, PeerListJson.Default.PeerListResponse)!.RequestId;

    [Benchmark]
    public string? Generated() => JsonModel.FromJson<DescribeMNPListResponse>(_json).RequestId;
}
