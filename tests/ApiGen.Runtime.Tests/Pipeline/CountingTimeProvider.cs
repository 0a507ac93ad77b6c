namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>The system's clock, which counts the timers that are set.</summary>
internal sealed class CountingTimeProvider : TimeProvider
{
    private int _alive;
    private int _armed;
    private int _created;

    /// <summary>How many timers were made.</summary>
    internal int Created => Volatile.Read(ref _created);

    /// <summary>How many timers are not disposed.</summary>
    internal int Alive => Volatile.Read(ref _alive);

    /// <summary>How many timers are still to fire.</summary>
    internal int Armed => Volatile.Read(ref _armed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new CountedTimer(this, callback, state, dueTime, period);

    private sealed class CountedTimer : ITimer
    {
        private readonly CountingTimeProvider _provider;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private int _isArmed;
        private int _isDisposed;

        internal CountedTimer(CountingTimeProvider provider, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _provider = provider;
            _callback = callback;
            _state = state;
            Interlocked.Increment(ref provider._created);
            Interlocked.Increment(ref provider._alive);
            _timer = System.CreateTimer(static self => ((CountedTimer)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            SetArmed(dueTime != Timeout.InfiniteTimeSpan);
            return _timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                SetArmed(false);
                Interlocked.Decrement(ref _provider._alive);
            }

            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            SetArmed(false);
            _callback(_state);
        }

        private void SetArmed(bool armed)
        {
            int now = armed ? 1 : 0;
            Interlocked.Add(ref _provider._armed, now - Interlocked.Exchange(ref _isArmed, now));
        }
    }
}
