namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>Spreads the calls that waited over the window instead of sending them all in the moment in which it has passed. Not thread-safe; times are clock ticks.</summary>
/// <remarks>
/// A stall of this process or of the network makes late what is under way, and a path that became shorter makes early what follows. Of a burst that is
/// everything, of evenly spread calls only a few. The pace is above the documented rate, so that nothing is lost.
/// </remarks>
internal struct GrantPacer
{
    // Closer together, and more of them overtake those before when the path becomes shorter; further apart, and nothing can be made up for.
    private const double ShareOfWindow = 0.7;

    private readonly long _interval;
    private long _intervalEnd;
    private int _callsLeft;

    /// <param name="limit">The limit of the shortest window.</param>
    /// <param name="window">The length of the shortest window.</param>
    /// <param name="shortest">The shortest interval that timers can keep; more than one call goes together where the limit asks for a shorter one.</param>
    /// <param name="longest">The longest interval: long windows need no more than that against stalls.</param>
    public GrantPacer(int limit, long window, long shortest, long longest)
    {
        double spacing = window * ShareOfWindow / limit;
        CallsPerInterval = Math.Max(1, (int)Math.Ceiling(shortest / spacing));
        _intervalEnd = long.MinValue / 2;
        _interval = Math.Min((long)(spacing * CallsPerInterval), longest);
    }

    /// <summary>How many calls go together.</summary>
    public readonly int CallsPerInterval { get; }

    /// <summary>When the turn after the last one is.</summary>
    public readonly long NextTurn => _callsLeft > 0 ? long.MinValue : _intervalEnd;

    /// <summary>How much later than a turn the one is that comes so many turns after it.</summary>
    /// <param name="turns">How many.</param>
    /// <param name="wake">How late the timer comes that each interval waits for.</param>
    public readonly long TimeOf(int turns, long wake) => ((turns + CallsPerInterval - 1) / CallsPerInterval) * (_interval + wake);

    /// <summary>The same at the least: some turns may be left of the interval that has begun, and timers may come at once.</summary>
    public readonly long LeastTimeOf(int turns) => turns / CallsPerInterval * _interval;

    /// <summary>Takes a call's turn.</summary>
    /// <param name="now">The time.</param>
    /// <param name="spread">By how much the path spreads calls by itself: turns that passed within that time unused are made up for, so that none of the rate is lost where they come unevenly.</param>
    /// <param name="turnAt">When the next turn is, if none is left now.</param>
    public bool TryTake(long now, long spread, out long turnAt)
    {
        if (now >= _intervalEnd)
        {
            _intervalEnd = Math.Max(_intervalEnd, now - spread) + _interval;
            _callsLeft = CallsPerInterval;
        }

        turnAt = _intervalEnd;
        return _callsLeft-- > 0;
    }
}
