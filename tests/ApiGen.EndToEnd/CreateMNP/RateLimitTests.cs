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

    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
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
    public async Task A_path_with_jitter_costs_a_call_or_two_and_little_of_the_rate()
    {
        // The control is the same at the same time, but for the jitter.
        Task<ApiArrival[]>[] measuring = [CallBehindRelayAsync(60), CallBehindRelayAsync(0)];
        ApiArrival[] jittered = await measuring[0];
        ApiArrival[] control = await measuring[1];

        Assert.InRange(jittered.Count(arrival => !arrival.Accepted), 0, 3);
        Assert.All(control, arrival => Assert.True(arrival.Accepted));
        Assert.InRange(ArrivalStatistics.From(control).LargestInOneSecond, 1, Limit);
        Assert.InRange(ArrivalStatistics.From(jittered).SustainedPerSecond, ArrivalStatistics.From(control).SustainedPerSecond * 0.93, Limit + 1);
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

    private static async Task<ApiArrival[]> CallBehindRelayAsync(int jitter)
    {
        const int Calls = 200;
        Random random = new(jitter);
        TimeSpan Delay()
        {
            lock (random)
            {
                return TimeSpan.FromMilliseconds(random.NextDouble() * jitter);
            }
        }

        await using Gateway gateway = await Gateway.StartAsync();
        DelayRelay? relay = null;
        try
        {
            using TcsasClient client = gateway.Client(options =>
            {
                relay = new DelayRelay(options.Endpoint!.Port, Delay, static () => TimeSpan.Zero);
                options.Endpoint = relay.Address;
            });
            await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => client.CreateMNPAsync(MiniProgram.Request(), Cancelled)));
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
