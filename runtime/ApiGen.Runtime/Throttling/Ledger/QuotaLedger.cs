namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>
/// Decides when a request may go, so that no window of a documented length holds more requests at the server than its limit. Times are passed in, in clock
/// ticks that never run backwards. Not thread-safe: <see cref="ThrottleQuota"/> has the lock, the queue and the timer.
/// </summary>
/// <remarks>
/// A request counts from when it went to the wire plus how late it may have arrived; one that has a permit but is not sent yet counts without end.
/// Of any limit + 1 requests, the one that got its permit last got it a whole window after one of the others had arrived.
/// </remarks>
internal sealed partial class QuotaLedger
{
    // A year: long enough for every quota, short enough that no sum of ticks overflows.
    private const double MaxSeconds = 365 * 24 * 3600;

    // The window in which calls are counted besides those of the documented limits, if they are longer or none is known: what the service refuses soon after the
    // start of an hour tells nothing of the hour.
    private static readonly TimeSpan UndocumentedWindow = TimeSpan.FromSeconds(1);

    // What most actions of the vendor are documented to let through in a second: as many calls show the path where nobody documented how many a window holds.
    private const int UsualLimit = 20;

    // How much the clocks of the server and of this process differ in speed.
    private const double ClockDrift = 0.0002;

    private const double MostSafetyMargin = 0.01;

    // Less than this is as likely the clock and the scheduler as the path.
    private static readonly TimeSpan LeastMargin = TimeSpan.FromMilliseconds(3);

    // Of the shortest window, for each call on average: that little is counted whatever it is, so that no refusal is needed to learn of it.
    private const double CheapLateness = 0.01;

    // A round trip waits about so often for a thread: there, of the server's reader and its worker, and back, of the client's reader and the caller.
    private const int ThreadsOfARoundTrip = 4;

    private const int WakesRemembered = 16;
    private static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(1);

    // Of the shortest window: with more, lateness would cost more than refusals do.
    private const double MostMargin = 0.25;

    // A lost packet is sent again after 200 to 300 ms (RFC 6298 has the formula, systems the lower bound).
    private static readonly TimeSpan LongestResend = TimeSpan.FromSeconds(0.5);

    // All of so many calls were late: then it is the path, and one that is not shows that it has become shorter.
    private const int CallsThatShowThePath = 16;

    // Without a look at the clock. With each look what is past is left behind, and where no limit is known nothing else leads to one: calls are entered there too,
    // for a refusal tells nothing to whoever does not know what was let through before.
    private const int MostKnownPermits = 64;

    private static readonly TimeSpan ShortestPace = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPace = TimeSpan.FromMilliseconds(50);

    private readonly LedgerOptions _options;
    private readonly LearntLimit[] _limits;
    private readonly long[] _lengths;
    private readonly long _longestWindow;
    private readonly long _evidenceTime;
    private readonly int[] _byLength;
    private readonly long _maxArrivalDelay;
    private readonly long _longestResend;
    private readonly long _timerResolution;
    private readonly double _cheapLateness;
    private readonly ArrivalLog _log;
    private readonly RoundTrips _roundTrips;
    private readonly ArrivalMargin _margin;
    private readonly RefusalPause _pause;
    private readonly SentCalls _calls = new();
    private GrantPacer _pacer;

    private int _unsent;
    private int _held;
    private int _firstCallsLeft;

    // The oldest call that may be held, and the oldest that is not known to be responded to or held.
    private long _firstHeld;
    private long _firstWatched;

    // How many permits can be given without a look at the clock; there may be more in fact.
    private int _knownPermits;
    private double _ownLateness;
    private long _lastRespondedSentAt = long.MinValue;
    private long _lastFullAt = long.MinValue / 2;
    private readonly long _roundTripTolerance;

    // The path became shorter with the call that was sent then; all those before it had been late by so much.
    private long _shorterSince = long.MinValue / 2;
    private long _lateBefore;
    private long _lastRebuiltWith = long.MaxValue;

