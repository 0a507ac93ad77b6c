using ApiGen.Throttling.Simulation;
using Xunit;
using static ApiGen.Throttling.Simulation.SimulatedPath;

namespace ApiGen.Runtime.Tests.Throttling;

/// <summary>How well the limit is kept and used when the network and the service behave as they do, counted at the service. No clock decides: the runs are simulated.</summary>
public sealed class LedgerSimulationTests
{
    private const int Calls = 100_000;

    // Of so many runs of 600 calls, whose luck decides when the path is learnt, so many may miss a figure.
    private const int Seeds = 300;
    private const int MostRareRuns = Seeds / 50;

    public static TheoryData<string, int> Table
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (LimitTable.Row row in LimitTable.Rows)
            {
                data.Add(row.Name, 1);
                data.Add(row.Name, 7);
                data.Add(row.Name, 2026);
            }

            return data;
        }
    }

    public static MatrixTheoryData<int, int> RealLimitsAndCallers => new([3, 10, 20, 50], [1, 3, 10, 50]);

    public static TheoryData<string, double, double> OtherPaths => new()
    {
        // Name, most refused, least used of the limit.
        { "pareto there", 0.0005, 0.96 },
        { "exponential there", 0.0005, 0.97 },
        { "pareto work", 0, 0.95 },
        { "slow work", 0, 0.98 },
        { "slow work and jitter", 0.001, 0.94 },
        { "one call in twenty hangs", 0, 0.94 },
        { "10 % lost", 0.001, 0.95 },
        { "lost there and back", 0.001, 0.97 },
        { "a busy machine on the way there", 0.0001, 0.97 },
        { "a service on a busy machine, the client's own", 0.0005, 0.85 },
        { "a busy machine that works for long", 0.0005, 0.96 },
        { "cold start", 0.0001, 0.98 },
        { "fast clock", 0, 0.98 },
        { "slow clock", 0, 0.98 },
        { "100/s with jitter", 0.0005, 0.95 },
        { "1/s with jitter", 0.0005, 0.95 },
        { "1200/min with jitter", 0.0005, 0.98 },
        { "jitter that comes and goes", 0.001, 0.95 },
        { "work that comes and goes", 0, 0.98 },
    };

    private static Dictionary<string, SimulatedPath> Paths { get; } = new Dictionary<string, SimulatedPath>
    {
        ["pareto there"] = new() { There = Pareto(10, 1.5, 900) },
        ["exponential there"] = new() { There = Exponential(10) },
        ["pareto work"] = new() { Work = Pareto(50, 1.5, 5000) },
        ["slow work"] = new() { Work = Between(0, 3000) },
        ["slow work and jitter"] = new() { Work = Between(5, 400), There = Between(0, 20) },
        ["one call in twenty hangs"] = new() { Work = static (random, _) => random.Next(20) == 0 ? 30_000 : 5 },
        ["a busy machine on the way there"] = new() { There = static (random, _) => random.Next(7) == 0 ? random.NextDouble() * 100 : random.NextDouble() * 2 },
        ["a service on a busy machine, the client's own"] = new() { Timers = Exponential(20), There = Twice(Exponential(20)), Back = Twice(Exponential(20)) },
        ["a busy machine that works for long"] = new() { There = static (random, _) => random.Next(20) == 0 ? random.NextDouble() * 15 : 0, Work = Between(5, 400) },
        ["10 % lost"] = new() { There = Losing(0.1) },
        ["lost there and back"] = new() { There = Losing(0.02), Back = Losing(0.02) },
        ["cold start"] = new() { There = static (random, seconds) => random.NextDouble() * (seconds < 1 ? 300 : 3) },
        ["fast clock"] = new() { Drift = 0.0002 },
        ["slow clock"] = new() { Drift = -0.0002 },
        ["100/s with jitter"] = new() { Limits = [ApiRateLimit.PerSeconds(100, 1)], There = Between(0, 60) },
        ["1/s with jitter"] = new() { Limits = [ApiRateLimit.PerSeconds(1, 1)], There = Between(0, 60) },
        ["1200/min with jitter"] = new() { Limits = [ApiRateLimit.PerSeconds(1200, 60)], There = Between(0, 60) },
        ["jitter that comes and goes"] = new() { There = static (random, seconds) => random.NextDouble() * ((int)(seconds / 300) % 3) * 50 },
        ["work that comes and goes"] = new() { Work = static (random, seconds) => (int)(seconds / 300) % 2 == 0 ? 5 : 5 + (random.NextDouble() * 400) },
    };

    private static Func<Random, double, double> Exponential(double mean) => (random, _) => -mean * Math.Log(1 - random.NextDouble());

    private static Func<Random, double, double> Twice(Func<Random, double, double> delay) => (random, seconds) => delay(random, seconds) + delay(random, seconds);

    [Theory]
    [MemberData(nameof(Table))]
    public void The_limit_is_kept_and_used_on_every_path_of_the_table(string name, int seed)
    {
        LimitTable.Row row = LimitTable.Rows.Single(each => each.Name == name);
        SimulationResult result = LedgerSimulation.Run(row.Path, Calls, seed);
        int refused = row.Path.RealLimits is null ? result.Refused : result.RefusedAfterTenSeconds;
        Assert.True((double)refused / Calls <= row.MostRefusedShare, result.ToString());
        Assert.True(result.PerSecond >= row.LeastPerSecond, result.ToString());
        Assert.True(result.LargerWindows <= row.MostLargerWindows(Calls) && result.Largest <= row.Largest, result.ToString());
    }

    [Theory]
    [MemberData(nameof(OtherPaths))]
    [Long]
    public void The_limit_is_kept_and_used_on_other_paths(string name, double mostRefused, double leastUsed)
    {
        SimulatedPath path = Paths[name];
        SimulationResult result = LedgerSimulation.Run(path, Calls, 3);
        ApiRateLimit limit = path.Limits[0];
        Assert.True(result.RefusedShare <= mostRefused, result.ToString());
        Assert.True(result.PerSecond >= leastUsed * limit.Limit / limit.Window.TotalSeconds, result.ToString());
    }

    [Fact]
    [Long]
    public void Six_hundred_calls_at_once_keep_to_the_table_but_for_one_run_in_fifty()
    {
        foreach (LimitTable.Row row in LimitTable.Rows)
        {
            SimulationResult[] runs = [.. Enumerable.Range(1, Seeds).Select(seed => LedgerSimulation.Run(row.Path, 600, seed))];
            int refused = runs.Count(run => (row.Path.RealLimits is null ? run.Refused : run.RefusedAfterTenSeconds) > row.MostRefused);
            int larger = runs.Count(run => run.Largest > row.Largest);
            int windows = row.Largest > 20 ? runs.Sum(run => run.LargerWindows) : 0;
            int slower = runs.Count(run => run.PerSecond < row.LeastPerSecond);
            Assert.True(refused <= MostRareRuns && larger <= MostRareRuns && slower <= MostRareRuns, $"{row.Name}: of {Seeds} runs {refused} with more refusals, {larger} with fuller windows, {slower} slower");

            // Each begins with an arrival, so that one call too many spoils a few in its run, and none in most others.
            Assert.True(windows <= Seeds * row.MostLargerWindows(600), $"{row.Name}: {windows} windows too large");
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 2)]
    [InlineData(12, 5)]
    public void A_path_that_becomes_shorter_at_any_moment_costs_one_call(double jitter, double lateTimers)
    {
        // One call more in any second, and in two windows at the most, whatever part of the window the moment falls into.
        for (int moment = 0; moment < 40; moment++)
        {
            double shorterAt = 20 + (moment * 0.025);
            SimulatedPath path = new()
            {
                Shortest = 1,
                Work = Between(0.2, 1 + lateTimers),
                Timers = Between(0, lateTimers),
                Back = Between(0, jitter),
                There = (random, seconds) => (seconds >= 10 && seconds < shorterAt ? 80 : 0) + (random.NextDouble() * jitter),
            };
            for (int seed = 1; seed <= 3; seed++)
            {
                SimulationResult result = LedgerSimulation.Run(path, 600, seed);
                Assert.True(result is { Refused: <= 3, Largest: <= 21, LargerWindows: <= 2 }, $"{shorterAt}: {result}");
            }
        }
    }

    [Fact]
    public void Work_that_is_sometimes_done_at_once_is_not_taken_for_a_shorter_path_all_the_time()
    {
        SimulatedPath path = new() { Work = static (random, _) => random.Next(20) == 0 ? 5 : 180 + (random.NextDouble() * 20) };
        SimulationResult result = LedgerSimulation.Run(path, Calls, 3);
        Assert.True(result is { Refused: 0, PerSecond: >= 19.4 }, result.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Bursts_with_idle_times_between_are_no_harder_than_a_steady_load(int seed)
    {
        foreach ((int, double) bursts in new[] { (100, 10.0), (600, 120.0), (30, 5.0), (60, 60.0) })
        {
            SimulationResult result = LedgerSimulation.Run(new SimulatedPath { There = Between(0, 100), Bursts = bursts }, Calls, seed);
            Assert.True(result.RefusedShare <= 0.001 && result.LargerWindows <= Calls / 500, $"{bursts}: {result}");
        }
    }

    [Fact]
    public void Several_windows_are_kept_at_once()
    {
        ApiRateLimit[] limits = [ApiRateLimit.PerSeconds(20, 1), ApiRateLimit.PerSeconds(200, 60)];
        SimulationResult jitter = LedgerSimulation.Run(new SimulatedPath { Limits = limits, There = Between(0, 60) }, Calls, 5);
        Assert.True(jitter.RefusedShare <= 0.001 && jitter.PerSecond >= 3.3, jitter.ToString());
        SimulationResult work = LedgerSimulation.Run(new SimulatedPath { Limits = limits, Work = Between(5, 400) }, Calls, 5);
        Assert.True(work is { Refused: 0, PerSecond: >= 3.3 }, work.ToString());
        SimulationResult less = LedgerSimulation.Run(new SimulatedPath { Limits = limits, RealLimits = [limits[0], ApiRateLimit.PerSeconds(100, 60)] }, Calls, 5);
        Assert.True(less.RefusedAfterTenSeconds <= Calls * 0.02 && less.PerSecond >= 0.9 * 100 / 60, less.ToString());
    }

    [Fact]
    public void A_machine_that_stands_still_for_two_seconds_costs_no_refusal()
    {
        SimulationResult server = LedgerSimulation.Run(new SimulatedPath { ServerPauses = (20, 2) }, Calls, 4);
        Assert.True(server is { Refused: 0, PerSecond: >= 17.8 }, server.ToString());
        SimulationResult client = LedgerSimulation.Run(new SimulatedPath { ClientPauses = (20, 2) }, Calls, 4);
        Assert.True(client is { Refused: 0, PerSecond: >= 17.8 }, client.ToString());
    }

    [Theory]
    [InlineData(19, 0)]
    [InlineData(10, 60)]
    [InlineData(3, 20)]
    public void A_real_limit_below_the_documented_one_is_found(int real, double jitter)
    {
        SimulatedPath path = new() { RealLimits = [ApiRateLimit.PerSeconds(real, 1)], There = Between(0, jitter) };
        SimulationResult result = LedgerSimulation.Run(path, Calls, 6);
        Assert.True(result.RefusedAfterTenSeconds <= Calls * 0.02 && result.PerSecond >= 0.9 * real, result.ToString());
    }

    [Theory]
    [InlineData("1000/h", "1000/h, 3/s", 2.7)]
    [InlineData("1200/min", "10/s", 9)]
    [InlineData("1000/h", "500/h", 0.9 * 500 / 3600)]
    [InlineData("100/min", "50/min", 0.9 * 50 / 60)]
    [InlineData("100/min", "100/min, 3/s", 0.9 * 100 / 60)]
    [InlineData("4/15s", "2/15s", 0.9 * 2 / 15)]
    [InlineData("20/s, 60/10s", "5/s", 4.5)]
    [InlineData("20/s, 200/10s", "5/s", 4.5)]
    [InlineData("20/s, 60/10s", "20/s, 30/10s", 2.7)]
    [InlineData("20/s, 5000/h", "3/s", 1.2)]
    [InlineData("50/s, 1200/min", "10/s", 9)]
    [InlineData("20/s, 600/min", "10/s", 9)]
    [InlineData("10/s, 100/min, 1000/h", "5/s, 100/min, 1000/h", 0.9 * 1000 / 3600)]
    [InlineData("10/s, 100/min, 1000/h", "10/s, 50/min, 1000/h", 0.9 * 1000 / 3600)]
    [InlineData("10/s, 100/min, 1000/h", "10/s, 100/min, 500/h", 0.9 * 500 / 3600)]
    public void The_window_is_found_whose_limit_is_lower_than_documented(string documented, string real, double leastPerSecond)
    {
        SimulatedPath path = new() { Limits = [.. ApiRateLimit.ParseAll(documented)], RealLimits = [.. ApiRateLimit.ParseAll(real)] };
        int calls = real == "1000/h, 3/s" ? 900 : 5000;
        SimulationResult result = LedgerSimulation.Run(path, calls, 6);
        Assert.True(result.RefusedAfterTenSeconds <= calls * 0.02 && result.PerSecond >= leastPerSecond, result.ToString());
    }

    [Theory]
    [InlineData("20/s", "3/s")]
    [InlineData("20/s, 60/10s", "2/s")]
    [InlineData("20/s, 60/10s", "4/s")]
    [InlineData("20/s, 60/10s", "8/s")]
    [InlineData("20/s, 60/10s", "5/s, 20/10s")]
    [InlineData("20/s, 60/10s", "20/s, 50/10s")]
    [InlineData("20/s, 600/min", "2/s")]
    [InlineData("20/s, 600/min", "4/s")]
    [InlineData("20/s, 600/min", "20/s, 300/min")]
    [InlineData("10/s, 15/4s", "3/s")]
    [InlineData("50/s, 1200/min", "8/s")]
    public void The_window_is_found_too_where_callers_come_back_when_they_are_told(string documented, string real)
    {
        SimulatedPath path = new() { Limits = [.. ApiRateLimit.ParseAll(documented)], RealLimits = [.. ApiRateLimit.ParseAll(real)] };
        double perSecond = path.Limits.Concat(path.RealLimits).Min(limit => limit.Limit / limit.Window.TotalSeconds);
        foreach (int callers in new[] { 1, 5, 15, 20, 30 })
        {
            foreach (double shortest in new[] { 1.0, 60 })
            {
                SimulationResult result = LedgerSimulation.Run(path with { FailFastCallers = callers, Shortest = shortest }, 5000, 1);
                Assert.True(result.RefusedAfterTenSeconds <= 5000 * 0.02 && result.PerSecond >= 0.9 * perSecond, $"{callers} callers, {shortest} ms: {result}");
            }
        }
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(5, 15)]
    [InlineData(5, 30)]
    public void An_outage_soon_after_the_start_of_an_hour_takes_nothing_of_the_hour(double from, double until)
    {
        foreach (string documented in new[] { "1000/h", "20/s, 1000/h" })
        {
            foreach (int callers in new[] { 1, 3 })
            {
                SimulatedPath undisturbed = new() { Limits = [.. ApiRateLimit.ParseAll(documented)], FailFastCallers = callers, Work = Between(300, 310) };
                SimulationResult result = LedgerSimulation.Run(undisturbed with { Outage = (from, until) }, 950, 1);
                Assert.True(result.Refused <= 950 * 0.02 && result.PerSecond >= 0.95 * LedgerSimulation.Run(undisturbed, 950, 1).PerSecond, $"{documented}, {callers} callers: {result}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(20)]
    public void Of_one_call_in_three_seconds_all_is_used_and_two_refused_for_each(int callers)
    {
        SimulatedPath path = new() { RealLimits = [ApiRateLimit.PerSeconds(1, 3)], FailFastCallers = callers };
        SimulationResult result = LedgerSimulation.Run(path, 500, 1);
        Assert.True(result.RefusedAfterTenSeconds <= 2 * 500 && result.PerSecond >= 0.95 / 3, result.ToString());
    }

    [Fact]
    public void A_limit_that_nobody_documented_is_found()
    {
        SimulatedPath path = new() { Limits = [], RealLimits = [ApiRateLimit.PerSeconds(20, 1)], Concurrency = 50 };
        SimulationResult result = LedgerSimulation.Run(path, Calls, 8);
        Assert.True(result.RefusedAfterTenSeconds <= Calls * 0.02 && result.PerSecond >= 18, result.ToString());
    }

    [Theory]
    [MemberData(nameof(RealLimitsAndCallers))]
    public void A_limit_that_nobody_documented_is_used_from_the_first_seconds_on(int real, int callers)
    {
        SimulatedPath path = new() { Limits = [], RealLimits = [ApiRateLimit.PerSeconds(real, 1)], Concurrency = callers };
        int calls = 100 * real;
        SimulationResult result = LedgerSimulation.Run(path, calls, 8);

        // One caller can make no more than 40 calls a second, each of which takes 25 ms.
        Assert.True(result.RefusedAfterTenSeconds <= calls * 0.02 && result.PerSecond >= Math.Min(0.95 * real, 39 * callers), result.ToString());
    }

    [Fact]
    public void What_others_leave_of_the_quota_is_used()
    {
        SimulatedPath path = new() { RealLimits = [ApiRateLimit.PerSeconds(20, 1)], OthersPerSecond = 10 };
        Assert.InRange(LedgerSimulation.Run(path, 20_000, 9).PerSecond, 9, 11);
        Assert.InRange(LedgerSimulation.Run(path with { OthersPerSecond = 0 }, 20_000, 9).PerSecond, 19.8, 20.1);
    }

    [Fact]
    public void A_run_depends_on_its_seed_alone()
    {
        SimulatedPath path = LimitTable.Rows[3].Path;
        Assert.Equal(LedgerSimulation.Run(path, 5000, 11), LedgerSimulation.Run(path, 5000, 11));
    }
}
