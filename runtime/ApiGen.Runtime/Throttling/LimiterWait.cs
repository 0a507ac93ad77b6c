namespace ApiGen.Runtime.Throttling;

/// <summary>
/// The waits of one call beside a limiter of the user's own, measured as one: in the limiter, and for the end of a pause, which may be several times.
/// While it is among those who wait in the limiter it counts for <see cref="ThrottleOptions.QueueLimit"/>.
/// </summary>
internal sealed class LimiterWait(ThrottleQuota quota) : IDisposable
{
    private readonly long _began = quota.Time.GetTimestamp();
    private bool _isMeasured;
    private bool _isQueued;

    internal ThrottleQuota Quota => quota;

    /// <summary>What is left of a wait; zero when nothing is.</summary>
    internal TimeSpan LeftOf(TimeSpan longest)
    {
        if (longest == Timeout.InfiniteTimeSpan || !_isMeasured)
        {
            return longest;
        }

        // A timer needs a whole millisecond.
        TimeSpan left = longest - quota.Time.GetElapsedTime(_began);
        return left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
    }

    /// <summary>Awaits a step that may be a wait.</summary>
    internal ValueTask<T> ForAsync<T>(ValueTask<T> step)
    {
        if (!step.IsCompleted && !_isMeasured)
        {
            _isMeasured = true;
            quota.LimiterWaitBegan();
        }

        return step;
    }

    /// <summary>Joins those who wait in the limiter; false when there are as many already as may.</summary>
    internal bool TryEnqueue(int limit)
    {
        _isQueued = _isQueued || quota.TryEnterLimiterQueue(limit);
        return _isQueued;
    }

    public void Dispose()
    {
        if (_isQueued)
        {
            quota.LeaveLimiterQueue();
        }

        if (_isMeasured)
        {
            quota.WaitEnded(quota.Time.GetElapsedTime(_began));
        }
    }
}
