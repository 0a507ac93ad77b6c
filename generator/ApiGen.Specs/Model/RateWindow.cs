namespace ApiGen.Specs.Model;

/// <summary>A documented request frequency limit: at most <paramref name="Limit"/> requests in any span of <paramref name="Seconds"/>.</summary>
/// <param name="Limit">The most requests that the span may hold; at least 1.</param>
/// <param name="Seconds">The length of the span in seconds; at least 1.</param>
public sealed record RateWindow(int Limit, int Seconds)
{
    /// <summary>The form used in spec files, such as <c>20/s</c>, <c>1200/min</c> or <c>1/15s</c>, in the largest unit that fits: spec files take no more than 86,400 of any.</summary>
    public override string ToString()
    {
        (int count, string unit) = Seconds % 3600 == 0 ? (Seconds / 3600, "h") : Seconds % 60 == 0 ? (Seconds / 60, "min") : (Seconds, "s");
        return count == 1 ? FormattableString.Invariant($"{Limit}/{unit}") : FormattableString.Invariant($"{Limit}/{count}{unit}");
    }
}
