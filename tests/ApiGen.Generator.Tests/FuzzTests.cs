using System.Collections.Immutable;
using System.Globalization;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests;

/// <summary>
/// Mutates real specs. Whatever comes out, the generator neither throws nor fails: each mutant gives diagnostics on the spec,
/// or C# that compiles with every warning an error, or both (what is broken is left out, the rest is generated).
/// </summary>
public class FuzzTests
{
    private const int Seed = 20250106;
    private const int PlainMutants = 12;

    /// <summary>The number of mutants, when it is not the plain test command that runs.</summary>
    private const string CountVariable = "APIGEN_FUZZ_MUTANTS";

    private static readonly string[] Tokens =
    [
        "type:", "required:", "true", "false", "null", "no", "on", "~", "list<", ">", "list<list<string>>", "string", "int64", "uint64", "double", "bool",
        "{", "}", "[", "]", "&a", "*a", "<<:", "!!binary", "---", "...", "\t", "\r\n", "\uFEFF", "\u2028", "\u0000", "\"", "'", "|", ">-", "#", ": ", "- ",
        "-1", "1e400", "18446744073709551616", "minLength:", "maxLength:", "pattern:", "(", "values:", "[1, 2]", "minimum:", "maximum:", "errors:", "paging:",
        "response:", "request:", "types:", "actions:", "action:", "service:", "version:", "2025-01-06", "class", "CreateMNP", "RequestId", "Error", "Data",
        "rateLimit:", "20/s", "1/0s", "999999999999/s", "idempotent:", "deprecated:", "responseBody: event-stream", "requestBody: octet-stream", "unsigned: true",
    ];

    [Fact]
    public void No_mutant_of_a_real_spec_makes_the_generator_fail()
    {
        bool isLongWalk = int.TryParse(Environment.GetEnvironmentVariable(CountVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted);
        int count = isLongWalk ? wanted : PlainMutants;

        // In the plain run tests of other assemblies run at the same time, and some of them count arrivals by the clock. The long walk has the machine to itself.
        int threads = isLongWalk ? Environment.ProcessorCount : Math.Max(1, Environment.ProcessorCount / 2);
        ImmutableArray<SpecFileText> pool = [.. Repository.Tcsas("")];
        int broken = 0;
        int clean = 0;
        Parallel.For(
            0,
            count,
            new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken, MaxDegreeOfParallelism = threads },
            index =>
            {
                // A mutant's own generator of random numbers, so that a failing one can be made again alone.
                Random random = new(Seed + index);
                List<SpecFileText> files = Project(pool, random);
                int victim = random.Next(files.Count);
                files[victim] = new SpecFileText(files[victim].Path, Mutate(files[victim].GetText().ToString(), random)) { Service = files[victim].Service };

                GeneratorHost host = new(files);
                GeneratorRunResult run = host.Run();

                Assert.True(run.Exception is null, $"Mutant {index}: {run.Exception}");
                Assert.True(run.Diagnostics.All(diagnostic => diagnostic.Id.StartsWith("APIGEN", StringComparison.Ordinal) && diagnostic.Id != "APIGEN0100"), $"Mutant {index}: {string.Join("\n", run.Diagnostics)}");
                ImmutableArray<Diagnostic> complaints = host.CompilerDiagnostics();
                Assert.True(complaints.IsEmpty, $"Mutant {index} does not compile: {string.Join("\n", complaints.Take(5))}\n{files[victim].GetText()}");
                Interlocked.Increment(ref run.Diagnostics.IsEmpty ? ref clean : ref broken);
            });

        // Were all mutants broken, or none, the test would have looked at one half only.
        Assert.True(broken > count / 10, $"{broken} of {count} were broken.");
        Assert.True(clean > count / 10, $"{clean} of {count} were clean.");
    }

    /// <summary>The service, its types and a few actions: enough for every construct, small enough to compile thousands.</summary>
    private static List<SpecFileText> Project(ImmutableArray<SpecFileText> pool, Random random)
    {
        SpecFileText service = pool.Single(file => file.Path.EndsWith("/service.yaml", StringComparison.Ordinal));
        SpecFileText types = pool.Single(file => file.Path.EndsWith("/types.yaml", StringComparison.Ordinal));
        SpecFileText[] actions = [.. pool.Where(file => file.Path.Contains("/actions/", StringComparison.Ordinal))];
        return [service, types, .. Enumerable.Range(0, 2).Select(_ => actions[random.Next(actions.Length)]).DistinctBy(file => file.Path)];
    }

    private static string Mutate(string text, Random random)
    {
        for (int edits = random.Next(1, 4); edits > 0; edits--)
        {
            text = MutateOnce(text, random);
        }

        return text;
    }

    private static string MutateOnce(string text, Random random)
    {
        int at = random.Next(text.Length + 1);
        int length = Math.Min(random.Next(1, 30), text.Length - at);
        string[] lines;
        switch (random.Next(8))
        {
            case 0:
                return text.Remove(at, length);
            case 1:
                return text.Insert(at, Tokens[random.Next(Tokens.Length)]);
            case 2:
                return text.Remove(at, length).Insert(at, Tokens[random.Next(Tokens.Length)]);
            case 3:
                return text.Insert(at, ((char)random.Next(1, 0x2100)).ToString());
            case 4:
                return text.Insert(at, text.Substring(at, length));
            case 5:
                lines = text.Split('\n');
                lines[random.Next(lines.Length)] = lines[random.Next(lines.Length)];
                return string.Join('\n', lines);
            case 6:
                // Swap two words: names that refer to nothing, values of another kind.
                string[] words = text.Split(' ');
                int left = random.Next(words.Length);
                int right = random.Next(words.Length);
                (words[left], words[right]) = (words[right], words[left]);
                return string.Join(' ', words);
            default:
                lines = text.Split('\n');
                int line = random.Next(lines.Length);
                lines[line] = new string(' ', random.Next(8)) + lines[line].TrimStart();
                return string.Join('\n', lines);
        }
    }
}
