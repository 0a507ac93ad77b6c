using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGen.Benchmarks.Peers;
using BenchmarkDotNet.Attributes;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>Writing a request beside System.Text.Json with source generation, both to a writer that is used again.</summary>
[MemoryDiagnoser]
public class Writing
{
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * 1024 * 1024);
    private readonly Utf8JsonWriter _writer;
    private PeerCreateRequest _peerRequest = Fixture.PeerRequest;
    private CreateMNPRequest _request = Fixture.Request;

    public Writing() => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Whether the request is a small one or one of a megabyte.</summary>
    [Params(false, true)]
    public bool Large
    {
        get;
        set
        {
            field = value;
            _peerRequest = value ? Fixture.LargePeerRequest() : Fixture.PeerRequest;
            _request = CreateMNPRequest.FromJson(JsonSerializer.Serialize(_peerRequest, PeerJson.Default.PeerCreateRequest));
        }
    }

    [Benchmark(Baseline = true)]
    public int SystemTextJson()
    {
        Reset();
        JsonSerializer.Serialize(_writer, _peerRequest, PeerJson.Default.PeerCreateRequest);
        _writer.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int Generated()
    {
        Reset();
        Fixture.WriteJson(_request, _writer);
        _writer.Flush();
        return _buffer.WrittenCount;
    }

    private void Reset()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
    }
}