    public QuotaLedger(LedgerOptions options)
    {
        _options = options;
        ApiRateLimit[] limits = WithUndocumented(ShortestFirst(options.Limits));
        long shortest = Ticks(limits[0].Window);
        long maxPause = Ticks(options.MaxPause);
        long safety = Ticks(options.SafetyMargin);
        _lengths = new long[limits.Length];
        _limits = new LearntLimit[limits.Length];
        _foreseenLimits = new LearntLimit[limits.Length];
        ArrivalLog.Window[] windows = new ArrivalLog.Window[limits.Length];
        for (int i = 0; i < limits.Length; i++)
        {
            _lengths[i] = Ticks(limits[i].Window);
            _limits[i] = new LearntLimit(limits[i].Limit, Math.Min(_lengths[i], maxPause));
            windows[i] = WindowOf(limits[i], safety);
        }

        _log = new ArrivalLog(windows);
        _byLength = [.. Enumerable.Range(0, limits.Length).OrderBy(i => _lengths[i])];
        _longestWindow = _lengths[_byLength[^1]];
        _evidenceTime = EvidenceWindows * Math.Min(_longestWindow, maxPause);
        _maxArrivalDelay = Ticks(options.MaxArrivalDelay);
        _longestResend = Ticks(LongestResend);
        long leastMargin = Math.Min(Ticks(LeastMargin), shortest / 100);
        _roundTripTolerance = leastMargin / 2;
        _timerResolution = Ticks(TimerResolution);
        _cheapLateness = shortest * CheapLateness;
        _roundTrips = new RoundTrips(leastMargin) { CheapOnAverage = (long)_cheapLateness };
        int windowful = limits[0].Limit == int.MaxValue ? UsualLimit : limits[0].Limit;
        _margin = new ArrivalMargin(leastMargin, Math.Min((long)(shortest * MostMargin), _maxArrivalDelay), windowful);
        _pause = new RefusalPause(Math.Min(_lengths[_byLength[0]], maxPause), maxPause);
        _pacer = new GrantPacer(limits[0].Limit, shortest, Ticks(ShortestPace), Ticks(LongestPace));
        _firstCallsLeft = windowful;
        ApplyLimits();
    }

    /// <summary>How much of the limit is used: below 1 after refusals that show that less is left of it.</summary>
    public double Factor
    {
        get
        {
            double factor = 1;
            foreach (ref readonly LearntLimit limit in _limits.AsSpan())
            {
                factor = limit.Documented == int.MaxValue ? factor : Math.Min(factor, (double)limit.Current / limit.Documented);
            }

            return factor;
        }
    }

    /// <summary>The longest that is taken for lateness of a request unless it stands out.</summary>
    public long Margin => _margin.Value;

    /// <summary>
    /// How late a call that was sent is assumed to be by whoever cannot hold its place without end: until its response comes it may be late by as much as would
    /// not stand out. Where work takes long, that would cost more than it is worth.
    /// </summary>
    /// <param name="number">The number that the call got when it was sent.</param>
    public long LatenessUntilResponse(long number) =>
        IsFirst(number) ? _maxArrivalDelay
        : _roundTrips.StallAfter <= _lengths[0] * MostMargin ? Math.Max(_margin.Value, _roundTrips.StallAfter)
        : _margin.Value;

    /// <summary>After how long without a response a call must have been held up; null when that is not known, or longer than calls are held for.</summary>
    public long? HeldUpAfter => _roundTrips.StallAfter < _maxArrivalDelay ? _roundTrips.StallAfter : null;

    /// <summary>When the pause after refusals ends or ended.</summary>
    public long PauseEndsAt => _pause.EndsAt;

    /// <summary>Whether a new ledger would decide as this one; exact after <see cref="Advance"/>.</summary>
    public bool IsAtRest(long now) => _unsent == 0 && _held == 0 && _log.IsEmpty && now >= _pause.EndsAt && !IsCut;

