using ApiGen.Runtime.Timing;

namespace ApiGen.Runtime.Throttling;

/// <summary>The one timer of a quota, armed only while somebody waits for time to pass. Guarded by the quota's lock; times are clock ticks.</summary>
internal sealed class WakeTimer(TimeProvider time, TimerCallback callback, object state)
{
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
        _timer ??= time.CreateDetachedTimer(callback, state);
        _timer.FireAt(time, now, dueAt);
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
    /// <returns>When it was to come; <see cref="long.MaxValue"/> when it was not.</returns>
    public long Fired()
    {
        long dueAt = _dueAt;
        _dueAt = long.MaxValue;
        return dueAt;
    }
}
