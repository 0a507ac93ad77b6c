using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Buffers;

/// <summary>A JSON writer with its buffer, both reused.</summary>
internal sealed class JsonBuffer
{
    private static readonly InstancePool<JsonBuffer> Pool = new();

    private readonly PooledByteWriter _bytes = new();

    private JsonBuffer() => Writer = new Utf8JsonWriter(_bytes, JsonModel.WriterOptions);

    internal Utf8JsonWriter Writer { get; }

    internal PooledByteWriter Bytes => _bytes;

    internal ReadOnlyMemory<byte> WrittenMemory => _bytes.WrittenMemory;

    internal ReadOnlySpan<byte> WrittenSpan => _bytes.WrittenSpan;

    internal static JsonBuffer Rent() => Pool.TryTake() ?? new JsonBuffer();

    /// <summary>Makes the buffer available again. Nobody may hold on to its memory.</summary>
    internal static void Return(JsonBuffer buffer)
    {
        buffer._bytes.Clear();
        buffer.Writer.Reset();
        if (!Pool.TryKeep(buffer))
        {
            buffer._bytes.Release();
        }
    }
}
