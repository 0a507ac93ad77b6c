using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Storefront.Domain;

namespace Storefront.Background;

/// <summary>Mini programs that wait to be published.</summary>
public sealed class Outbox
{
    private readonly ConcurrentQueue<MiniProgram> _waiting = new();
    private readonly HashSet<string> _names = [];

    public int Count => _waiting.Count;

    public void Put(MiniProgram program)
    {
        lock (_names)
        {
            if (!_names.Add(program.Name))
            {
                return;
            }
        }

        _waiting.Enqueue(program);
    }

    public bool TryTake([NotNullWhen(true)] out MiniProgram? program)
    {
        if (!_waiting.TryDequeue(out program))
        {
            return false;
        }

        lock (_names)
        {
            _names.Remove(program.Name);
        }

        return true;
    }

    public IReadOnlyList<string> Names()
    {
        lock (_names)
        {
            return [.. _names.Order(StringComparer.Ordinal)];
        }
    }
}
