namespace ApiGen.Runtime.Throttling;

/// <summary>How much later than an undisturbed request each request may have reached the server. Not thread-safe; times are clock ticks.</summary>
/// <remarks>
/// A request that arrives late while the one that takes its place a window later arrives promptly makes both fall into one window at the server.
/// What a response shows is the round trip: what it has in excess of the shortest one is the most by which the request can have been late, but it may as well be
/// the time that the server took to work. So the first requests, where lateness is likely, are held for the whole of it; after that the excess counts as long as
/// a budget lasts that keeps the loss to <see cref="AverageShare"/> of the window in the long run. Slow work cannot use up the limit, a rare stall is covered.
/// </remarks>
internal sealed class ArrivalEstimate
{
    private const double AverageShare = 0.003;
    private const double SavedShare = 0.04;

    // The shortest round trip is forgotten after one to two such runs of answers, so that a path that became longer is noticed.
    private const int RunLength = 256;

    private readonly long _maxDelay;
    private readonly long _allowance;
    private readonly long _maxSaved;
    private long _saved;
    private int _firstRequests;
    private long _shortest = long.MaxValue;
    private long _shortestOfLastRun = long.MaxValue;
    private int _answersInRun;
    private long _comparedWith = long.MaxValue;

    /// <param name="limit">The limit of the shortest window.</param>
    /// <param name="window">The length of the shortest window.</param>
    /// <param name="maxDelay">The most that is ever assumed.</param>
    public ArrivalEstimate(int limit, long window, long maxDelay)
    {
        _firstRequests = limit;
        _maxDelay = maxDelay;
        _allowance = Math.Min(maxDelay, (long)(window * AverageShare));
        _maxSaved = (long)(window * SavedShare * limit);
        _saved = _maxSaved;
    }

    /// <summary>The delay to assume for a request that is being sent.</summary>
    /// <param name="isFirst">Whether it is one of the first requests, to be given back to <see cref="DelayOf"/>.</param>
    public long DelayUntilCompleted(out bool isFirst)
    {
        isFirst = _firstRequests > 0;
        if (!isFirst)
        {
            return _allowance;
        }

        _firstRequests--;
        return _maxDelay;
    }

    /// <summary>The delay of a request that was answered after <paramref name="roundTrip"/>.</summary>
    public long DelayOf(long roundTrip, bool isFirst)
    {
        if (isFirst)
        {
            return Math.Min(roundTrip, _maxDelay);
        }

        long excess = Math.Max(0, roundTrip - Math.Min(_shortest, _shortestOfLastRun));
        long delay = Math.Min(Math.Min(excess, _maxDelay), _allowance + _saved);
        _saved = Math.Min(_maxSaved, _saved + _allowance - delay);
        return delay;
    }

    /// <summary>Takes note of the round trip of a request that the server worked on.</summary>
    public void Learn(long roundTrip)
    {
        _shortest = Math.Min(_shortest, roundTrip);
        if (++_answersInRun == RunLength)
        {
            _answersInRun = 0;
            _shortestOfLastRun = _shortest;
            _shortest = long.MaxValue;
        }
    }

    /// <summary>
    /// By how much the delays given until now were too small, because a round trip turned out shorter than those they were compared with; 0 when that is little.
    /// It is spent from the budget once asked for.
    /// </summary>
    /// <param name="requests">How many requests it matters for.</param>
    public long TakeShortfall(int requests)
    {
        long shortest = Math.Min(_shortest, _shortestOfLastRun);
        if (_comparedWith - shortest <= _allowance || requests == 0)
        {
            // The first requests are not compared with anything; what they show is where to start.
            _comparedWith = requests == 0 ? shortest : _comparedWith;
            return 0;
        }

        long shortfall = Math.Min(_comparedWith - shortest, _saved / requests);
        _saved -= shortfall * requests;
        _comparedWith = shortest;
        return shortfall;
    }
}
