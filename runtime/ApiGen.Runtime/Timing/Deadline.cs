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

    // Neither is made before it is needed: a caller who waits for its turn, and thousands may, has no time of its own yet. What follows is guarded
    // by the deadline itself, for an object for that alone would be one more for each of them.
    private ITimer? _timer;
    private CancellationTokenSource? _source;
    private long _endsAt = Never;
    private long _stepEndsAt = Never;
    private long _firesAt = Never;
    private bool _hasPassed;

    /// <summary>Makes a deadline that is not counting yet.</summary>
    /// <param name="time">The clock.</param>
    internal Deadline(TimeProvider time) => _time = time;

    /// <summary>Cancelled when the time is up.</summary>
    internal CancellationToken Token => Source.Token;

    /// <summary>Whether the time of the call as a whole is up.</summary>
    internal bool IsOver
    {
        get
        {
            lock (this)
            {
                return _endsAt <= _time.GetTimestamp();
            }
        }
    }

    /// <summary>What is cancelled.</summary>
    protected CancellationTokenSource Source => Volatile.Read(ref _source) ?? MakeSource();

    /// <summary>The clock.</summary>
    protected TimeProvider Time => _time;

    /// <summary>Starts to count, or starts anew.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="timeout">How long the call may take from now on; infinite to count no more.</param>
    internal void Start(long now, TimeSpan timeout)
    {
        lock (this)
        {
            _endsAt = EndOf(now, timeout);
            _stepEndsAt = Never;
            SetTimer(now);
        }
    }

    /// <summary>Limits the step that the call is at, whose own time goes on to count. A limit that ends earlier stays.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="step">How long the step may take from now on; infinite for no limit of its own.</param>
    internal void LimitStep(long now, TimeSpan step)
    {
        lock (this)
        {
            _stepEndsAt = Math.Min(_stepEndsAt, EndOf(now, step));
            SetTimer(now);
        }
    }

    /// <summary>Stops to count.</summary>
    /// <returns>Whether the call ended in time; when it did not, the source is cancelled or about to be.</returns>
    internal bool TryStop()
    {
        lock (this)
        {
            _endsAt = Never;
            _stepEndsAt = Never;
            return !_hasPassed;
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>After a step that took too long: ends its time and gives the call a source that is not cancelled, unless its own time is up too.</summary>
    protected void Renew()
    {
        lock (this)
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

    private CancellationTokenSource MakeSource()
    {
        CancellationTokenSource made = new();
        return Interlocked.CompareExchange(ref _source, made, null) ?? made;
    }

    private long EndOf(long now, TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return Never;
        }

        double ticks = timeout.TotalSeconds * _time.TimestampFrequency;
        return ticks >= Never - now ? Never : now + (long)ticks;
    }

    private void OnTimer()
    {
        CancellationTokenSource source;
        lock (this)
        {
            long now = _time.GetTimestamp();
            _firesAt = Never;
            if (Math.Min(_endsAt, _stepEndsAt) > now)
            {
                SetTimer(now);
                return;
            }

            _hasPassed = true;
            source = Source;
        }

        source.Cancel();
    }

    private void SetTimer(long now)
    {
        long next = Math.Min(_endsAt, _stepEndsAt);
        if (next < _firesAt)
        {
            _firesAt = next;
            _timer ??= _time.CreateDetachedTimer(static state => ((Deadline)state!).OnTimer(), this);
            _timer.FireAt(_time, now, next);
        }
    }
}
