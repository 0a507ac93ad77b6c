using System.Globalization;

namespace ApiGen.Explorer.Journal;

/// <summary>The last calls that arrived at the embedded gateway, for any number of readers that follow it. Safe for concurrent use.</summary>
/// <param name="length">How many calls are kept.</param>
internal sealed class CallJournal(int length)
{
    private readonly Lock _lock = new();
    private readonly Queue<JournalEntry> _entries = new();
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _count;

    /// <summary>What tells the journal from that of an explorer that listened at the same address before, and counted from 1 as well.</summary>
    public string Run { get; } = Guid.NewGuid().ToString("N");

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

    /// <summary>What names a call in every journal.</summary>
    public string MarkOf(JournalEntry entry) => string.Create(CultureInfo.InvariantCulture, $"{Run}-{entry.Number}");

    /// <summary>The number of the call that has a mark; 0 for one of another journal, or none.</summary>
    public long NumberOf(string mark) =>
        mark.Split('-') is [var run, var digits] && run == Run && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    /// <summary>The calls behind one, the oldest first, and what completes when there are more.</summary>
    /// <param name="number">The number of the last call that is known already; 0 for all that are kept.</param>
    public (IReadOnlyList<JournalEntry> Entries, Task Grown) After(long number)
    {
        lock (_lock)
        {
            return ([.. _entries.Where(entry => entry.Number > number)], _grown.Task);
        }
    }
}
