using System.Diagnostics;
using System.Globalization;
using System.Net;
using ApiGen.Explorer;
using ApiGen.Explorer.Hosting;
using ApiGen.Explorer.Search;

namespace ApiGen.Benchmarks;

/// <summary>
/// How the API Explorer bears a large catalogue: what it costs to read it and to begin, the memory, and how long the server takes for each key of a search.
/// </summary>
internal static class ExplorerRun
{
    private const int Rounds = 5;

    // As somebody types them, a key at a time.
    private static readonly string[] Typed = ["runinstances", "instanceid", "cvm describe zones", "invalidparametervalue", "a", "e", "tag", "limit exceeded"];

    /// <summary>Measures with the specs of a folder.</summary>
    internal static async Task<int> RunAsync(string folder, TextWriter output)
    {
        TimeSpan tool = await StartToolAsync(folder);
        long began = Stopwatch.GetTimestamp();
        ApiExplorerSpecs specs = ApiExplorerSpecs.FromFolder(folder);
        TimeSpan reading = Stopwatch.GetElapsedTime(began);
        long modelBytes = Live();

        began = Stopwatch.GetTimestamp();
        SearchIndex index = new(specs.Services);
        TimeSpan indexing = Stopwatch.GetElapsedTime(began);
        long indexBytes = Live() - modelBytes;

        began = Stopwatch.GetTimestamp();
        await using ExplorerServer server = await ExplorerServer.StartAsync(new ApiExplorerOptions { Specs = specs }, IPAddress.Loopback, 0, default);
        using HttpClient http = new();
        await http.GetStringAsync(server.Address);
        TimeSpan starting = Stopwatch.GetElapsedTime(began);

        List<double> keys = [];
        string slowest = "";
        foreach (string query in Typed.SelectMany(query => Enumerable.Range(1, query.Length).Select(length => query[..length])))
        {
            double best = Enumerable.Range(0, Rounds).Min(_ =>
            {
                long start = Stopwatch.GetTimestamp();
                index.Find(query, 40);
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            });
            slowest = keys.Count == 0 || best > keys.Max() ? query : slowest;
            keys.Add(best);
        }

        keys.Sort();
        output.WriteLine("| measure | value |");
        output.WriteLine("|---|---:|");
        Row("services, actions", $"{specs.Services.Count:#,0}, {specs.Services.Sum(static service => service.Actions.Count):#,0}");
        Row("things to find", $"{index.Count:#,0}");
        Row("start of the tool until it listens", $"{tool.TotalSeconds:0.00} s");
        Row("reading the specs", $"{reading.TotalSeconds:0.00} s");
        Row("making the index", $"{indexing.TotalSeconds:0.00} s");
        Row("start to the first page", $"{starting.TotalSeconds:0.00} s");
        Row("a key of a search, median", $"{keys[keys.Count / 2]:0.0} ms");
        Row($"the slowest key ('{slowest}')", $"{keys[^1]:0.0} ms");
        Row("memory of the model", $"{modelBytes / 1048576.0:0} MB");
        Row("memory of the index", $"{indexBytes / 1048576.0:0} MB");
        return keys[^1] <= 100 && tool < TimeSpan.FromSeconds(2) ? 0 : 1;

        void Row(string name, FormattableString value) => output.WriteLine($"| {name} | {value.ToString(CultureInfo.InvariantCulture)} |");
    }

    // Process start to the line that names the address: the best of three, as for the keys.
    private static async Task<TimeSpan> StartToolAsync(string folder)
    {
        string path = AppContext.BaseDirectory.Replace(Path.Combine("tests", "ApiGen.Benchmarks"), Path.Combine("generator", "ApiGen.Cli"), StringComparison.Ordinal);
        TimeSpan best = TimeSpan.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long began = Stopwatch.GetTimestamp();
            using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(path, "apigen.dll"), "explore", folder, "--no-browser"]) { RedirectStandardOutput = true })!;
            while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("listening on", StringComparison.Ordinal))
            {
            }

            TimeSpan taken = Stopwatch.GetElapsedTime(began);
            best = taken < best ? taken : best;
            process.Kill();
            await process.WaitForExitAsync();
        }

        return best;
    }

    private static long Live() => GC.GetTotalMemory(forceFullCollection: true);
}
