namespace ApiGen.Runtime.Timing;

/// <summary>
/// Cancels a source when the time of a call, or of the step that it is at, is up. Serves one call after another: the timer is left
/// running when a call ends in time and looks at the clock when it fires, because setting it anew for each call costs as much as
/// writing a request.
/// </summary>
internal class Deadline : IDisposable
{
    private const long Never = long.MaxValue;

    private readonly TimeProvider _time;

    // Its lock guards what follows; an object for that alone would be one more for every caller that waits.
    private readonly ITimer _timer;
    private CancellationTokenSource _source = new();
    private long _endsAt = Never;
    private long _stepEndsAt = Never;
    private long _firesAt = Never;
    private bool _hasPassed;

    /// <summary>Makes a deadline that is not counting yet.</summary>
    /// <param name="time">The clock.</param>
    internal Deadline(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateDetachedTimer(static state => ((Deadline)state!).OnTimer(), this);
    }

    /// <summary>Cancelled when the time is up.</summary>
    internal CancellationToken Token => Source.Token;

    /// <summary>Whether the time of the call as a whole is up.</summary>
    internal bool IsOver
    {
        get
        {
            lock (_timer)
            {
                return _endsAt <= _time.GetTimestamp();
            }
        }
    }

    /// <summary>What is cancelled.</summary>
    protected CancellationTokenSource Source => Volatile.Read(ref _source);

    /// <summary>The clock.</summary>
    protected TimeProvider Time => _time;

    /// <summary>Starts to count, or starts anew.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="timeout">How long the call may take from now on; infinite to count no more.</param>
    /// <param name="step">How long the step that begins now may take; infinite for no limit of its own.</param>
    internal void Start(long now, TimeSpan timeout, TimeSpan step)
    {
        lock (_timer)
        {
            _endsAt = EndOf(now, timeout);
            _stepEndsAt = EndOf(now, step);
            SetTimer(now);
        }
    }

    /// <summary>Begins a step of the call, whose own time goes on to count.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="step">How long the step may take; infinite for no limit of its own.</param>
    internal void StartStep(long now, TimeSpan step)
    {
        lock (_timer)
        {
            _stepEndsAt = EndOf(now, step);
            SetTimer(now);
        }
    }

    /// <summary>Stops to count.</summary>
    /// <returns>Whether the call ended in time; when it did not, the source is cancelled or about to be.</returns>
    internal bool TryStop()
    {
        lock (_timer)
        {
            _endsAt = Never;
            _stepEndsAt = Never;
            return !_hasPassed;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>After a step that took too long: ends its time and gives the call a source that is not cancelled, unless its own time is up too.</summary>
    protected void Renew()
    {
        lock (_timer)
        {
            _stepEndsAt = Never;
            if (_hasPassed && _endsAt > _time.GetTimestamp())
            {
                _hasPassed = false;
                Volatile.Write(ref _source, new CancellationTokenSource());
                SetTimer(_time.GetTimestamp());
            }
        }
    }

    private long EndOf(long now, TimeSpan timeout)
    {
        double ticks = timeout.TotalSeconds * _time.TimestampFrequency;
        return timeout == Timeout.InfiniteTimeSpan || ticks >= Never - now ? Never : now + (long)ticks;
    }

    private void OnTimer()
    {
        CancellationTokenSource source;
        lock (_timer)
        {
            long now = _time.GetTimestamp();
            _firesAt = Never;
            if (Math.Min(_endsAt, _stepEndsAt) > now)
            {
                SetTimer(now);
                return;
            }

            _hasPassed = true;
            source = _source;
        }

        source.Cancel();
    }

    private void SetTimer(long now)
    {
        long next = Math.Min(_endsAt, _stepEndsAt);
        if (next < _firesAt)
        {
            _firesAt = next;
            _timer.FireAt(_time, now, next);
        }
    }
}
