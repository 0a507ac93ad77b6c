using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Tests.Fixes;

/// <summary>No fix does harm, wherever a rule reports: what cannot be changed safely is not offered to be changed.</summary>
public sealed class FixSafetyTests
{
    [Fact]
    public async Task In_a_code_base_as_consumers_write_it()
    {
        using FixTrial trial = new(
            CorpusFile.All.Select(static file => (file.Path, file.Text)),
            OutputKind.ConsoleApplication,
            [.. TestReferences.SharedFrameworks, TestReferences.Runtime, TestReferences.Client, TestReferences.Bundled],
            TestContext.Current.CancellationToken);
        await trial.RunAsync();

        Assert.True(trial.Harm.Count == 0, string.Join("\n\n", trial.Harm));
        Assert.True(trial.Applied > 30, $"{trial.Applied} fixes were applied, not offered: " + string.Join(", ", trial.Unoffered));
    }

    [Fact]
    public Task In_a_thousand_methods_that_chance_writes_all_places_of_a_file_together() => RunAsync(seed: 20250106, count: 1_000, perFile: 6, onlyTogether: true, leastFixed: 1_000);

    [Fact]
    public Task In_methods_that_chance_writes_each_place_by_itself() => RunAsync(seed: 61, count: 40, perFile: 1, onlyTogether: false, leastFixed: 60);

    private static async Task RunAsync(int seed, int count, int perFile, bool onlyTogether, int leastFixed)
    {
        ConcurrentBag<string> harm = [];
        int done = 0;
        GeneratedMethods methods = new(seed);
        string[] files = [.. Enumerable.Range(0, count).Select(index => methods.Next("C" + index)).Chunk(perFile).Select(static classes => Consumer.Usings + string.Join("\n", classes))];
        await Parallel.ForEachAsync(files.Chunk(10), TestContext.Current.CancellationToken, async (chunk, cancellation) =>
        {
            using FixTrial trial = new(chunk.Select(static (text, index) => ($"C{index}.cs", text)), OutputKind.DynamicallyLinkedLibrary, null, cancellation);
            await trial.RunAsync(null, onlyTogether);
            Interlocked.Add(ref done, trial.Fixed);
            foreach (string problem in trial.Harm)
            {
                harm.Add(problem);
            }
        });

        Assert.True(harm.IsEmpty, $"{harm.Count} of {done}\n" + string.Join("\n\n", harm.Take(5)));
        Assert.True(done >= leastFixed, $"{done} reports were fixed");
    }
}
