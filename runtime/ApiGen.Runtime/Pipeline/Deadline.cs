namespace ApiGen.Runtime.Pipeline;

/// <summary>
/// Cancels a source when the time of a call is up. Serves one call after another: the timer is left running when a call ends in
/// time and looks at the clock when it fires, because setting it anew for each call costs as much as writing a request.
/// </summary>
internal class Deadline : IDisposable
{
    private const long Never = long.MaxValue;

    private readonly CancellationTokenSource _source;
    private readonly TimeProvider _time;

    // Its lock guards what follows; an object for that alone would be one more for every caller that waits.
    private readonly ITimer _timer;
    private long _endsAt = Never;
    private long _firesAt = Never;
    private bool _hasPassed;

    /// <summary>Makes a deadline that is not counting yet.</summary>
    /// <param name="source">What it cancels.</param>
    /// <param name="time">The clock.</param>
    internal Deadline(CancellationTokenSource source, TimeProvider time)
    {
        _source = source;
        _time = time;
        _timer = CreateTimer();
    }

    /// <summary>What it cancels.</summary>
    protected CancellationTokenSource Source => _source;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => _time;

    /// <summary>Starts to count, or starts anew.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="timeout">How long the call may take from now on; infinite to count no more.</param>
    internal void Start(long now, TimeSpan timeout)
    {
        lock (_timer)
        {
            _endsAt = timeout == Timeout.InfiniteTimeSpan ? Never : now + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
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
            return !_hasPassed;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        GC.SuppressFinalize(this);
    }

    private void OnTimer()
    {
        lock (_timer)
        {
            long now = _time.GetTimestamp();
            _firesAt = Never;
            _hasPassed = _endsAt <= now;
            if (!_hasPassed)
            {
                SetTimer(now);
                return;
            }
        }

        _source.Cancel();
    }

    private void SetTimer(long now)
    {
        if (_endsAt < _firesAt)
        {
            _firesAt = _endsAt;

            // Timers count whole milliseconds and cut off the rest.
            TimeSpan wait = TimeSpan.FromMilliseconds(Math.Ceiling(_time.GetElapsedTime(now, _endsAt).TotalMilliseconds));
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    // The timer outlives the call that it is made for, and must not carry that call's context along.
    private ITimer CreateTimer()
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return _time.CreateTimer(static state => ((Deadline)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return CreateTimer();
        }
    }
}
