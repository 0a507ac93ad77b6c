using System.Globalization;

namespace ApiGen.Emulator;

/// <summary>How many calls came, and how densely.</summary>
/// <param name="Total">The number of arrivals.</param>
/// <param name="LargestInOneSecond">The largest number of arrivals in any half-open window of one second, wherever it starts.</param>
/// <param name="SustainedPerSecond">
/// Arrivals per second over whole seconds: with N the whole seconds between the first arrival and the last, the arrivals within the
/// first N seconds, divided by N. Zero when all arrivals lie within less than one second.
/// </param>
public sealed record ArrivalStatistics(int Total, int LargestInOneSecond, double SustainedPerSecond)
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    /// <summary>Counts the given arrivals, in whatever order they are.</summary>
    public static ArrivalStatistics From(IEnumerable<ApiArrival> arrivals)
    {
        ArgumentNullException.ThrowIfNull(arrivals);
        TimeSpan[] times = Times(arrivals);
        return new ArrivalStatistics(times.Length, Largest(times, OneSecond), Sustained(times));
    }

    /// <summary>The largest number of arrivals in any half-open window of the given length: two that are exactly that far apart do not share one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is not longer than zero.</exception>
    public static int LargestInAny(TimeSpan window, IEnumerable<ApiArrival> arrivals)
    {
        ArgumentNullException.ThrowIfNull(arrivals);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        return Largest(Times(arrivals), window);
    }

    /// <summary>One line: <c>arrivals: 100, largest in any one second: 20, sustained: 19.75/s</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"arrivals: {Total}, largest in any one second: {LargestInOneSecond}, sustained: {SustainedPerSecond:0.00}/s");

    private static TimeSpan[] Times(IEnumerable<ApiArrival> arrivals)
    {
        TimeSpan[] times = [.. arrivals.Select(static arrival => arrival.At)];
        Array.Sort(times);
        return times;
    }

    private static int Largest(TimeSpan[] times, TimeSpan window)
    {
        int largest = 0;
        int oldest = 0;
        for (int newest = 0; newest < times.Length; newest++)
        {
            while (times[newest] - times[oldest] >= window)
            {
                oldest++;
            }

            largest = Math.Max(largest, newest - oldest + 1);
        }

        return largest;
    }

    private static double Sustained(TimeSpan[] times)
    {
        if (times.Length == 0)
        {
            return 0;
        }

        long seconds = (times[^1] - times[0]).Ticks / TimeSpan.TicksPerSecond;
        if (seconds == 0)
        {
            return 0;
        }

        TimeSpan end = times[0] + TimeSpan.FromSeconds(seconds);
        return times.Count(time => time < end) / (double)seconds;
    }
}
