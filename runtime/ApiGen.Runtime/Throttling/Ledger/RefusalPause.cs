namespace ApiGen.Runtime.Throttling.Ledger;

/// <summary>The time in which nothing is let through after refusals. Not thread-safe; times are clock ticks.</summary>
internal sealed class RefusalPause
{
    // A lone refusal costs no more than its own call.
    private const int RefusalsWithoutPause = 1;
    private const int MostDoublings = 30;

    private readonly long _first;
    private readonly long _longest;
    private long _namedEndsAt = long.MinValue;
    private long _ownEndsAt = long.MinValue;
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

    public long EndsAt => Math.Max(_namedEndsAt, _ownEndsAt);

    /// <summary>When there was a reaction to the refusal before the last one: what was sent since then and let through came between the two.</summary>
    public long PreviousReactionAt { get; private set; } = long.MinValue;

    /// <summary>Takes note of a refusal.</summary>
    /// <remarks>
    /// The refusals of one burst count as one: only a call that was sent after the last reaction, and not before the pause was over, proves that it was not enough.
    /// </remarks>
    public void Refused(long sentAt, long now, long? named)
    {
        if (sentAt >= _lastReactionAt && sentAt >= EndsAt)
        {
            PreviousReactionAt = _lastReactionAt;
            _lastReactionAt = now;
            _inARow++;
            if (named is null && _inARow > RefusalsWithoutPause)
            {
                _ownEndsAt = now + (long)Math.Min(_longest, _first * Math.Pow(2, Math.Min(_inARow - RefusalsWithoutPause - 1, MostDoublings)));
            }
        }

        if (named is { } pause)
        {
            _namedEndsAt = Math.Max(_namedEndsAt, now + Math.Min(pause, _longest));
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
        else if (sentAt >= PreviousReactionAt && _inARow > RefusalsWithoutPause)
        {
            // It came from the same burst as the last refusal, which is the first in a row then.
            _inARowBeforeAccepted = _inARow;
            _inARow = RefusalsWithoutPause;
            _ownEndsAt = long.MinValue;
        }
    }

    public void Lift()
    {
        _namedEndsAt = long.MinValue;
        _ownEndsAt = long.MinValue;
    }
}
