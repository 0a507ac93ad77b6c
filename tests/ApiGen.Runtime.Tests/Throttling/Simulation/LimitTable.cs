using ApiGen.Runtime;

namespace ApiGen.Throttling.Simulation;

/// <summary>The paths on which the limit is promised to be kept and used, and how well.</summary>
internal static class LimitTable
{
    private static readonly SimulatedPath Undisturbed = new();

    public static IReadOnlyList<Row> Rows { get; } =
    [
        new("no jitter", Undisturbed, 20, 0, 0, 19.8),
        new("0 to 20 ms, each request", new() { There = SimulatedPath.Between(0, 20) }, 21, 3, 0.001, 19.6),
        new("0 to 60 ms", new() { There = SimulatedPath.Between(0, 60) }, 21, 3, 0.001, 19.2),
        new("0 to 100 ms", new() { There = SimulatedPath.Between(0, 100) }, 21, 4, 0.001, 18.8),
        new("0 to 60 ms there and back", new() { There = SimulatedPath.Between(0, 60), Back = SimulatedPath.Between(0, 60) }, 21, 3, 0.001, 18.7),
        new("2 % lost, again after 220 ms", new() { There = SimulatedPath.Losing(0.02) }, 21, 3, 0.001, 19.6),
        new("server works 5 to 400 ms", new() { Work = SimulatedPath.Between(5, 400) }, 20, 0, 0, 19.5),
        new("80 ms longer, later shorter", new() { There = static (_, seconds) => seconds is >= 10 and < 20 ? 80 : 0 }, 21, 3, 0.00003, 19.0, 2),
        new("another client uses 5/s", new() { OthersPerSecond = 5 }, 20, 12, 0.02, 14.0),
        new("documented 20/s, really 10/s", new() { RealLimits = [ApiRateLimit.PerSeconds(10, 1)] }, 20, 12, 0.02, 9.0),
    ];

    /// <summary>A path and what is promised for it.</summary>
    /// <param name="Name">What it is like.</param>
    /// <param name="Path">How it is simulated.</param>
    /// <param name="Largest">The most arrivals in any second but a few.</param>
    /// <param name="MostRefused">The most refusals among 600 calls at once.</param>
    /// <param name="MostRefusedShare">The most refusals among many calls.</param>
    /// <param name="LeastPerSecond">How much of the limit is used.</param>
    /// <param name="MostLarger">How many windows may hold more than the limit; null for one in five hundred.</param>
    internal sealed record Row(string Name, SimulatedPath Path, int Largest, int MostRefused, double MostRefusedShare, double LeastPerSecond, int? MostLarger = null)
    {
        /// <summary>How many windows may hold more than the limit: one in five hundred, or those around the one moment at which a path gets shorter.</summary>
        public int MostLargerWindows(int calls) => Largest <= 20 ? 0 : MostLarger ?? Math.Max(1, calls / 500);

        public override string ToString() => Name;
    }
}
