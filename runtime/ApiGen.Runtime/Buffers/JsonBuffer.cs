using System.Text.Json;
using ApiGen.Runtime.Json;

namespace ApiGen.Runtime.Buffers;

/// <summary>A JSON writer with its buffer, both reused when nobody holds on to them any more.</summary>
internal sealed class JsonBuffer
{
    private static readonly InstancePool<JsonBuffer> Pool = new();

    private readonly PooledByteWriter _bytes = new();

    private int _holders;

    private JsonBuffer() => Writer = new Utf8JsonWriter(_bytes, JsonModel.WriterOptions);

    internal Utf8JsonWriter Writer { get; }

    internal PooledByteWriter Bytes => _bytes;

    internal ReadOnlyMemory<byte> WrittenMemory => _bytes.WrittenMemory;

    internal ReadOnlySpan<byte> WrittenSpan => _bytes.WrittenSpan;

    internal static JsonBuffer Rent()
    {
        JsonBuffer buffer = Pool.TryTake() ?? new JsonBuffer();
        buffer._holders = 1;
        return buffer;
    }

    /// <summary>Another one holds on to the memory, and returns the buffer as well.</summary>
    internal void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>Lets go of the memory. When all who held it did, the buffer is available again.</summary>
    internal static void Return(JsonBuffer buffer)
    {
        if (Interlocked.Decrement(ref buffer._holders) > 0)
        {
            return;
        }

        buffer._bytes.Clear();
        buffer.Writer.Reset();
        if (!Pool.TryKeep(buffer))
        {
            buffer._bytes.Release();
        }
    }
}
