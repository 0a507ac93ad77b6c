using ApiGen.Runtime.Redis.Tests.Simulation;
using Xunit;
using static ApiGen.Throttling.Simulation.SimulatedPath;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>How well several processes keep a limit that they share, and use it, on busy machines and far from Redis. Counted at the service; no clock decides.</summary>
public sealed class SharedSimulationTests
{
    private const int Seconds = 120;

    public static TheoryData<string, double, double> Paths => new()
    {
        // Name, most refused of all, least used of the limit.
        { "one process", 0, 0.98 },
        { "four processes", 0, 0.98 },
        { "Redis 20 ms away", 0, 0.98 },
        { "four processes, Redis 20 ms away", 0, 0.98 },
        { "Redis 0 to 40 ms away at random", 0, 0.93 },
        { "jitter on the way to the service", 0.001, 0.94 },
        { "a busy machine", 0.001, 0.85 },
        { "four processes on a busy machine", 0.001, 0.85 },
        { "a process that stands still", 0.001, 0.85 },
        { "two processes that stand still by turns", 0.001, 0.85 },
        { "work takes long", 0, 0.97 },
        { "20/s and eight processes", 0, 0.96 },
        { "1000/s", 0.001, 0.95 },
    };

    private static Dictionary<string, SharedPath> All { get; } = new()
    {
        ["one process"] = new(),
        ["four processes"] = new() { Processes = 4 },
        ["Redis 20 ms away"] = new() { ToRedis = static (_, _) => 20 },
        ["four processes, Redis 20 ms away"] = new() { Processes = 4, ToRedis = static (_, _) => 20 },
        ["Redis 0 to 40 ms away at random"] = new() { Processes = 2, ToRedis = Between(0, 40) },
        ["jitter on the way to the service"] = new() { There = Between(2, 40) },
        ["a busy machine"] = new() { Timers = Exponential(10), There = Exponential(10), ToRedis = Exponential(5), Callers = 150 },
        ["four processes on a busy machine"] = new() { Processes = 4, Timers = Exponential(10), There = Exponential(10), ToRedis = Exponential(5) },
        ["a process that stands still"] = new() { Stalls = (3.7, 0.4) },
        ["two processes that stand still by turns"] = new() { Processes = 2, Stalls = (4.3, 0.5) },
        ["work takes long"] = new() { Callers = 400, Work = Between(5, 400) },
        ["20/s and eight processes"] = new() { Limits = [ApiRateLimit.PerSeconds(20, 1)], Processes = 8, Callers = 10 },
        ["1000/s"] = new() { Limits = [ApiRateLimit.PerSeconds(1000, 1)], Callers = 1000, There = Exponential(1) },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_shared_limit_is_kept_at_the_service_and_used(string name, double mostRefused, double leastUsed)
    {
        SharedPath path = All[name];
        foreach (int seed in (int[])[1, 7, 2026])
        {
            SharedSimulation run = SharedSimulation.Run(path, Seconds, seed);
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {run}");
            Assert.True(run.Refused <= mostRefused * run.Accepted.Count, $"{name}, seed {seed}: {run}");
            Assert.True(run.PerSecond(5, Seconds) >= leastUsed * path.Limits[0].Limit, $"{name}, seed {seed}: {run}");
            Assert.True(run.Largest <= path.Limits[0].Limit * (mostRefused == 0 ? 1 : 1.05), $"{name}, seed {seed}: {run}");
        }
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(1, 60)]
    [InlineData(2, 50)]
    [InlineData(4, 100)]
    public void After_refusals_the_limit_is_worked_at_again_within_a_few_windows(int processes, int callsOfOthers)
    {
        SharedSimulation run = SharedSimulation.Run(new SharedPath { Processes = processes, CallsOfOthers = callsOfOthers }, 30, 3);
        string rates = string.Join(' ', Enumerable.Range(8, 16).Select(second => run.PerSecond(second, second + 1)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{run}: {rates}");
        Assert.True(run.Refused > 0, rates);
        Assert.True(run.PerSecond(12, 15) >= 60, rates);
        Assert.True(run.PerSecond(15, 25) >= 95, rates);
    }

    [Theory]
    [InlineData(1, 10, 3)]
    [InlineData(2, 10, 3)]
    [InlineData(2, 10, 10)]
    [InlineData(2, 10, 50)]
    [InlineData(2, 3, 10)]
    [InlineData(4, 10, 10)]
    public void A_real_limit_below_the_documented_one_is_found_and_used_by_all_together(int processes, int real, int callers)
    {
        foreach (int seed in (int[])[1, 7, 2026])
        {
            SharedPath path = new() { Limits = [ApiRateLimit.PerSeconds(20, 1)], RealLimits = [ApiRateLimit.PerSeconds(real, 1)], Processes = processes, Callers = callers };
            SharedSimulation run = SharedSimulation.Run(path, Seconds, seed);
            TestContext.Current.TestOutputHelper?.WriteLine($"{run}");
            Assert.True(run.PerSecond(10, Seconds) >= 0.9 * real, run.ToString());
        }
    }

    private static Func<Random, double, double> Exponential(double mean) => (random, _) => -mean * Math.Log(1 - random.NextDouble());
}
