using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ApiGen.Catalog;

/// <summary>Divides the catalogue among worker processes, one per processor, and sums up.</summary>
internal static class CatalogRun
{
    private const int MaxShownFailures = 60;

    public static async Task<int> RunAsync(Archive archive, IReadOnlyList<string> only)
    {
        IReadOnlyList<string> models = archive.Models(only);
        if (models.Count == 0)
        {
            Console.Error.WriteLine("There are no models here.");
            return 1;
        }

        long start = Stopwatch.GetTimestamp();
        ConcurrentQueue<string> open = new(models);
        ConcurrentBag<ServiceResult> done = [];
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Environment.ProcessorCount, models.Count)).Select(_ => ServeAsync(open, done, models.Count))).ConfigureAwait(false);
        bool isGood = Report([.. done.OrderBy(result => result.Service, StringComparer.Ordinal)], models.Count, Stopwatch.GetElapsedTime(start));

        // Alone on the machine, so that the times mean something; a small service first pays for the compiler's own start.
        using Process measurement = Start(["--measure", models[0], models[^1]], redirect: false);
        await measurement.WaitForExitAsync().ConfigureAwait(false);
        // A collector without a limit leaves garbage lying while the machine has room; with this one the build still has to succeed.
        using Process memory = Start(["--memory", models[0]], redirect: false, ("DOTNET_GCHeapHardLimit", "0x10000000"));
        await memory.WaitForExitAsync().ConfigureAwait(false);
        return isGood && measurement.ExitCode == 0 && memory.ExitCode == 0 ? 0 : 1;
    }

    private static async Task ServeAsync(ConcurrentQueue<string> open, ConcurrentBag<ServiceResult> done, int count)
    {
        using Process worker = Start(["--worker"], redirect: true);
        while (open.TryDequeue(out string? model))
        {
            await worker.StandardInput.WriteLineAsync(model).ConfigureAwait(false);
            string line = await worker.StandardOutput.ReadLineAsync().ConfigureAwait(false)
                ?? throw new InvalidOperationException($"A worker ended while it had '{model}'.");
            ServiceResult result = JsonSerializer.Deserialize(line, CatalogJson.Default.ServiceResult)!;
            done.Add(result);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"[{done.Count,3}/{count}] {result.Service}: {result.Actions} actions, {result.RoundTripped}/{result.Conforming} bodies, {result.Accepted}/{result.Sent} accepted, {result.Failures.Count} failures, {result.Seconds:F1} s"));
        }

        worker.StandardInput.Close();
        await worker.WaitForExitAsync().ConfigureAwait(false);
    }

    private static bool Report(IReadOnlyList<ServiceResult> results, int count, TimeSpan time)
    {
        Console.WriteLine();
        foreach (string failure in results.SelectMany(result => result.Failures.Select(failure => $"{result.Service}: {failure}")).Take(MaxShownFailures))
        {
            Console.WriteLine(failure);
        }

        int actions = results.Sum(result => result.Actions);
        int compiled = results.Sum(result => result.Compiled);
        int conforming = results.Sum(result => result.Conforming);
        int roundTripped = results.Sum(result => result.RoundTripped);
        int failures = results.Sum(result => result.Failures.Count);
        Console.WriteLine("Bodies that do not conform, by their first fault:");
        foreach (IGrouping<string, KeyValuePair<string, int>> kind in results.SelectMany(result => result.Broken).GroupBy(pair => pair.Key).OrderByDescending(group => group.Sum(pair => pair.Value)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind.Key}: {kind.Sum(pair => pair.Value)}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Count} of {count} service versions, {compiled} of {actions} actions compile; {results.Sum(result => result.Called)} were called for the rules and the fix."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{roundTripped} of {conforming} conforming bodies round-trip; {results.Sum(result => result.Accepted)} of {results.Sum(result => result.Sent)} conforming requests are accepted."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Sum(result => result.Tolerated)} bodies with tolerable faults are read. {failures} failures. {time.TotalSeconds:F0} s."));
        return failures == 0 && compiled == actions && roundTripped == conforming && results.Sum(result => result.Called) == actions;
    }

    private static Process Start(string[] arguments, bool redirect, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet", [typeof(CatalogRun).Assembly.Location, .. arguments]) { RedirectStandardInput = redirect, RedirectStandardOutput = redirect };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
