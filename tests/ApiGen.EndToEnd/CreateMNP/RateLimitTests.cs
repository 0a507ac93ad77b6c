using System.Globalization;
using System.Text.Json.Nodes;
using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;
using ApiGen.Throttling.Simulation;
using TencentCloud.Tcsas;

namespace ApiGen.EndToEnd.CreateMNP;

/// <summary>The documented 20 calls per second under many callers, counted by the gateway on a real connection and a real clock.</summary>
[Collection(RunAlone.Name)]
[Trait(RealClock.Trait, RealClock.Value)]
public sealed class RateLimitTests
{
    private const int Limit = 20;

    // 98 % of the limit.
    private const double LeastSustained = 19.6;

    private const int UnsettledArrivals = 100;

    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    // Of the page's paths, with how much of what is used without a disturbance; the benchmark measures all of them.
    private static readonly (string Name, double LeastUsed)[] Disturbed = [("0 to 60 ms", 0.93), ("0 to 60 ms there and back", 0.9), ("2 % lost, again after 220 ms", 0.94)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Long]
    public async Task A_hundred_callers_keep_the_limit_in_any_second_and_use_it()
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using TcsasClient client = gateway.Client();
        using MachineLateness lateness = MachineLateness.Watching();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.CreateMNPAsync(MiniProgram.Request(), Cancelled)));

        ArrivalStatistics counted = ArrivalStatistics.From(gateway.Arrivals);
        Assert.Equal(100, counted.Total);
        Assert.InRange(ArrivalStatistics.LargestInAny(lateness.Within(OneSecond), gateway.Arrivals), 1, Limit);
        Assert.InRange(counted.SustainedPerSecond, LeastSustained * lateness.Available, Limit / (lateness.Within(OneSecond) / OneSecond));
        Assert.All(gateway.Arrivals, arrival => Assert.True(arrival.Accepted));
    }

    [Fact]
    public async Task A_thousand_callers_keep_the_limit_in_any_second_and_use_it_for_as_long_as_they_call()
    {
        TimeSpan measured = TimeSpan.FromSeconds(FullRun.IsWanted ? 10 : 4);
        await using Gateway gateway = await Gateway.StartAsync();
        using TcsasClient client = gateway.Client();
        using MachineLateness lateness = MachineLateness.Watching();
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        Task<CreateMNPResponse>[] calls = [.. Enumerable.Range(0, 1000).Select(_ => client.CreateMNPAsync(MiniProgram.Request(), enough.Token))];
        await await Task.WhenAny(calls);
        enough.CancelAfter(measured);
        await Task.WhenAll(calls).ContinueWith(static _ => { }, Cancelled, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        IReadOnlyList<ApiArrival> arrivals = gateway.Arrivals;
        Assert.InRange(ArrivalStatistics.LargestInAny(lateness.Within(OneSecond), arrivals), 1, Limit);
        TimeSpan first = arrivals.Min(arrival => arrival.At);
        int counted = arrivals.Count(arrival => arrival.At - first < measured);
        Assert.InRange(counted / measured.TotalSeconds, LeastSustained * lateness.Available, (Limit + (Limit / measured.TotalSeconds)) / (lateness.Within(OneSecond) / OneSecond));
        Assert.All(arrivals.SkipLast(Limit), arrival => Assert.True(arrival.Accepted));
        Assert.All(calls, call => Assert.True(call.IsCompletedSuccessfully || call.IsCanceled, call.Exception?.ToString()));
    }

    [Fact]
    [Long]
    public async Task Paths_with_jitter_and_loss_cost_a_call_or_two_and_little_of_the_rate()
    {
        using MachineLateness lateness = MachineLateness.Watching();

        // The control is the same at the same time, but for the disturbance.
        Task<ApiArrival[]>[] measuring = [CallBehindRelayAsync("no jitter"), .. Disturbed.Select(path => CallBehindRelayAsync(path.Name))];
        ApiArrival[] control = await measuring[0];
        Assert.All(control, arrival => Assert.True(arrival.Accepted));
        Assert.InRange(ArrivalStatistics.From(control).LargestInOneSecond, 1, Limit);
        for (int i = 0; i < Disturbed.Length; i++)
        {
            ApiArrival[] arrivals = await measuring[i + 1];
            Assert.InRange(arrivals.Count(arrival => !arrival.Accepted), 0, 3);
            Assert.InRange(ArrivalStatistics.LargestInAny(lateness.Within(OneSecond), [.. arrivals.OrderBy(arrival => arrival.At).Skip(UnsettledArrivals)]), 1, Limit + 1);
            Assert.InRange(ArrivalStatistics.From(arrivals).SustainedPerSecond, ArrivalStatistics.From(control).SustainedPerSecond * Disturbed[i].LeastUsed, Limit + 1);
        }
    }

    [Fact]
    public async Task Waiting_callers_are_served_in_the_order_they_came()
    {
        const int Callers = 3 * Limit;
        await using Gateway gateway = await Gateway.StartAsync(new ApiEmulatorOptions { RecordBodies = true });
        using TcsasClient client = gateway.Client();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => client.CreateMNPAsync(MiniProgram.Request(Name(caller)), Cancelled)));

        // The twenty of one second travel side by side on connections of their own, so they may overtake each other; no caller overtakes another second's.
        int[] arrived = [.. gateway.Arrivals.OrderBy(arrival => arrival.At).Select(arrival => Caller(arrival.Body!))];
        Assert.Equal(Enumerable.Range(0, Callers).Chunk(Limit), arrived.Chunk(Limit).Select(second => second.Order().ToArray()));

        static string Name(int caller) => caller.ToString(CultureInfo.InvariantCulture);
        static int Caller(string body) => int.Parse(JsonNode.Parse(body)!["MNPName"]!.GetValue<string>(), CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_caller_who_gives_up_waiting_leaves_the_place_to_the_next()
    {
        await using Gateway gateway = await Gateway.StartAsync();
        using TcsasClient client = gateway.Client();
        using MachineLateness lateness = MachineLateness.Watching();
        using CancellationTokenSource givingUp = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        Task[] served = [.. Enumerable.Range(0, Limit).Select(_ => client.CreateMNPAsync(MiniProgram.Request(), Cancelled))];
        Task[] impatient = [.. Enumerable.Range(0, 3 * Limit).Select(_ => client.CreateMNPAsync(MiniProgram.Request(), givingUp.Token))];
        Task[] patient = [.. Enumerable.Range(0, Limit).Select(_ => client.CreateMNPAsync(MiniProgram.Request(), Cancelled))];

        await givingUp.CancelAsync();
        await Task.WhenAll([.. served, .. patient]);

        Assert.All(impatient, call => Assert.True(call.IsCanceled));
        Assert.Equal(2 * Limit, gateway.Arrivals.Count);

        // Behind callers whose places were not freed, the last would come five windows after the first, on a busy machine later still; so it is two.
        IEnumerable<TimeSpan> times = gateway.Arrivals.Select(arrival => arrival.At);
        Assert.InRange(times.Max() - times.Min(), TimeSpan.Zero, (3 * OneSecond) / Math.Max(0.1, lateness.Available));
    }

    private static async Task<ApiArrival[]> CallBehindRelayAsync(string name)
    {
        const int calls = 600;
        SimulatedPath path = LimitTable.Rows.Single(row => row.Name == name).Path;
        Random random = new(1);
        TimeSpan Delay(Func<Random, double, double> delay)
        {
            lock (random)
            {
                return TimeSpan.FromMilliseconds(delay(random, 0));
            }
        }

        await using Gateway gateway = await Gateway.StartAsync();
        DelayRelay? relay = null;
        try
        {
            using TcsasClient client = gateway.Client(options =>
            {
                relay = new DelayRelay(options.Endpoint!.Port, () => Delay(path.There), () => Delay(path.Back));
                options.Endpoint = relay.Address;
            });
            await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => client.CreateMNPAsync(MiniProgram.Request(), Cancelled)));
            return [.. gateway.Arrivals];
        }
        finally
        {
            if (relay is not null)
            {
                await relay.DisposeAsync();
            }
        }
    }
}
