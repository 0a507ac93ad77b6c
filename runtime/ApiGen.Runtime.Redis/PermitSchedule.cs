using ApiGen.Runtime.Throttling.Ledger;
using StackExchange.Redis;

namespace ApiGen.Runtime.Redis;

/// <summary>
/// The permits that a process has for those who wait: when to ask for more, when each may be used, and when one that comes later is expected. Times are passed in, in
/// clock ticks. Not thread-safe.
/// </summary>
/// <remarks>
/// Permits are asked for before they come, so that the way to Redis costs no time, and used one after the other: together they would all be late together
/// where a process or its path stands still, and a window that holds two such lots holds too many.
/// </remarks>
internal sealed class PermitSchedule
{
    // Less than this ahead, and Redis would be asked for each permit on its own.
    private static readonly TimeSpan LeastAhead = TimeSpan.FromMilliseconds(20);

    // How long before the next permit comes the response should be there.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(5);

    // Timers count whole milliseconds, and the thread that goes on is not there at once.
    private static readonly TimeSpan UsualWake = TimeSpan.FromMilliseconds(2);

    // Somebody holds a place and has not sent yet.
    private static readonly TimeSpan UnknownPoll = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan ShortestPace = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPace = TimeSpan.FromMilliseconds(50);

    // Of the shortest window, at the most: what is reserved is lost for others until it is used.
    private const double MostAhead = 0.25;

    // Of the shortest window: turns that timers missed by so much are made up for.
    private const double MadeUpFor = 0.03;

    // How much of the longest of the last round trips is kept from one to the next.
    private const double RoundTripMemory = 0.9;

    private readonly IReadOnlyList<ApiRateLimit> _limits;
    private readonly long _ticksPerSecond;
    private readonly long _shortestWindow;
    private readonly int _most;
    private readonly int _leastLimit;
    private readonly Queue<Permit> _permits = new();
    private readonly long _wake;
    private GrantPacer _pacer;

    // When those come that Redis had no permits for, as far as it was asked.
    private long[] _later = [];
    private long _askAt = long.MinValue;
    private long _expectedAt = long.MinValue;
    private long _roundTrip;

    /// <param name="limits">The limits that all processes share.</param>
    /// <param name="processes">How many processes share them.</param>
    /// <param name="ticksPerSecond">The unit of all times.</param>
    public PermitSchedule(IReadOnlyList<ApiRateLimit> limits, int processes, long ticksPerSecond)
    {
        _limits = limits;
        _ticksPerSecond = ticksPerSecond;
        _leastLimit = limits.Min(limit => limit.Limit);
        _most = Math.Max(1, _leastLimit / processes);
        ApiRateLimit shortest = limits.MinBy(limit => limit.Window)!;
        _shortestWindow = Ticks(shortest.Window);
        _wake = Ticks(UsualWake);
        _pacer = new GrantPacer(shortest.Limit, _shortestWindow, Ticks(ShortestPace), Ticks(LongestPace));
    }

    /// <summary>How many permits there are.</summary>
    public int Count => _permits.Count;

    /// <summary>Whether those who wait were told to: until they were, there may be permits for others.</summary>
    public bool IsFull { get; set; }

    /// <summary>How long a permit may be in coming to be given already: the next response has to be there before the last one of this is used.</summary>
    public TimeSpan Ahead => TimeSpan.FromSeconds((double)Math.Min((2 * _roundTrip) + Ticks(LeastAhead), (long)(_shortestWindow * MostAhead)) / _ticksPerSecond);

    /// <summary>How those who wait are spread at the least: so many at a time, and so long between.</summary>
    public (int Calls, TimeSpan Interval) Pace => (_pacer.CallsPerInterval, TimeSpan.FromSeconds((double)_pacer.TimeOf(1, _wake) / _ticksPerSecond));

    /// <summary>How many permits to ask for now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="waiting">How many wait.</param>
    /// <param name="askAt">When to ask, if not now; <see cref="long.MaxValue"/> when there are enough.</param>
    public int ToAskFor(long now, int waiting, out long askAt)
    {
        int wanted = Math.Min(waiting, _most) - _permits.Count;
        askAt = wanted > 0 ? _askAt : long.MaxValue;
        return now < askAt ? 0 : wanted;
    }

    /// <summary>Takes note of what Redis responded.</summary>
    /// <param name="requests">What was asked for.</param>
    /// <param name="result">The response.</param>
    /// <param name="now">The time.</param>
    public void Add(RedisValue[] requests, EntryResult result, long now)
    {
        _roundTrip = Math.Max(result.RoundTrip, (long)(_roundTrip * RoundTripMemory));
        bool wasFull = IsFull;
        for (int i = 0; i < result.Entered; i++)
        {
            _permits.Enqueue(new Permit(requests[i], result.PermitAt[i], wasFull || result.PermitAt[i] > now));
        }

        _later = result.PermitAt[result.Entered..];
        _expectedAt = result.ExpectedAt;
        _askAt = _later.Length == 0 ? now
            : _later[0] == EntryResult.Unknown ? now + Math.Max(Ticks(UnknownPoll), result.RoundTrip)
            : _later[0] - _roundTrip - Ticks(Slack);
        IsFull = IsFull || result.PermitAt[^1] > now;
    }

