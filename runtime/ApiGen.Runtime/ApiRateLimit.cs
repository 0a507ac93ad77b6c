namespace ApiGen.Runtime;

/// <summary>A documented request frequency limit: at most <paramref name="Limit"/> calls in any span of <paramref name="Window"/>.</summary>
/// <param name="Limit">The most calls that the span may hold; at least 1.</param>
/// <param name="Window">The length of the span; greater than zero.</param>
public readonly record struct ApiRateLimit(int Limit, TimeSpan Window)
{
    /// <summary>A limit over a number of seconds.</summary>
    public static ApiRateLimit PerSeconds(int limit, int seconds) => new(limit, TimeSpan.FromSeconds(seconds));
}
