using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ApiGen.Catalog;

/// <summary>Divides the catalogue among worker processes, one per processor, and sums up.</summary>
internal static class CatalogRun
{
    private const int MaxShownFailures = 60;

    private static readonly int[] HeapMegabytes = [256, 272, 288, 320, 384];

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
        return isGood && measurement.ExitCode == 0 && await MeasureMemoryAsync(models[0]).ConfigureAwait(false) ? 0 : 1;
    }

    // A collector without a limit leaves garbage lying while the machine has room. How closely it keeps to one depends on what its threads
    // meet, so the smallest heap in which the build succeeds is looked for; not to succeed in the largest is a fault of ours.
    private static async Task<bool> MeasureMemoryAsync(string model)
    {
        foreach (int megabytes in HeapMegabytes)
        {
            using Process build = Start(["--memory", model], redirect: true, ("DOTNET_GCHeapHardLimit", "0x" + (megabytes * 1048576L).ToString("X", CultureInfo.InvariantCulture)));
            build.StandardInput.Close();
            string told = await build.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
            await build.WaitForExitAsync().ConfigureAwait(false);
            if (build.ExitCode == 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"With a heap of {megabytes} MB: {told.Trim()}"));
                return true;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"With a heap of {megabytes} MB {model} does not build. {told.Trim()}"));
        }

        return false;
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
