using System.Buffers;

namespace ApiGen.Runtime.Buffers;

/// <summary>A growing buffer on arrays of the shared pool. It is not safe for concurrent use.</summary>
internal sealed class PooledByteWriter : IBufferWriter<byte>
{
    /// <summary>What stays with an idle instance; larger arrays go back to the shared pool.</summary>
    private const int KeptBytes = 16 * 1024;

    private byte[] _array = [];
    private int _length;

    internal int Length => _length;

    internal ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, _length);

    internal ReadOnlySpan<byte> WrittenSpan => _array.AsSpan(0, _length);

    /// <exception cref="ArgumentOutOfRangeException">More than the buffer had left, as a stream of the application's own may say that it has read.</exception>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_array.Length - _length), nameof(count));
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureFree(Math.Max(sizeHint, 1));
        return _array.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureFree(Math.Max(sizeHint, 1));
        return _array.AsSpan(_length);
    }

    /// <summary>Takes back the last bytes.</summary>
    internal void Truncate(int length) => _length = length;

    /// <summary>Empties the buffer for reuse.</summary>
    internal void Clear()
    {
        _length = 0;
        if (_array.Length > KeptBytes)
        {
            Release();
        }
    }

    /// <summary>Gives the array back.</summary>
    internal void Release()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = [];
        _length = 0;
    }

    private void EnsureFree(int count)
    {
        if (_array.Length - _length >= count)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + count), Math.Max(1024, _array.Length * 2)));
        WrittenSpan.CopyTo(larger);
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = larger;
    }
}