    private bool IsCut
    {
        get
        {
            foreach (ref readonly LearntLimit limit in _limits.AsSpan())
            {
                if (limit.IsCut)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>How many permits could be taken one after the other now.</summary>
    public int PermitsAt(long now)
    {
        Advance(now);
        int permits = _log.Permits;
        return now < _pause.EndsAt ? 0 : Math.Max(0, permits == int.MaxValue ? permits : permits - _unsent - _held);
    }

    /// <summary>Takes a permit that is known to be there without a look at the clock.</summary>
    public bool TryTakeKnown()
    {
        if (_knownPermits == 0)
        {
            return false;
        }

        _knownPermits--;
        _unsent++;
        return true;
    }

    /// <summary>Takes a permit for one request.</summary>
    /// <param name="now">The time.</param>
    /// <param name="permitAt">When to ask again if there is none; <see cref="long.MaxValue"/> when that is for another request to be sent.</param>
    public bool TryTake(long now, out long permitAt)
    {
        if (now < _pause.EndsAt)
        {
            permitAt = _pause.EndsAt;
            return false;
        }

        Advance(now);
        permitAt = _log.PermitAt(_unsent + _held);
        if (permitAt == long.MinValue)
        {
            _knownPermits = Math.Clamp(_log.Permits - _unsent - _held, 0, MostKnownPermits);
            return TryTakeKnown();
        }

        _lastFullAt = now;
        permitAt = Math.Min(permitAt, NextChangeAt);
        return false;
    }

    /// <summary>Takes a permit for a request that waited: these are spread over the window.</summary>
    /// <inheritdoc cref="TryTake"/>
    public bool TryTakeInTurn(long now, out long permitAt)
    {
        if (!TryTake(now, out permitAt))
        {
            return false;
        }

        if (_pacer.TryTake(now, _margin.Shown, out permitAt))
        {
            return true;
        }

        Return();
        return false;
    }

    /// <summary>Whether a permit may still be used that was taken before something else was waited for: meanwhile a pause may have begun, or a limit been lowered.</summary>
    /// <param name="now">The time.</param>
    /// <param name="before">How many have one that goes before it.</param>
    public bool MayStillGo(long now, int before)
    {
        Advance(now);
        return now >= _pause.EndsAt && _log.PermitAt(before + _held) == long.MinValue;
    }

    /// <summary>Gives back the permit of a request that was never sent.</summary>
    public void Return()
    {
        _unsent--;
        _knownPermits = 0;
    }

    /// <summary>
    /// Takes note of a timer's call. One that comes late shows a busy machine, which makes responses late as well and maybe, where the server or a proxy is on it
    /// too, requests. The limit is not used in full then anyway, so that lateness may cost more.
    /// </summary>
    /// <param name="dueAt">When it was to come; <see cref="long.MaxValue"/> when it was not.</param>
    /// <param name="now">The time.</param>
    public void Woke(long dueAt, long now)
    {
        if (dueAt <= now)
        {
            double late = Math.Clamp(now - dueAt - _timerResolution, 0, _lengths[0] * MostMargin);
            _ownLateness += (late - _ownLateness) / WakesRemembered;
            _roundTrips.CheapOnAverage = (long)(_cheapLateness + (ThreadsOfARoundTrip * _ownLateness));
        }
    }

    /// <summary>A call that had been responded to was refused after all, as in the middle of a stream. Of how late it was nothing can be learnt any more.</summary>
    public void RefuseLate(long sentAt, long now, long? named)
    {
        _knownPermits = 0;
        _pause.RefusedLate(sentAt, now, named);
    }

    /// <summary>The limit that has no permit for the longest, if refusals have lowered it. Exact after <see cref="Advance"/>.</summary>
    public ApiRateLimit? FullLoweredLimit
    {
        get
        {
            ApiRateLimit? found = null;
            long latest = long.MinValue;
            for (int i = 0; i < _limits.Length; i++)
            {
                long permitAt = _log.PermitAt(i, _unsent + _held);
                if (permitAt > latest)
                {
                    latest = permitAt;
                    found = _limits[i].Current < _limits[i].Documented ? new ApiRateLimit(_limits[i].Current, TimeSpan.FromSeconds((double)_lengths[i] / _options.TicksPerSecond)) : null;
                }
            }

            return found;
        }
    }

    /// <summary>Lets what refusals led to end now: a pause, and a limit that is lower than documented.</summary>
    public void Lift()
    {
        _pause.Lift();
        _lastUnexplainedAt = long.MinValue;
        _lastCutAt = long.MinValue;
        foreach (ref LearntLimit limit in _limits.AsSpan())
        {
            limit.Lift();
        }

        ApplyLimits();
    }

    /// <summary>Follows the time: what windows have left behind, what is held up, what may be tried again.</summary>
    public void Advance(long now)
    {
        _knownPermits = 0;
        HoldStalled(now);
        _log.Expire(now);
        for (int i = 0; i < _limits.Length; i++)
        {
            _limits[i].Advance(now, _log.HeldBy(i) + _unsent + _held);
        }

        ApplyLimits();
        while (_calls.First < _calls.End && IsForgettable(_calls[_calls.First], now))
        {
            _calls.ForgetFirst();
        }
    }

    /// <summary>When permits may come for another reason than that a request leaves a window.</summary>
    private long NextChangeAt
    {
        get
        {
            long next = long.MaxValue;
            for (int i = 0; i < _limits.Length; i++)
            {
                // One that has permits takes no step.
                next = Math.Min(next, _log.PermitAt(i, _unsent + _held) == long.MinValue ? next : _limits[i].NextStepAt);
            }

            return _held > 0 ? Math.Min(next, FirstHeldEndsAt()) : next;
        }
    }

    private void ApplyLimits()
    {
        for (int i = 0; i < _limits.Length; i++)
        {
            _log.SetLimit(i, InForce(_limits[i]));
        }
    }

    private int InForce(in LearntLimit limit) => limit.IsCut || _options.AreEnforced ? limit.Current : int.MaxValue;

    private bool IsForgettable(in SentCall call, long now) =>
        call.State != SentCallState.Held
        && (call.State == SentCallState.Outstanding ? call.SentAt + _maxArrivalDelay : call.ArrivedBy) + _longestWindow + _maxArrivalDelay <= now;

    // By hand: generic methods over this structure are compiled anew in every process, and the first call waits for that.
    private static ApiRateLimit[] ShortestFirst(IReadOnlyList<ApiRateLimit> limits)
    {
        ApiRateLimit[] sorted = new ApiRateLimit[limits.Count];
        for (int i = 0; i < sorted.Length; i++)
        {
            ApiRateLimit limit = limits[i];
            int place = i;
            for (; place > 0 && sorted[place - 1].Window > limit.Window; place--)
            {
                sorted[place] = sorted[place - 1];
            }

            sorted[place] = limit;
        }

        return sorted;
    }

    /// <summary>With a window for limits that nobody documented, after the others: what goes by the shortest goes by the documented ones.</summary>
    private static ApiRateLimit[] WithUndocumented(ApiRateLimit[] limits) =>
        limits.Length > 0 && limits[0].Window <= UndocumentedWindow ? limits : [.. limits, new ApiRateLimit(int.MaxValue, UndocumentedWindow)];

    private ArrivalLog.Window WindowOf(ApiRateLimit limit, long safety)
    {
        long length = Ticks(limit.Window);
        return new ArrivalLog.Window { Limit = limit.Limit, Length = length + Math.Min((long)(length * MostSafetyMargin), safety + (long)(length * ClockDrift)) };
    }

    private long Ticks(TimeSpan time) => (long)Math.Ceiling(Math.Min(time.TotalSeconds, MaxSeconds) * _options.TicksPerSecond);
}
