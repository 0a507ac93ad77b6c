using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using ApiGen.Emulator;
using ApiGen.Explorer;
using ApiGen.Explorer.Hosting;
using ApiGen.Explorer.Search;
using ApiGen.Explorer.Signing;
using ApiGen.Specs.Model;

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

        (string hash, string signature) = Explain();
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
        Row("Explain, a hash that no usual mistake gives", $"{hash}");
        Row("Explain, a signature that no usual mistake gives", $"{signature}");
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

    // The most that it can cost: every form and every mistake is tried, for a body in which each way to escape texts shows, where version and region are signed, too.
    private static (string Hash, string Signature) Explain()
    {
        const string Body = """{"I18nList":[{"Name":"a<b>&'+=/é😀","Lang":"en"}],"PlatformId":"T1","MNPId":"mp1"}""";
        const string Names = "content-type;host;x-tc-action;x-tc-region;x-tc-timestamp;x-tc-version";
        const long Timestamp = 1_795_698_148;
        ServiceModel service = ApiExplorerSpecs.Bundled().Services.Single(static service => service.Name == "tcsas");
        EmulatorCredential pair = new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);
        string unknown = new('0', 64);
        return (
            Best($"TC3-HMAC-SHA256\n{Timestamp}\n2026-11-26/tcsas/tc3_request\n{unknown}"),
            Best($"TC3-HMAC-SHA256 Credential={ApiEmulator.ExampleSecretId}/2026-11-26/tcsas/tc3_request, SignedHeaders={Names}, Signature={unknown}"));

        string Best(string pasted)
        {
            double[] taken = [.. Enumerable.Range(0, Rounds).Select(_ =>
            {
                long began = Stopwatch.GetTimestamp();
                new FailureExplainer(service, service.Actions.Single(static action => action.Name == "CreateMNP"), Encoding.UTF8.GetBytes(Body), Body.Replace(",", ", ", StringComparison.Ordinal), "ap-singapore", pair, "127.0.0.1:8080")
                    .Explain(pasted, Timestamp, Timestamp);
                return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            })];
            return string.Create(CultureInfo.InvariantCulture, $"{taken.Min():0} ms, the first time {taken[0]:0} ms");
        }
    }

    private static long Live() => GC.GetTotalMemory(forceFullCollection: true);
}
