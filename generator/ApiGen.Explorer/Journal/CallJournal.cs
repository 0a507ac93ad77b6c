namespace ApiGen.Explorer.Journal;

/// <summary>The last calls that arrived at the embedded gateway, for any number of readers that follow it. Safe for concurrent use.</summary>
/// <param name="length">How many calls are kept.</param>
internal sealed class CallJournal(int length)
{
    private readonly Lock _lock = new();
    private readonly Queue<JournalEntry> _entries = new();
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _count;

    /// <summary>Adds a call.</summary>
    /// <param name="make">Makes the entry of its number.</param>
    public void Add(Func<long, JournalEntry> make)
    {
        TaskCompletionSource grown;
        lock (_lock)
        {
            _entries.Enqueue(make(++_count));
            if (_entries.Count > length)
            {
                _entries.Dequeue();
            }

            grown = _grown;
            _grown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        grown.SetResult();
    }

    /// <summary>The calls behind one, the oldest first, and what completes when there are more.</summary>
    /// <param name="number">The number of the last call that is known already; 0 for all that are kept, as does one that no call has yet: it is of another journal.</param>
    public (IReadOnlyList<JournalEntry> Entries, Task Grown) After(long number)
    {
        lock (_lock)
        {
            long known = number > _count ? 0 : number;
            return ([.. _entries.Where(entry => entry.Number > known)], _grown.Task);
        }
    }
}
