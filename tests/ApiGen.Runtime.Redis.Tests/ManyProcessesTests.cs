using System.Diagnostics;
using ApiGen.EndToEnd.Support;
using ApiGen.Runtime.Redis.Tests.Support;
using Xunit;

namespace ApiGen.Runtime.Redis.Tests;

/// <summary>Real processes, a real Redis that is stopped and started again, and one gateway that counts.</summary>
[Collection(RealServers.Name)]
public sealed class ManyProcessesTests
{
    private const int Processes = 8;
    private const int Limit = 20;
    private const int Share = Limit / Processes;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Clock", "real")]
    public async Task Eight_processes_stay_within_the_limit_while_Redis_is_there_is_lost_and_is_back()
    {
        Assert.SkipUnless(RedisServerProcess.IsInstalled, "redis-server is not installed on this machine.");
        await using RecordingGateway gateway = await RecordingGateway.StartAsync();
        using MachineLateness lateness = MachineLateness.Watching();
        RedisServerProcess redis = await RedisServerProcess.StartAsync();
        Process[] clients = [.. Enumerable.Range(0, Processes).Select(_ => ClientProcess.Start(redis.Port, gateway.Address, Processes, Limit))];
        try
        {
            await UntilAsync(() => gateway.Arrivals.Length >= Limit * 4);
            double shared = await RateAsync(gateway, Limit);

            redis.Dispose();
            await Task.Delay(TimeSpan.FromSeconds(2.5), Token);
            double alone = await RateAsync(gateway, Share * Processes);

            redis = await RedisServerProcess.StartAsync(redis.Port);
            await Task.Delay(TimeSpan.FromSeconds(8), Token);
            double sharedAgain = await RateAsync(gateway, Limit);

            string[][] outputs = await Task.WhenAll(clients.Select(ClientProcess.StopAsync));
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"shared {shared:F2}/s, alone {alone:F2}/s, shared again {sharedAgain:F2}/s, largest window {LargestWindow(gateway.Arrivals)} of {gateway.Arrivals.Length}");
            Assert.All(outputs, static output => Assert.Matches("^(Warning RedisLost,Information RedisBack,)+failures 0$", string.Join(',', output)));

            // A machine that keeps a process from running for longer than a command may take makes it lose Redis once more; it then keeps to its share beside the others.
            int stalls = outputs.Sum(static output => output.Count(static line => line == "Warning RedisLost")) - Processes;
            int beside = Share * Math.Min(stalls, Processes);
            Assert.InRange(LargestWindow(gateway.Arrivals), 1, Limit + beside);

            // While Redis is lost each process keeps to 20 / 8 calls, rounded down.
            double used = stalls == 0 ? 0.95 * lateness.Available : 0;
            Assert.InRange(shared, Limit * used, Limit + beside);
            Assert.InRange(alone, Share * Processes * used, Share * Processes);
            Assert.InRange(sharedAgain, Limit * used, Limit + beside);
        }
        finally
        {
            redis.Dispose();
            Array.ForEach(clients, client => client.Kill());
            Array.ForEach(clients, client => client.Dispose());
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var patience = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "Nothing arrives at the gateway.");
            await Task.Delay(50, Token);
        }
    }

    /// <summary>
    /// Arrivals per second over whole windows, the mean over every call of the first window as the first of them: bursts and where they fall do not matter.
    /// </summary>
    private static async Task<double> RateAsync(RecordingGateway gateway, int perWindow)
    {
        const int Windows = 3;
        long from = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(Windows + 1.5), Token);
        long[] arrivals = [.. gateway.Arrivals.Where(arrival => arrival >= from)];
        int calls = perWindow * Windows;
        double taken = Enumerable.Range(0, Math.Min(perWindow, arrivals.Length - calls)).Average(first => (double)(arrivals[first + calls] - arrivals[first]));
        return calls * (double)Stopwatch.Frequency / taken;
    }

    private static int LargestWindow(long[] arrivals)
    {
        int largest = 0;
        for (int first = 0, next = 0; first < arrivals.Length; first++)
        {
            while (next < arrivals.Length && arrivals[next] - arrivals[first] < Stopwatch.Frequency)
            {
                next++;
            }

            largest = Math.Max(largest, next - first);
        }

        return largest;
    }
}
