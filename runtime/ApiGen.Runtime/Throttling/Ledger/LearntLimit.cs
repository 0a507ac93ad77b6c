namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>
/// The limit of one window as it is in force: the documented one until refusals show that less is left, then what was let through, with a careful
/// step up from time to time. Not thread-safe; times are clock ticks.
/// </summary>
internal struct LearntLimit
{
    // Whoever used up the limit once may be gone already: half of what was cut is tried soon, and only if that fails is the limit found step by step.
    private const int PatienceAfterFirstCut = 2;
    private const int FirstPatience = 5;
    private const int MostPatience = 40;

    // A window to fill, and one to hear of the refusals.
    private const int StepTimes = 2;

    // Longer than between two steps: where so long none has failed, for want of calls, whoever needed the rest has most likely gone.
    private const int Memory = 2 * MostPatience;

    private readonly long _stepTime;
    private int _fallback;
    private int _seen;
    private int _step;
    private int _patience;
    private bool _hasTriedInVain;
    private bool _isStepUsed;
    private long _nextStepAt;
    private long _cutAt;

    /// <param name="documented">The documented limit.</param>
    /// <param name="stepTime">How long a limit is tried before the next step.</param>
    public LearntLimit(int documented, long stepTime)
    {
        Documented = documented;
        Current = documented;
        _fallback = documented;
        _stepTime = stepTime;
        _patience = FirstPatience;
    }

    public readonly int Documented { get; }

    public int Current { get; private set; }

    /// <summary>What was seen to be let through since refusals showed that it is less than documented. A limit that was halved may still be far above it.</summary>
    public readonly int Seen => _seen;

    /// <summary>Whether less than the documented limit is known to be let through.</summary>
    public readonly bool IsCut => _fallback < Documented;

    /// <summary>Whether more is tried than is known to be let through.</summary>
    public readonly bool IsTrying => Current > _fallback;

    private readonly bool IsFirstCut => !_hasTriedInVain && Documented < int.MaxValue;

    private readonly int FirstStep => IsFirstCut ? Math.Max(1, (Documented - Current) / 2) : 1;

    /// <summary>When the next step comes; <see cref="long.MaxValue"/> for never.</summary>
    public readonly long NextStepAt => IsCut ? _nextStepAt : long.MaxValue;

    /// <summary>The limit in force from then on.</summary>
    public readonly int NextStep
    {
        get
        {
            LearntLimit next = this;
            next.Advance(_nextStepAt);
            return next.Current;
        }
    }

    /// <summary>Takes note that all of what is tried was used.</summary>
    public void Fill() => _isStepUsed = true;

    /// <summary>Takes the steps up that are due.</summary>
    public void Advance(long now)
    {
        while (IsCut && now >= _nextStepAt)
        {
            if (now >= _cutAt + (Memory * _stepTime))
            {
                Lift();
                return;
            }

            if (IsTrying && !_isStepUsed)
            {
                // What nobody has used tells nothing.
                _nextStepAt = now + (StepTimes * _stepTime);
                return;
            }

            if (IsTrying)
            {
                // The last step went well: the next one may be larger, and a failure does not count as one in a row.
                _fallback = Current;
                _seen = Current;
                _step = (int)Math.Min(_step * 2L, int.MaxValue);
                _patience = FirstPatience;
            }

            Current = (int)Math.Min((long)_fallback + _step, Documented);
            _isStepUsed = false;
            _nextStepAt += StepTimes * _stepTime;
        }
    }

    /// <summary>Goes down to what was let through.</summary>
    public void Cut(long now, int accepted)
    {
        _hasTriedInVain &= IsCut;
        if (IsTrying)
        {
            _hasTriedInVain = true;
            Current = _fallback;
            _patience = Math.Clamp(_patience * 2, FirstPatience, MostPatience);
        }
        else
        {
            // More than half at once only when calls of one burst say so, one after the other, or where nothing was documented that could be halved.
            Current = Math.Max(1, Math.Min(Math.Max(accepted, Current == int.MaxValue ? 0 : Current / 2), Current - 1));
            _seen = Math.Min(accepted, Current);
            _patience = IsFirstCut ? PatienceAfterFirstCut : FirstPatience;
        }

        _fallback = Current;
        _step = FirstStep;
        _cutAt = now;
        _nextStepAt = now + (_patience * _stepTime);
    }

    /// <summary>Goes back to the documented limit.</summary>
    public void Lift() => this = new LearntLimit(Documented, _stepTime);

    /// <summary>Another refusal of the same burst: what was let through turns out to be less.</summary>
    public void Correct(int accepted)
    {
        if (IsCut)
        {
            Current = Math.Max(1, Math.Min(Current, accepted));
            _fallback = Current;
            _seen = Math.Min(_seen, Current);
            _step = FirstStep;
        }
    }
}
