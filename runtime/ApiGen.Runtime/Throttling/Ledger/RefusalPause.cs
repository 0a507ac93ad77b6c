namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>The time in which nothing is let through after refusals. Not thread-safe; times are clock ticks.</summary>
internal sealed class RefusalPause
{
    // A lone refusal costs no more than its own call.
    private const int RefusalsWithoutPause = 1;
    private const int MostDoublings = 30;

    private readonly long _first;
    private readonly long _longest;
    private long _lastReactionAt = long.MinValue;
    private int _inARow;
    private int _inARowBeforeAccepted;

    /// <param name="first">The pause after the second refusal in a row; it doubles with each further one.</param>
    /// <param name="longest">The longest pause, also when the service names a longer one.</param>
    public RefusalPause(long first, long longest)
    {
        _first = first;
        _longest = longest;
    }

    public long EndsAt { get; private set; } = long.MinValue;

    /// <summary>Takes note of a refusal.</summary>
    /// <remarks>
    /// The refusals of one burst count as one: only a call that was sent after the last reaction, and not before the pause was over, proves that it was not enough.
    /// </remarks>
    public void Refused(long sentAt, long now, long? named)
    {
        long pause = named ?? 0;
        if (sentAt >= _lastReactionAt && sentAt >= EndsAt)
        {
            _lastReactionAt = now;
            _inARow++;
            if (named is null && _inARow > RefusalsWithoutPause)
            {
                pause = (long)Math.Min(_longest, _first * Math.Pow(2, Math.Min(_inARow - RefusalsWithoutPause - 1, MostDoublings)));
            }
        }

        if (pause > 0)
        {
            EndsAt = Math.Max(EndsAt, now + Math.Min(pause, _longest));
        }
    }

    /// <summary>Takes note of a refusal of a call that had been accepted: it was not let through after all.</summary>
    public void RefusedLate(long sentAt, long now, long? named)
    {
        _inARow = Math.Max(_inARow, _inARowBeforeAccepted);
        Refused(sentAt, now, named);
    }

    public void Accepted(long sentAt)
    {
        if (sentAt >= _lastReactionAt)
        {
            _inARowBeforeAccepted = _inARow;
            _inARow = 0;
        }
    }

    public void Lift() => EndsAt = long.MinValue;
}
