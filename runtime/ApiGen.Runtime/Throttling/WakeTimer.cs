namespace ApiGen.Runtime.Throttling;

/// <summary>The one timer of a quota, armed only while somebody waits for time to pass. Guarded by the quota's lock; times are clock ticks.</summary>
internal sealed class WakeTimer(TimeProvider time, TimerCallback callback, object state)
{
    // Longer waits go in steps; timers end at 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private ITimer? _timer;
    private long _dueAt = long.MaxValue;

    /// <summary>
    /// Makes the callback come at <paramref name="dueAt"/> or earlier; it is for the callback to look whether the time has come.
    /// <see cref="long.MaxValue"/> asks for nothing.
    /// </summary>
    public void Arm(long now, long dueAt)
    {
        if (dueAt >= _dueAt)
        {
            return;
        }

        _dueAt = dueAt;

        // Timers count whole milliseconds and cut off the rest.
        TimeSpan wait = TimeSpan.FromMilliseconds(Math.Ceiling(time.GetElapsedTime(now, dueAt).TotalMilliseconds));
        _timer ??= Create();
        _timer.Change(wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nobody waits any more.</summary>
    public void Disarm()
    {
        if (_dueAt != long.MaxValue)
        {
            _dueAt = long.MaxValue;
            _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The callback has come: the timer is not armed any more.</summary>
    public void Fired() => _dueAt = long.MaxValue;

    /// <summary>The timer outlives the caller who happens to need it first, so it must not keep that caller's execution context.</summary>
    private ITimer Create()
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
