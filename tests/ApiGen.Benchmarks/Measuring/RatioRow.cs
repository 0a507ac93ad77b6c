namespace ApiGen.Benchmarks.Measuring;

/// <summary>One line of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ours">The cost of this project's way.</param>
/// <param name="Compared">The cost of what it is compared with.</param>
/// <param name="Ratio">The figure that the target speaks of.</param>
/// <param name="Target">The target in words.</param>
/// <param name="IsMet">Whether the target is met; null when the row has none and stands for information.</param>
internal sealed record RatioRow(string Name, string Ours, string Compared, string Ratio, string Target, bool? IsMet)
{
    /// <summary>A row whose ratio must not exceed a limit.</summary>
    internal static RatioRow AtMost(string name, string ours, string compared, double ratio, double limit, string format = "0.00x") =>
        new(name, ours, compared, Number(ratio, format), "<= " + Number(limit, format), ratio <= limit);

    /// <summary>A row on CPU time.</summary>
    internal static RatioRow Time(string name, Heat heat, Contender ours, Contender compared, double limit) =>
        AtMost(name, Nanoseconds(heat.MedianOf(ours)), Nanoseconds(heat.MedianOf(compared)), heat.TimeRatio(ours, compared), limit);

    /// <summary>A row on CPU time whose target is a small share.</summary>
    internal static RatioRow Share(string name, Heat heat, Contender ours, Contender compared, double limit) =>
        AtMost(name, Nanoseconds(heat.MedianOf(ours)), Nanoseconds(heat.MedianOf(compared)), heat.TimeRatio(ours, compared), limit, "0.00 %");

    /// <summary>A row on CPU time without a target.</summary>
    internal static RatioRow Information(string name, Heat heat, Contender ours, Contender compared) =>
        new(name, Nanoseconds(heat.MedianOf(ours)), Nanoseconds(heat.MedianOf(compared)), Number(heat.TimeRatio(ours, compared), "0.00x"), "", null);

    /// <summary>A row on allocated bytes.</summary>
    internal static RatioRow Bytes(string name, Heat heat, Contender ours, Contender compared, double limit)
    {
        double left = heat.MedianOf(ours).Bytes;
        double right = heat.MedianOf(compared).Bytes;
        return AtMost(name, Bytes(left), Bytes(right), right == 0 ? (left == 0 ? 0 : double.PositiveInfinity) : left / right, limit);
    }

    internal static string Bytes(double bytes) => Number(bytes, "#,0' B'");

    private static string Nanoseconds(Cost cost) => cost.Nanoseconds < 10_000
        ? Number(cost.Nanoseconds, "#,0' ns'")
        : Number(cost.Nanoseconds / 1000, "#,0' us'");

    internal static string Milliseconds(double milliseconds) => Number(milliseconds, "#,0.0' ms'");

    private static string Number(double value, string format) => value.ToString(format.Replace("x", "'x'", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
}
