namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>
/// The limit of one window as it is in force: the documented one until refusals show that less is let through, then as much as was seen to be let through, and now and
/// then, when all of that is used, more. Not thread-safe; times are clock ticks.
/// </summary>
internal struct LearntLimit
{
    private const int FirstPatience = 2;
    private const int LaterPatience = 4;
    private const int MostPatience = 40;

    // A window to fill, and one to hear of the refusals.
    private const int StepTimes = 2;

    // Longer than between two steps: where so long none has failed, for want of calls, whoever needed the rest has most likely gone.
    private const int Memory = 2 * MostPatience;

    private readonly long _stepTime;
    private int _patience;
    private long _cutAt;

    /// <param name="documented">The documented limit.</param>
    /// <param name="stepTime">How long a limit is tried before the next step.</param>
    public LearntLimit(int documented, long stepTime)
    {
        Documented = documented;
        Current = documented;
        Known = documented;
        NextStepAt = long.MaxValue;
        _stepTime = stepTime;
    }

    public readonly int Documented { get; }

    public int Current { get; private set; }

    /// <summary>What is known to be let through.</summary>
    public int Known { get; private set; }

    /// <summary>Whether less than the documented limit is known to be let through.</summary>
    public readonly bool IsCut => Known < Documented;

    /// <summary>Whether more is tried than is known to be let through.</summary>
    public readonly bool IsTrying => Current > Known;

    /// <summary>From when on more is tried if the window is full; <see cref="long.MaxValue"/> for never.</summary>
    public long NextStepAt { get; private set; }

    // Whoever used up the limit once may be gone already: half of what was cut is tried first. After a success steps double.
    private readonly long NextStep =>
        IsTrying ? 2L * (Current - Known)
        : _patience == FirstPatience && Documented < int.MaxValue ? Math.Max(1, (Documented - Current) / 2)
        : 1;

    /// <summary>Tries more when it is time to and the window is full.</summary>
    /// <param name="now">The time.</param>
    /// <param name="held">How many the window holds.</param>
    public void Advance(long now, int held)
    {
        if (now < NextStepAt)
        {
            return;
        }

        if (now >= _cutAt + (Memory * _stepTime))
        {
            Lift();
        }
        else if (held >= Current)
        {
            // Nothing that was sent since the last step was refused.
            long step = NextStep;
            _patience = IsTrying ? LaterPatience : _patience;
            Known = held;
            Current = (int)Math.Min(held + step, Documented);
            NextStepAt = now + (StepTimes * _stepTime);
            if (!IsCut)
            {
                Lift();
            }
        }
    }

    /// <summary>Goes down to what was let through.</summary>
    public void Cut(long now, int accepted)
    {
        // The oftener more was tried in vain, the longer until it is tried again; and so where even one is too many.
        _patience = IsTrying || Current == 1 ? Math.Clamp(_patience * 2, LaterPatience, MostPatience) : IsCut && _patience > FirstPatience ? LaterPatience : FirstPatience;
        Current = Math.Max(1, Math.Min(Math.Max(accepted, IsTrying ? Known : 1), Current - 1));
        Known = Current;
        _cutAt = now;
        NextStepAt = now + (_patience * _stepTime);
    }

    /// <summary>Goes back to the documented limit.</summary>
    public void Lift() => this = new LearntLimit(Documented, _stepTime);
}
