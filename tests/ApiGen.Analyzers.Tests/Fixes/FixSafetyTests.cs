using System.Collections.Concurrent;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Tests.Fixes;

/// <summary>No fix does harm, wherever a rule reports: what cannot be changed safely is not offered to be changed.</summary>
public sealed class FixSafetyTests
{
    [Fact]
    [Long]
    public async Task In_a_code_base_as_consumers_write_it()
    {
        using FixTrial trial = new(
            CorpusFile.All.Select(static file => (file.Path, file.Text)),
            OutputKind.ConsoleApplication,
            [.. TestReferences.SharedFrameworks, TestReferences.Runtime, TestReferences.Client, TestReferences.Bundled],
            TestContext.Current.CancellationToken);
        await trial.RunAsync();

        Assert.True(trial.Harm.Count == 0, string.Join("\n\n", trial.Harm));
        TestContext.Current.SendDiagnosticMessage($"{trial.Applied} applied, not offered: {string.Join(", ", trial.Unoffered)}");
        Assert.True(trial.Applied > 30, $"{trial.Applied} fixes were applied, not offered: " + string.Join(", ", trial.Unoffered));
    }

    [Fact]
    [Long]
    public Task In_methods_that_chance_writes_all_places_of_a_file_together() => RunAsync(seed: 20250106, count: 1_000, perFile: 6, onlyTogether: true);

    [Fact]
    public Task In_methods_that_chance_writes_each_place_by_itself() => RunAsync(seed: 61, count: FullRun.IsWanted ? 150 : 15, perFile: 1, onlyTogether: false);

    /// <summary>A folder of inputs that others wrote, each file a program of its own, with the specs that they call.</summary>
    [Fact]
    public async Task In_the_cases_of_a_folder_named_by_the_environment()
    {
        string? folder = Environment.GetEnvironmentVariable("APIGEN_FIX_CASES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "APIGEN_FIX_CASES names a folder of programs and specs.");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        SpecFileText[] specs = [.. Directory.EnumerateFiles(folder!, "*.yaml", SearchOption.AllDirectories).Select(static file => new SpecFileText(Path.GetFileName(file), File.ReadAllText(file)))];
        MetadataReference[] references = [.. TestReferences.SharedFrameworks, TestReferences.Runtime, TestReferences.Reference("TencentCloud.Tcsas", Repository.Tcsas("", "TencentCloud.Tcsas")), .. specs.Length == 0 ? [] : (MetadataReference[])[TestReferences.Reference("Cases", specs)]];
        ConcurrentBag<string> harm = [];
        await Parallel.ForEachAsync(Directory.EnumerateFiles(folder!, "*.cs", SearchOption.AllDirectories), cancellation, async (file, stop) =>
        {
            string text = await File.ReadAllTextAsync(file, stop);
            OutputKind kind = text.Contains(" Main(", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
            using FixTrial trial = new([(Path.GetFileName(file), text)], kind, references, stop);
            await trial.RunAsync();
            foreach (string problem in trial.Harm)
            {
                harm.Add(problem);
            }

            TestContext.Current.SendDiagnosticMessage($"{Path.GetFileName(file)}: {trial.Applied} applied, {trial.Fixed} fixed, not offered {string.Join(", ", trial.Unoffered)}");
            if (Environment.GetEnvironmentVariable("APIGEN_FIX_RESULTS") is { Length: > 0 } results)
            {
                await File.WriteAllTextAsync(Path.Combine(results, Path.GetFileName(file)), trial.Result, stop);
            }
        });
        Assert.True(harm.IsEmpty, string.Join("\n\n", harm.Order(StringComparer.Ordinal)));
    }

    private static async Task RunAsync(int seed, int count, int perFile, bool onlyTogether)
    {
        ConcurrentBag<string> harm = [];
        int done = 0;
        GeneratedMethods methods = new(seed);
        string[] files = [.. Enumerable.Range(0, count).Select(index => methods.Next("C" + index)).Chunk(perFile).Select(static classes => Consumer.Usings + string.Join("\n", classes))];
        await Parallel.ForEachAsync(files, TestContext.Current.CancellationToken, async (file, cancellation) =>
        {
            using FixTrial trial = new([("Classes.cs", file), ("Console.cs", Replay.Console)], OutputKind.DynamicallyLinkedLibrary, null, cancellation, runs: true);
            await trial.RunAsync(null, onlyTogether);
            Interlocked.Add(ref done, trial.Fixed);
            foreach (string problem in trial.Harm)
            {
                harm.Add(problem);
            }
        });

        Assert.True(harm.IsEmpty, $"{harm.Count} of {done}\n" + string.Join("\n\n", harm.Take(8)));
        Assert.True(done >= count, $"{done} reports were fixed");
        TestContext.Current.SendDiagnosticMessage($"{count} methods, {done} reports fixed");
    }
}
