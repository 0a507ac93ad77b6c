namespace ApiGen.Runtime.Credentials;

/// <summary>A pause that doubles each time it begins anew, up to a longest one. Measured by the monotonic clock. Its user guards it by a lock.</summary>
internal sealed class GrowingPause(TimeProvider time, TimeSpan first, TimeSpan longest)
{
    private TimeSpan _last;
    private TimeSpan _current;
    private long _begunAt;

    internal bool IsUnderWay => _current > TimeSpan.Zero && time.GetElapsedTime(_begunAt) < _current;

    /// <summary>Begins a pause. One that comes after a quiet time longer than the longest pause is a first one again.</summary>
    internal void Begin()
    {
        if (_current > TimeSpan.Zero && time.GetElapsedTime(_begunAt) - _current > longest)
        {
            Reset();
        }

        TimeSpan pause = _last == TimeSpan.Zero ? first : _last < longest / 2 ? _last * 2 : longest;
        _last = pause = pause < longest ? pause : longest;
        _begunAt = time.GetTimestamp();

        // Up to a fifth shorter at random, so that many processes do not come back together.
        _current = pause * (0.8 + (0.2 * Random.Shared.NextDouble()));
    }

    internal void Reset()
    {
        _last = TimeSpan.Zero;
        _current = TimeSpan.Zero;
    }
}
