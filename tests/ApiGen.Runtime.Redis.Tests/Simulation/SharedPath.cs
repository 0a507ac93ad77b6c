using ApiGen.Throttling.Simulation;

namespace ApiGen.Runtime.Redis.Tests.Simulation;

/// <summary>What processes that share a limit have between them, Redis and the service. Delays are in milliseconds.</summary>
internal sealed record SharedPath
{
    public ApiRateLimit[] Limits { get; init; } = [ApiRateLimit.PerSeconds(100, 1)];

    /// <summary>The limits that the service has in fact; null when they are those.</summary>
    public ApiRateLimit[]? RealLimits { get; init; }

    public int Processes { get; init; } = 1;

    /// <summary>How many callers each process has; each calls again when its call has ended. Where there are none, others come with one call each.</summary>
    public int Callers { get; init; } = 100;

    /// <summary>One way to Redis, and the same back.</summary>
    public Func<Random, double, double> ToRedis { get; init; } = static (_, _) => 0.1;

    /// <summary>On the way to the service.</summary>
    public Func<Random, double, double> There { get; init; } = static (_, _) => 2;

    public Func<Random, double, double> Work { get; init; } = static (_, _) => 5;

    public Func<Random, double, double> Timers { get; init; } = SimulatedPath.Between(0, 1);

    /// <summary>Each process stands still so often, and for so long, in seconds; not all at the same time.</summary>
    public (double Every, double Length) Stalls { get; init; }

    /// <summary>Somebody else makes so many calls of the same quota as soon as they are let through, from the tenth second on.</summary>
    public int CallsOfOthers { get; init; }
}
