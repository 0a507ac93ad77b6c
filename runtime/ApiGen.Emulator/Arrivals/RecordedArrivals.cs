namespace ApiGen.Emulator.Arrivals;

/// <summary>Every call since the gateway was made or the log cleared; safe for concurrent use.</summary>
internal sealed class RecordedArrivals
{
    private readonly Lock _lock = new();
    private readonly List<ArrivalEntry> _entries = [];

    public void Add(ArrivalEntry entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    /// <summary>The arrivals so far, in order of time: two threads may add in the opposite order to their clock readings.</summary>
    public IReadOnlyList<ApiArrival> Snapshot()
    {
        lock (_lock)
        {
            return [.. _entries.Select(static entry => entry.Arrival).OrderBy(static arrival => arrival.At)];
        }
    }
}
