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

    // What was sent since then and let through came between the last two refusals.
    private long _previousReactionAt = long.MinValue;
    private int _inARowBeforeAccepted;

    /// <param name="first">The pause after the second refusal in a row; it doubles with each further one.</param>
    /// <param name="longest">The longest pause, also when the service names a longer one.</param>
    public RefusalPause(long first, long longest)
    {
        _first = first;
        _longest = longest;
    }

    public long EndsAt => Math.Max(_namedEndsAt, _ownEndsAt);

    /// <summary>How many refusals came in a row, with nothing let through between.</summary>
    public int InARow { get; private set; }

    /// <summary>Takes note of a refusal.</summary>
    /// <remarks>
    /// The refusals of one burst count as one: only a call that was sent after the last reaction, and not before the pause was over, proves that it was not enough.
    /// </remarks>
    public void Refused(long sentAt, long now, long? named)
    {
        if (sentAt >= _lastReactionAt && sentAt >= EndsAt)
        {
            _previousReactionAt = _lastReactionAt;
            _lastReactionAt = now;
            InARow++;
            if (named is null && InARow > RefusalsWithoutPause)
            {
                _ownEndsAt = now + (long)Math.Min(_longest, _first * Math.Pow(2, Math.Min(InARow - RefusalsWithoutPause - 1, MostDoublings)));
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
        InARow = Math.Max(InARow, _inARowBeforeAccepted);
        Refused(sentAt, now, named);
    }

    public void Accepted(long sentAt)
    {
        if (sentAt >= _lastReactionAt)
        {
            _inARowBeforeAccepted = InARow;
            InARow = 0;
        }
        else if (sentAt >= _previousReactionAt && InARow > RefusalsWithoutPause)
        {
            // It came from the same burst as the last refusal, which is the first in a row then.
            _inARowBeforeAccepted = InARow;
            InARow = RefusalsWithoutPause;
            _ownEndsAt = long.MinValue;
        }
    }

    public void Lift()
    {
        _namedEndsAt = long.MinValue;
        _ownEndsAt = long.MinValue;
    }
}
