namespace ApiGen.Runtime.Timing;

/// <summary>Timers that outlive the caller who happens to need them first.</summary>
internal static class TimerExtensions
{
    /// <summary>Makes a timer that is not running and does not carry the caller's execution context along.</summary>
    internal static ITimer CreateDetachedTimer(this TimeProvider time, TimerCallback callback, object state)
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

    /// <summary>Makes a timer fire once, no earlier than a time and soon after it; a time that lies far ahead is approached in steps.</summary>
    /// <param name="timer">The timer.</param>
    /// <param name="time">The clock that both times belong to.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="dueAt">The timestamp at which it is due. It may fire before: the callback looks at the clock.</param>
    internal static void FireAt(this ITimer timer, TimeProvider time, long now, long dueAt)
    {
        // Timers count whole milliseconds and cut off the rest.
        TimeSpan wait = TimeSpan.FromMilliseconds(Math.Ceiling(time.GetElapsedTime(now, dueAt).TotalMilliseconds));
        timer.Change(wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
    }

    // The platform's timers end at 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
}
