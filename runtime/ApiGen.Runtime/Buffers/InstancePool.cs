namespace ApiGen.Runtime.Buffers;

/// <summary>Keeps a few idle instances for reuse. Taking and giving back costs one interlocked operation and never blocks.</summary>
internal sealed class InstancePool<T>
    where T : class
{
    private readonly T?[] _others = new T?[Math.Max(4, Environment.ProcessorCount * 2)];
    private T? _first;

    /// <summary>An idle instance; null when there is none.</summary>
    internal T? TryTake()
    {
        T? item = _first;
        if (item is not null && Interlocked.CompareExchange(ref _first, null, item) == item)
        {
            return item;
        }

        for (int i = 0; i < _others.Length; i++)
        {
            item = _others[i];
            if (item is not null && Interlocked.CompareExchange(ref _others[i], null, item) == item)
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>Keeps an instance; false when there are enough already, and the caller must let go of it.</summary>
    internal bool TryKeep(T item)
    {
        if (_first is null && Interlocked.CompareExchange(ref _first, item, null) is null)
        {
            return true;
        }

        for (int i = 0; i < _others.Length; i++)
        {
            if (_others[i] is null && Interlocked.CompareExchange(ref _others[i], item, null) is null)
            {
                return true;
            }
        }

        return false;
    }
}