    /// <summary>Asks again at once: what was responded holds no longer.</summary>
    public void Forget()
    {
        _askAt = long.MinValue;
        _expectedAt = long.MinValue;
        _later = [];
    }

    /// <summary>Takes the next permit.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permit">The permit.</param>
    /// <param name="nextAt">When to come again, if there is none now; <see cref="long.MaxValue"/> when that is for Redis to respond.</param>
    public bool TryTake(long now, out Permit permit, out long nextAt)
    {
        if (!_permits.TryPeek(out permit))
        {
            nextAt = long.MaxValue;
            return false;
        }

        nextAt = permit.At;
        if (now < nextAt || (permit.IsSpread && !TryTakeTurn(now, out nextAt)))
        {
            return false;
        }

        _permits.Dequeue();
        return true;
    }

    /// <summary>Takes the next permit to give it back.</summary>
    public bool TryGiveBack(out Permit permit) => _permits.TryDequeue(out permit);

    /// <summary>Calls that waited are spread, whoever let them go.</summary>
    /// <param name="now">The time.</param>
    /// <param name="turnAt">When the next turn is, if none is left now.</param>
    public bool TryTakeTurn(long now, out long turnAt) => _pacer.TryTake(now, MostMadeUpFor, out turnAt);

    /// <summary>
    /// When one more is expected to get its permit, if other processes ask for none: no window lets more than its limit pass, whatever they do.
    /// </summary>
    /// <param name="now">The time, which is returned when there may be a permit now.</param>
    /// <param name="ahead">How many go before it.</param>
    public long TurnAt(long now, int ahead)
    {
        // Those that find permits when they come are not spread, and until Redis has told that it has none, there may be some for all.
        if (ahead < _permits.Count)
        {
            Permit permit = _permits.ElementAt(ahead);
            long at = Math.Max(now, permit.At);
            return permit.IsSpread ? Math.Max(at, LeastSpread(Math.Max(now, _permits.Peek().At), ahead)) : at;
        }

        int without = ahead - _permits.Count;
        long turnAt = Known(now, without % _leastLimit) + Rounds(_limits, without);
        return IsFull ? Math.Max(turnAt, _limits.Max(limit => LeastSpread(Known(now, 0), without % limit.Limit) + Rounds([limit], without))) : turnAt;
    }

    /// <summary>When a permit comes that Redis had none for.</summary>
    private long Known(long now, int ahead)
    {
        long known = _later.Length == 0 ? now : _later[Math.Min(ahead, _later.Length - 1)];
        return Math.Max(now, known == EntryResult.Unknown ? now : known);
    }

    /// <summary>The turn of one that goes after so many others, if the first of them goes then: turns that were missed are made up for.</summary>
    private long LeastSpread(long first, int ahead) => Math.Max(_pacer.NextTurn, first - MostMadeUpFor) + _pacer.LeastTimeOf(ahead);

    private long MostMadeUpFor => (long)(_shortestWindow * MadeUpFor);

    /// <summary>When so many of those who wait, and one more, have gone, so that there is a place in the queue.</summary>
    /// <param name="now">The time.</param>
    /// <param name="ahead">How many go before the last one of them.</param>
    public long PlaceAt(long now, int ahead)
    {
        // What is asked for now is there after a round trip.
        long first = _permits.TryPeek(out Permit permit) ? permit.At : Math.Max(_later.Length == 0 || _expectedAt == EntryResult.Unknown ? now : _expectedAt, now + _roundTrip);
        return Math.Max(Math.Max(first, TurnAt(now, ahead)), SpreadTurn(ahead)) + _wake;
    }

    /// <summary>
    /// When a request that joins no queue finds a permit if it comes back then, behind those who wait. For it that must not be too early: so unlike <see cref="TurnAt"/>,
    /// which must not turn away whoever may get a turn in time, it goes by what is usual of those before it: they are spread, and timers come late.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="waiting">How many wait in this process.</param>
    /// <param name="permitAt">When Redis expects a permit behind all who wait.</param>
    public long ReturnAt(long now, int waiting, long permitAt)
    {
        if (waiting == 0)
        {
            return permitAt + (2 * _wake);
        }

        // Redis takes the permits of this process for sent, and they are not yet.
        int without = Math.Max(0, waiting - _permits.Count);
        long lastAt = _permits.Count == 0 ? now : Math.Max(now, _permits.Max(permit => permit.At));
        long returnAt = without >= _leastLimit - _permits.Count ? permitAt + lastAt - now : permitAt;
        return Math.Max(Math.Max(returnAt, lastAt + _pacer.TimeOf(without, _wake)), SpreadTurn(waiting - 1)) + (2 * _wake);
    }

    /// <summary>When the turn of one who waits comes, for all that permits have to say.</summary>
    /// <param name="ahead">How many go before it.</param>
    public long SpreadTurn(int ahead) => _pacer.NextTurn + _pacer.TimeOf(ahead, _wake);

    /// <summary>How long it takes at the least until so many have gone, all at once as soon as they may.</summary>
    public long Rounds(IReadOnlyList<ApiRateLimit> limits, int ahead)
    {
        long rounds = 0;
        foreach (ApiRateLimit limit in limits)
        {
            rounds = Math.Max(rounds, Ticks(limit.Window * (ahead / limit.Limit)));
        }

        return rounds;
    }

    private long Ticks(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds * _ticksPerSecond);
}
