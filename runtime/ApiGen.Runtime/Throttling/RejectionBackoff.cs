namespace ApiGen.Runtime.Throttling;

/// <summary>
/// The pause and the reduced rate after the service refused requests as too frequent: multiplicative decrease, additive increase.
/// Not thread-safe; times are clock ticks.
/// </summary>
internal sealed class RejectionBackoff
{
    // Below it, recovery would take too long to be useful; a quota that small needs an override.
    private const double LeastShare = 0.05;

    private readonly double _shareLeft;
    private readonly double _step;
    private readonly long _window;
    private readonly long _maxPause;
    private readonly long _stepTime;
    private double _share = 1;
    private long _decreasedAt = long.MinValue;
    private int _decreasesInARow;

    /// <param name="shareLeft">What a refusal leaves of the share.</param>
    /// <param name="step">What comes back per window.</param>
    /// <param name="window">The shortest window.</param>
    /// <param name="maxPause">The longest pause when the service names none.</param>
    public RejectionBackoff(double shareLeft, double step, long window, long maxPause)
    {
        _shareLeft = shareLeft;
        _step = step;
        _window = window;
        _maxPause = maxPause;
        _stepTime = Math.Min(window, maxPause);
    }

    /// <summary>Whether there is a pause or a reduced rate, as of the last look.</summary>
    public bool IsActive { get; private set; }

    /// <summary>When the pause ends or ended.</summary>
    public long ResumeAt { get; private set; } = long.MinValue;

    /// <summary>The share of the limit that may be used at <paramref name="now"/>.</summary>
    public double ShareAt(long now)
    {
        if (!IsActive || now < ResumeAt)
        {
            return _share;
        }

        double share = _share + (_step * ((now - ResumeAt) / _stepTime));

        // Ten steps of 0.1 add up to a little less than one.
        if (share < 1 - 1e-9)
        {
            return share;
        }

        IsActive = false;
        _share = 1;
        return 1;
    }

    /// <summary>When the pause ends or the share rises next.</summary>
    public long NextStepAt(long now) => now < ResumeAt ? ResumeAt : ResumeAt + (((now - ResumeAt) / _stepTime) + 1) * _stepTime;

    /// <summary>A request was refused.</summary>
    /// <remarks>The refusals of one burst belong together: only a request sent after the last decrease proves that it was not enough.</remarks>
    public void Reject(long sentAt, long now, long? retryAfter)
    {
        long pause = retryAfter ?? 0;
        if (sentAt >= _decreasedAt)
        {
            _share = Math.Max(LeastShare, ShareAt(now) * _shareLeft);
            _decreasedAt = now;
            pause = retryAfter ?? (long)Math.Min(_maxPause, _window * Math.Pow(2, _decreasesInARow));
            _decreasesInARow = Math.Min(_decreasesInARow + 1, 30);
        }

        IsActive = true;
        ResumeAt = Math.Max(ResumeAt, now + pause);
    }

    /// <summary>A request was let through.</summary>
    public void Accept(long sentAt)
    {
        if (sentAt >= _decreasedAt)
        {
            _decreasesInARow = 0;
        }
    }
}
