namespace ApiGen.Specs.Model;

/// <summary>A documented request frequency limit: at most <paramref name="Limit"/> requests in any span of <paramref name="Seconds"/>.</summary>
/// <param name="Limit">The most requests that the span may hold; at least 1.</param>
/// <param name="Seconds">The length of the span in seconds; at least 1.</param>
public sealed record RateWindow(int Limit, int Seconds)
{
    /// <summary>The form used in spec files, such as <c>20/s</c>, <c>1200/min</c> or <c>1/15s</c>.</summary>
    public override string ToString() => Seconds switch
    {
        1 => FormattableString.Invariant($"{Limit}/s"),
        60 => FormattableString.Invariant($"{Limit}/min"),
        3600 => FormattableString.Invariant($"{Limit}/h"),
        _ when Seconds % 60 == 0 => FormattableString.Invariant($"{Limit}/{Seconds / 60}min"),
        _ => FormattableString.Invariant($"{Limit}/{Seconds}s"),
    };
}
