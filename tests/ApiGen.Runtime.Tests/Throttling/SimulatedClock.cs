namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>A clock that the test moves to where the next thing happens, with timers as imprecise as real ones. Thread-safe.</summary>
/// <param name="timerError">What is added to the due time of a timer, in ticks of 100 ns; may be negative.</param>
internal sealed class SimulatedClock(Func<long>? timerError = null) : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<Timer> _armed = [];
    private long _now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public int ArmedTimers
    {
        get
        {
            lock (_lock)
            {
                return _armed.Count;
            }
        }
    }

    /// <summary>When the next timer fires; <see cref="long.MaxValue"/> when none is armed.</summary>
    public long NextTimer
    {
        get
        {
            lock (_lock)
            {
                return _armed.Count == 0 ? long.MaxValue : Math.Max(_now, _armed.Min(timer => timer.DueAt));
            }
        }
    }

    public override long GetTimestamp() => Volatile.Read(ref _now);

    /// <summary>Moves the clock and fires what is due by then. Setting it back is possible too, as it happens to virtual machines.</summary>
    public void MoveTo(long time)
    {
        Volatile.Write(ref _now, time);
        while (TakeDue() is { } timer)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private long TimerError() => timerError?.Invoke() ?? 0;

    private Timer? TakeDue()
    {
        lock (_lock)
        {
            Timer? due = _armed.Find(timer => timer.DueAt <= _now);
            if (due is not null)
            {
                _armed.Remove(due);
            }

            return due;
        }
    }

    private sealed class Timer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        public long DueAt { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._armed.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = clock._now + dueTime.Ticks + (clock.TimerError());
                    clock._armed.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
