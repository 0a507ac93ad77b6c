using System.Threading.RateLimiting;

namespace ApiGen.Runtime.Throttling;

/// <summary>The options that a quota is made with, as a value: clients share a quota when these are equal.</summary>
internal sealed record ThrottleSettings(
    TimeSpan SafetyMargin,
    TimeSpan MaxArrivalDelay,
    double RejectionShare,
    double RecoveryStep,
    TimeSpan MaxPause,
    Func<ThrottleKey, RateLimiter?>? LimiterFactory)
{
    public static ThrottleSettings From(ThrottleOptions options) =>
        new(options.SafetyMargin, options.MaxArrivalDelay, options.RejectionShare, options.RecoveryStep, options.MaxPause, options.LimiterFactory);
}
