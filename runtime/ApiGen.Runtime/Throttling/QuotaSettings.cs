using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>The options that a quota is made with, as a value: clients share a quota when these are equal.</summary>
internal sealed record QuotaSettings(TimeSpan SafetyMargin, TimeSpan MaxArrivalDelay, TimeSpan MaxPause, Func<ThrottleKey, RateLimiter?>? LimiterFactory)
{
    public static QuotaSettings From(ThrottleOptions options) =>
        new(options.SafetyMargin, options.MaxArrivalDelay, options.MaxPause, options.LimiterFactory);
}
