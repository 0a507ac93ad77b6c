using System.Diagnostics;
using System.Globalization;
using ApiGen.Benchmarks.Measuring;
using ApiGen.Emulator;
using ApiGen.Runtime;
using ApiGen.Runtime.Throttling;
using ApiGen.Throttling.Simulation;
using TencentCloud.Tcsas;

namespace ApiGen.Benchmarks.Rows;

/// <summary>
/// How well the limit is kept and used: 600 calls at once against the local gateway behind a relay, and many in a simulation of the ledger. The paths are
/// measured side by side; each has a gateway and a client of its own.
/// </summary>
internal static class LimitRows
{
    private const int Calls = 600;
    private const int UnsettledArrivals = 100;
    private const int SimulatedCalls = 100_000;
    private const double TestedWork = 5;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <param name="quick">Whether only to simulate.</param>
    /// <param name="part">What the names of the wanted rows have in them; null for all.</param>
    internal static IEnumerable<RatioRow> Measure(bool quick, string? part = null)
    {
        LimitTable.Row[] rows = [.. LimitTable.Rows.Where(row => part is null || row.Name.Contains(part, StringComparison.Ordinal))];

        // Not while the simulation runs: it would have the machine, and the gateway count late.
        Measured[] atTheGateway = quick ? [] : Task.WhenAll(rows.Select(row => Task.Run(() => MeasureAsync(row)))).GetAwaiter().GetResult();
        for (int i = 0; i < rows.Length; i++)
        {
            LimitTable.Row row = rows[i];
            SimulationResult simulated = LedgerSimulation.Run(row.Path, SimulatedCalls, 1);
            int refused = row.Path.RealLimits is null ? simulated.Refused : simulated.RefusedAfterTenSeconds;
            bool isMet = (double)refused / SimulatedCalls <= row.MostRefusedShare && simulated.PerSecond >= row.LeastPerSecond
                && simulated.Largest <= row.Largest && simulated.LargerWindows <= row.MostLargerWindows(SimulatedCalls);
            string ours = "";
            if (!quick)
            {
                Measured measured = atTheGateway[i];
                isMet &= measured.Refused <= row.MostRefused && measured.PerSecond >= row.LeastPerSecond && measured.Largest <= row.Largest * measured.Factor;
                ours = Text($"{measured.PerSecond:0.00}/s, {measured.Refused} refused, {measured.Largest} in 1 s");
            }

            yield return new RatioRow(
                $"limit kept, {row.Name}",
                ours,
                Text($"{simulated.PerSecond:0.00}/s, {(double)refused / SimulatedCalls:0.000 %}, {simulated.Largest} ({simulated.LargerWindows})"),
                "",
                Text($">= {row.LeastPerSecond:0.0}/s, <= {row.MostRefused} of {Calls}, {row.MostRefusedShare:0.### %} simulated, {row.Largest} in 1 s (above the limit in {row.MostLargerWindows(SimulatedCalls)})"),
                isMet);
        }
    }

    private static async Task<Measured> MeasureAsync(LimitTable.Row row)
    {
        // The gateway counts as its spec says, so where less is left than documented, the client is told of more.
        double factor = row.Path.RealLimits is { } real ? (double)row.Path.Limits[0].Limit / real[0].Limit : 1;
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(SpecFolder.Load(Path.Combine(AppContext.BaseDirectory, "specs", "tcsas")));
        Random random = new(1);
        long began = Stopwatch.GetTimestamp();
        double Draw(Func<Random, double, double> delay)
        {
            lock (random)
            {
                return delay(random, Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }

        await using DelayRelay relay = new(
            emulator.Endpoint.Port,
            () => TimeSpan.FromMilliseconds(Draw(row.Path.There)),
            () => TimeSpan.FromMilliseconds(Math.Max(0, Draw(row.Path.Back) + Draw(row.Path.Work) - TestedWork)));
        using SocketsHttpHandler connections = new() { UseProxy = false };
        ApiClientOptions options = new()
        {
            Endpoint = relay.Address,
            Timeout = Timeout.InfiniteTimeSpan,
            ThrottleRegistry = new ThrottleRegistry(),
            HttpMessageHandler = connections,
            Throttle = { LimitOverrides = { ["CreateMNP"] = [ApiRateLimit.PerSeconds((int)(row.Path.Limits[0].Limit * factor), 1)] } },
        };
        using TcsasClient client = new(new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), "ap-singapore", options);
        using CancellationTokenSource end = new();
        Task others = row.Path.OthersPerSecond > 0 ? CallAsAnotherAsync(emulator.Endpoint, row.Path.OthersPerSecond, end.Token) : Task.CompletedTask;
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => client.CreateMNPAsync(Request())));
        await end.CancelAsync();
        await others;

        ApiArrival[] arrivals = [.. emulator.Arrivals.Where(arrival => arrival.Region == "ap-singapore").OrderBy(arrival => arrival.At)];
        ApiArrival[] settled = [.. arrivals.Skip(UnsettledArrivals)];
        TimeSpan from = row.Path.RealLimits is null ? TimeSpan.Zero : arrivals[0].At + (10 * Second);
        return new Measured(
            (settled.Count(arrival => arrival.Accepted) - 1) / (settled[^1].At - settled[0].At).TotalSeconds / factor,
            arrivals.Count(arrival => arrival.ErrorCode == "RequestLimitExceeded" && arrival.At >= from),
            ArrivalStatistics.From(settled).LargestInOneSecond,
            factor);
    }

    private static async Task CallAsAnotherAsync(Uri endpoint, double perSecond, CancellationToken end)
    {
        using SocketsHttpHandler connections = new() { UseProxy = false };
        ApiClientOptions options = new() { Endpoint = endpoint, HttpMessageHandler = connections, Throttle = { Mode = ThrottleMode.Off }, Retry = { MaxAttempts = 1 } };
        using TcsasClient client = new(new TencentCloudCredential(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey), "ap-guangzhou", options);
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1 / perSecond));
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                try
                {
                    await client.CreateMNPAsync(Request(), end);
                }
                catch (ApiException)
                {
                    // Refused: it is not this one that is measured.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static CreateMNPRequest Request() => new()
    {
        PlatformId = "T02245JR9111721GKOI",
        MNPName = "apiminiprogram",
        MNPType = "Life Service->144_Lilliputian Services",
        MNPIntro = "api create mini program",
        MNPDesc = "api create mini program",
        MNPIcon = "https://127.0.0.1/console/20240812101023-f1ae758593.jpeg",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Measured(double PerSecond, int Refused, int Largest, double Factor);
}
