using ApiGen.Runtime.Redis.Tests.Simulation;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>
/// Somebody who does not wait asks now and then, while others wait in its own process or another one, and comes back after exactly the time that it was told. No clock
/// decides.
/// </summary>
public sealed class SharedReturnTests
{
    private const int Visits = 200;

    [Theory]
    [InlineData(5, 1, 0, 0.03)]
    [InlineData(20, 1, 0, 0.03)]
    [InlineData(20, 1, 20, 0.03)]
    [InlineData(100, 1, 0, 0.03)]
    [InlineData(1, 1, 0, 0.03)]
    [InlineData(20, 2, 0, 0.05)]
    [InlineData(20, 3, 5, 0.05)]
    [InlineData(100, 2, 0, 0.05)]
    public void Whoever_comes_back_after_the_time_that_it_was_told_finds_a_permit(int limit, int processes, double toRedis, double mostInVain) =>
        Visit([ApiRateLimit.PerSeconds(limit, 1)], processes, toRedis, mostInVain, 10 * Visits);

    [Theory]
    [InlineData("5/s, 12/4s", 1)]
    [InlineData("15/2s, 10/s, 20/4s", 1)]
    [InlineData("15/2s, 10/s, 20/4s", 3)]
    [InlineData("3/2s, 6/s, 9/5s", 1)]
    [InlineData("3/2s, 6/s, 9/5s", 2)]
    public void So_does_whoever_comes_where_several_windows_limit_the_calls(string limits, int processes) =>
        Visit([.. ApiRateLimit.ParseAll(limits)], processes, 0, 0.05, 4 * Visits);

    private static void Visit(ApiRateLimit[] limits, int processes, double toRedis, double mostInVain, int seconds)
    {
        int limit = limits[0].Limit;
        int visits = 0;
        int inVain = 0;
        double told = 0;
        double needed = 0;
        SharedSimulation.Run(
            new SharedPath { Limits = limits, Processes = processes, Callers = 0, ToRedis = (_, _) => toRedis + 0.1 },
            seconds,
            limit + processes,
            Begin);
        TestContext.Current.TestOutputHelper?.WriteLine($"{visits} visits, {inVain} in vain, told {told / needed:0.000} of what was needed");
        Assert.InRange(visits, Visits / 2, int.MaxValue);
        Assert.InRange(inVain, 0, mostInVain * visits);

        // Never to be refused again would be no art if one were sent away for long.
        Assert.InRange(told / needed, 1, 1.15);

        void Begin(SharedSimulation world)
        {
            SimulatedProcess visitor = world.Processes[0];
            world.After(1, Come);

            void Come()
            {
                // Those of the visitor's own process, or of others only.
                foreach (SimulatedProcess process in world.Processes.Skip(processes > 1 ? 1 : 0))
                {
                    process.Join(world.Random.Next(3 * limit / Math.Max(1, processes - 1) + 1));
                }

                world.After(world.Random.NextDouble() * 200, () => visitor.Attempt(First));
            }

            void First(long? returnAt)
            {
                if (returnAt is not { } at)
                {
                    world.After(1, Come);
                    return;
                }

                visits++;
                long asked = world.Now;
                long came = asked + (long)Math.Max(1, Math.Ceiling((double)(at - asked) / SharedSimulation.Millisecond)) * SharedSimulation.Millisecond;
                told += came - asked;
                Watch(asked, came);
                world.At(came, () => visitor.Attempt(again =>
                {
                    inVain += again is null ? 0 : 1;
                    world.After(1, Come);
                }));
            }

            void Watch(long asked, long until)
            {
                if (world.Now >= until || (world.Processes.All(process => process.IsIdle) && world.Log.Turn(0, 0, (1, default), default, world.Now) == 0))
                {
                    needed += Math.Min(world.Now, until) - asked;
                    return;
                }

                world.After(1, () => Watch(asked, until));
            }
        }
    }
}
