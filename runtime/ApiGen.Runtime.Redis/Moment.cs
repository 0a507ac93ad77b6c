namespace ApiGen.Runtime.Redis;

/// <summary>A moment on both clocks: the one that never jumps stands still while some machines sleep, the other one goes on.</summary>
internal readonly record struct Moment(long Timestamp, DateTimeOffset Utc)
{
    public static Moment Of(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>The time since then, by the clock that shows more.</summary>
    public TimeSpan Age(TimeProvider time)
    {
        TimeSpan elapsed = time.GetElapsedTime(Timestamp);
        TimeSpan passed = time.GetUtcNow() - Utc;
        return passed > elapsed ? passed : elapsed;
    }
}
