namespace ApiGen.Runtime.Redis;

/// <summary>The shortest of the last round trips to Redis: what is told to both sides is that old at the least. Thread-safe; times are clock ticks.</summary>
internal sealed class RedisPath
{
    // The shortest is forgotten after one to two runs, so that a path that became longer is noticed.
    private const int RunLength = 64;

    private readonly object _lock = new();
    private long _shortest = long.MaxValue;
    private long _shortestOfLastRun = long.MaxValue;
    private int _inRun;
    private int _presence;

    /// <summary>The shortest of the last; 0 before the first.</summary>
    public long Shortest
    {
        get
        {
            lock (_lock)
            {
                long shortest = Math.Min(_shortest, _shortestOfLastRun);
                return shortest == long.MaxValue ? 0 : shortest;
            }
        }
    }

    /// <summary>Takes note of a round trip.</summary>
    /// <param name="roundTrip">How long it took.</param>
    /// <param name="presence">What <see cref="RedisPresence.Version"/> was: another one may be another server.</param>
    public void Add(long roundTrip, int presence)
    {
        lock (_lock)
        {
            if (presence != _presence)
            {
                _presence = presence;
                _inRun = 0;
                _shortest = long.MaxValue;
                _shortestOfLastRun = long.MaxValue;
            }

            _shortest = Math.Min(_shortest, roundTrip);
            if (++_inRun == RunLength)
            {
                _inRun = 0;
                _shortestOfLastRun = _shortest;
                _shortest = long.MaxValue;
            }
        }
    }
}
