namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>
/// What the last calls show of the path: the shortest round trip, the time after which a call must have been held up, and how much excess costs little.
/// Not thread-safe; clock ticks.
/// </summary>
internal sealed class RoundTrips
{
    // The shortest round trip is forgotten after one to two runs, so that a path that became longer is noticed.
    private const int RunLength = 256;

    // A round trip is usual unless it is among the 5 longest of 64: rare stalls and lost packets then stand out, and counting them in full costs little.
    // A power of two, so that a place is a number's last bits.
    private const int Remembered = 64;
    private const int RareAmongRemembered = 5;
    private const int StallFactor = 2;

    // Looking at all that is remembered costs more than a call's other notes together, and the figure moves slowly.
    private const int CallsBetweenLooks = 16;

    private readonly long _leastStall;
    private long[] _last = [];
    private int _count;
    private int _next;
    private int _callsUntilLook;
    private long _shortest = long.MaxValue;
    private long _shortestOfLastRun = long.MaxValue;
    private int _callsInRun;

    /// <param name="leastStall">What a round trip must have in excess of twice the usual to be a stall.</param>
    public RoundTrips(long leastStall) => _leastStall = leastStall;

    /// <summary>The excess of a call that costs little, on average of many.</summary>
    public long CheapOnAverage { get; set; }

    /// <summary>The shortest of the last few hundred; <see cref="long.MaxValue"/> before the first.</summary>
    public long Shortest => Math.Min(_shortest, _shortestOfLastRun);

    /// <summary>The longest that is usual; 0 before the first.</summary>
    public long Usual { get; private set; }

    /// <summary>How long the next one is expected to take: as long as is usual, or as long as the shortest while only first calls have come; 0 before.</summary>
    public long Expected => _count > 0 ? Usual : Shortest == long.MaxValue ? 0 : Shortest;

    /// <summary>A call that takes longer than this has been held up; <see cref="long.MaxValue"/> before the first round trip.</summary>
    public long StallAfter { get; private set; } = long.MaxValue;

    /// <summary>
    /// The excess up to which all calls can count in full at little cost: everything where few calls are late, whoever makes them so, and little where work
    /// takes now long, now short.
    /// </summary>
    public long CheapExcess { get; private set; } = long.MaxValue;

    /// <summary>How much longer than the shortest a round trip is.</summary>
    public long ExcessOf(long roundTrip) => Math.Max(0, roundTrip - Math.Min(roundTrip, Shortest));

    /// <summary>Takes note of a call that the server worked on.</summary>
    /// <param name="roundTrip">From when it began to go to the wire.</param>
    /// <param name="sinceWritten">From when all of it had gone.</param>
    /// <param name="isFirst">Whether it is one of the first calls, which take long in a cold process: they tell nothing of the path.</param>
    public void Add(long roundTrip, long sinceWritten, bool isFirst)
    {
        // A thread that stood still after writing saw the response come at once: that would be too short for a path.
        _shortest = Math.Min(_shortest, roundTrip);
        if (++_callsInRun == RunLength)
        {
            _callsInRun = 0;
            _shortestOfLastRun = _shortest;
            _shortest = long.MaxValue;
        }

        if (!isFirst)
        {
            Remember(sinceWritten);
        }
    }

    /// <summary>
    /// Takes note of a call that was refused. The service did no work for it, which may make the others look late: the margin keeps that cheap. What it
    /// must not miss is a path that became shorter.
    /// </summary>
    public void AddRefused(long roundTrip) => _shortest = Math.Min(_shortest, roundTrip);

    /// <summary>Takes note of a call that was given up: work that often takes long is not a stall.</summary>
    public void AddAbandoned(long elapsed)
    {
        if (_count > 0 && elapsed > Usual)
        {
            Remember(elapsed);
        }
    }

    /// <summary>By how much a round trip is shorter than the shortest of the last few; not above 0 if it is not, or before the first.</summary>
    public long ShorterThanLast(int count, long roundTrip)
    {
        long shorter = _count == 0 ? 0 : long.MaxValue;
        for (int i = 1; i <= Math.Min(count, _count) && shorter > 0; i++)
        {
            shorter = Math.Min(shorter, _last[(_next - i) & (Remembered - 1)] - roundTrip);
        }

        return shorter;
    }

    private void Remember(long roundTrip)
    {
        if (_last.Length == 0)
        {
            _last = new long[Remembered];
        }

        _last[_next] = roundTrip;
        _next = (_next + 1) & (Remembered - 1);
        _count = Math.Min(_count + 1, Remembered);
        if (_count < Remembered || --_callsUntilLook <= 0)
        {
            _callsUntilLook = CallsBetweenLooks;
            Usual = LongestUsual();
            StallAfter = (Usual * StallFactor) + _leastStall;
            CheapExcess = HighestCheapExcess();
        }
    }

    /// <summary>The most that can count of each remembered excess so that all together cost no more than they may.</summary>
    private long HighestCheapExcess()
    {
        // What those leave that count in full is for the others, in equal parts; a larger part lets more of them count in full. Not sorted: that takes longer.
        long most = Remembered * CheapOnAverage / _count;
        while (true)
        {
            long left = Remembered * CheapOnAverage;
            int longer = 0;
            foreach (long roundTrip in _last.AsSpan(0, _count))
            {
                long excess = ExcessOf(roundTrip);
                left -= excess <= most ? excess : 0;
                longer += excess <= most ? 0 : 1;
            }

            if (longer == 0 || left / longer == most)
            {
                return longer == 0 ? long.MaxValue : most;
            }

            most = left / longer;
        }
    }

    private long LongestUsual()
    {
        Span<long> longest = stackalloc long[RareAmongRemembered];
        longest = longest[..Math.Max(1, _count * RareAmongRemembered / Remembered)];
        longest.Clear();
        foreach (long roundTrip in _last.AsSpan(0, _count))
        {
            int at = longest.Length;
            while (at > 0 && roundTrip > longest[at - 1])
            {
                if (at < longest.Length)
                {
                    longest[at] = longest[at - 1];
                }

                at--;
            }

            if (at < longest.Length)
            {
                longest[at] = roundTrip;
            }
        }

        return longest[^1];
    }
}
