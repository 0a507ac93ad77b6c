using ApiGen.Runtime;

namespace ApiGen.Throttling.Simulation;

/// <summary>What is between a client and a service, and how the service counts. Delays are in milliseconds; they are given the time at which they begin, in seconds.</summary>
internal sealed record SimulatedPath
{
    /// <summary>What the client takes for the limits; empty when it knows none.</summary>
    public ApiRateLimit[] Limits { get; init; } = [ApiRateLimit.PerSeconds(20, 1)];

    /// <summary>The limits that the service has in fact; null when they are those.</summary>
    public ApiRateLimit[]? RealLimits { get; init; }

    /// <summary>The part of the way there that is never missing.</summary>
    public double Shortest { get; init; } = 10;

    public Func<Random, double, double> There { get; init; } = static (_, _) => 0;

    public Func<Random, double, double> Back { get; init; } = static (_, _) => 0;

    public Func<Random, double, double> Work { get; init; } = static (_, _) => 5;

    /// <summary>Calls per second that another client makes of the same quota.</summary>
    public double OthersPerSecond { get; init; }

    /// <summary>Every so many seconds the service stands still for so many, and what has come meanwhile is counted when it goes on.</summary>
    public (double Every, double Length) ServerPauses { get; init; }

    /// <summary>The same of the client: nothing is sent and no response is seen.</summary>
    public (double Every, double Length) ClientPauses { get; init; }

    /// <summary>The seconds from which and until which the service refuses everything.</summary>
    public (double From, double Until) Outage { get; init; }

    /// <summary>How late timers of the client are.</summary>
    public Func<Random, double, double> Timers { get; init; } = Between(0, 1);

    /// <summary>By how much the clock of the service is faster than that of the client.</summary>
    public double Drift { get; init; }

    /// <summary>How many calls come at once, and every how many seconds; there is always another call to make when it is 0.</summary>
    public (int Size, double Every) Bursts { get; init; }

    /// <summary>How many callers do not wait, and come back exactly when they are told to; all wait when it is 0.</summary>
    public int FailFastCallers { get; init; }

    /// <summary>The most calls under way at once.</summary>
    public int Concurrency { get; init; } = int.MaxValue;

    public static Func<Random, double, double> Between(double least, double most) => (random, _) => least + (random.NextDouble() * (most - least));

    /// <summary>Lost packets are sent again after 220 ms.</summary>
    public static Func<Random, double, double> Losing(double share, double jitter = 2) =>
        (random, _) => (random.NextDouble() < share ? 220 : 0) + (random.NextDouble() * jitter);

    public static Func<Random, double, double> Pareto(double scale, double shape, double most) =>
        (random, _) => Math.Min(most, scale * (Math.Pow(1 - random.NextDouble(), -1 / shape) - 1));
}
