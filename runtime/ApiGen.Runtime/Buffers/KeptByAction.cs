using System.Collections.Concurrent;

namespace ApiGen.Runtime.Buffers;

/// <summary>Keeps something for each action, within bounds: names of actions may come from outside, and descriptions of them may be made for each call.</summary>
internal sealed class KeptByAction<TKey, TValue>(IEqualityComparer<TKey> comparer)
    where TKey : class
    where TValue : class
{
    // More than any service has.
    private const int Most = 4096;

    private readonly ConcurrentDictionary<TKey, TValue> _kept = new(comparer);

    // The dictionary's own count takes all its locks, and starts an event source in the first call of a process. This one may run ahead of it.
    private int _made;

    /// <summary>What is kept for the key, or is made now. All is let go when it has grown too much: nothing is lost that is not made again.</summary>
    public TValue GetOrAdd<TArgument>(TKey key, Func<TKey, TArgument, TValue> make, TArgument argument)
        where TArgument : class
    {
        if (_kept.TryGetValue(key, out TValue? known))
        {
            return known;
        }

        if (Interlocked.Increment(ref _made) > Most)
        {
            _kept.Clear();
            Volatile.Write(ref _made, 1);
        }

        return _kept.GetOrAdd(key, make, argument);
    }
}
