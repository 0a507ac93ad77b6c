namespace ApiGen.Runtime.Redis;

/// <summary>Sets a client's throttle up for a shared quota.</summary>
public static class ThrottleOptionsExtensions
{
    /// <summary>Shares the limits with other processes.</summary>
    /// <param name="options">The client's throttle options.</param>
    /// <param name="quota">The shared quota.</param>
    /// <returns>The same options.</returns>
    public static ThrottleOptions UseRedis(this ThrottleOptions options, RedisQuota quota)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(quota);
        options.LimiterFactory = quota.CreateLimiter;
        return options;
    }
}
