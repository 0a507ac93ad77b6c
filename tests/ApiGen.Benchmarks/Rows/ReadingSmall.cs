using System.Text;
using System.Text.Json;
using ApiGen.Benchmarks.Peers;
using ApiGen.Runtime.Json;
using BenchmarkDotNet.Attributes;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>Reading a small response beside System.Text.Json with source generation.</summary>
[MemoryDiagnoser]
public class ReadingSmall
{
    private readonly byte[] _json = Encoding.UTF8.GetBytes("""{"Data":{"ResourceId":"mp1mkdcf53ob2h8m"},"RequestId":"e5b444cb-6982-46b6-852b-d980114ca151"}""");

    [Benchmark(Baseline = true)]
    public string? SystemTextJson() => JsonSerializer.Deserialize(_json, PeerJson.Default.PeerCreateResponse)!.RequestId;

    [Benchmark]
    public string? Generated() => JsonModel.FromJson<CreateMNPResponse>(_json).RequestId;
}
