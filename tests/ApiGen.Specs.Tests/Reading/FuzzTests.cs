using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Tests.Reading;

/// <summary>Mutated spec files from a fixed seed. <c>APIGEN_FUZZ_MUTANTS</c> sets how many; <c>APIGEN_FUZZ_SEED</c> starts elsewhere.</summary>
public class FuzzTests
{
    // What takes a second at most; work that grows with the square of a text would take hours.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string[] Corpus = [.. SpecExamples.Files(Repository.Read("docs", "spec-language.md")).Select(file => file.Text), .. RepositorySpecs()];

    private static readonly string[] Tokens =
    [
        ":", ": ", "- ", "\n", "\r\n", "\t", "  ", "{", "}", "[", "]", ",", "'", "\"", "#", "&a ", "*a", "!!str ", "|\n", ">-\n", "---\n", "...\n", "%YAML 1.1\n", "? ", "<<", "~", "null",
        "\uFEFF", "\0", "\uD800", "\u0085", "\u2028", "😀", "é", "\\", "\\x", "99999999999999999999999", "-1", ".inf", "1e999", "0x", "list<", ">", "types:", "action: A\n", "required", "(((((",
    ];

    [Fact]
    public void No_text_makes_the_reader_throw_or_hang()
    {
        int mutants = Setting("APIGEN_FUZZ_MUTANTS", 3000);
        Random random = new(Setting("APIGEN_FUZZ_SEED", 11));
        var watch = new Stopwatch();
        TimeSpan longest = TimeSpan.Zero;
        for (int i = 0; i < mutants; i++)
        {
            string text = Mutate(Corpus[random.Next(Corpus.Length)], random);
            watch.Restart();
            SpecSet set = SpecLoader.Load([new SpecText(Spec.ServicePath, Spec.Service), new SpecText(Spec.ActionPath, text)]);
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
            CheckPlaces(set, text);
            CheckModel(set);
        }

        Assert.True(longest < Patience, $"the slowest text took {longest}");
    }

    [Fact]
    public void Random_characters_do_no_harm()
    {
        Random random = new(Setting("APIGEN_FUZZ_SEED", 12));
        for (int i = 0; i < 2000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(3) == 0 ? Tokens[random.Next(Tokens.Length)] : ((char)random.Next(0x20, 0x7F)).ToString()));
            CheckPlaces(Spec.WithAction(text), text);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("&a ")]
    [InlineData("'")]
    [InlineData("*a ")]
    [InlineData("\t")]
    [InlineData("a:\n ")]
    [InlineData("#")]
    [InlineData("--- \n")]
    [InlineData("a: b\n")]
    [InlineData("\\")]
    [InlineData("!!")]
    [InlineData("a,")]
    [InlineData("a: &x [*x]\n")]
    public void Long_repetitions_are_read_in_bounded_time(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 200_000 / unit.Length));
        var watch = Stopwatch.StartNew();
        CheckPlaces(Spec.WithAction(text), text);
        CheckPlaces(Spec.WithAction("action: Act\nexamples:\n- request:\n    A: " + text), "action: Act\nexamples:\n- request:\n    A: " + text);
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
    }

    private static void CheckPlaces(SpecSet set, string text)
    {
        foreach (SpecDiagnostic d in set.Diagnostics.Where(d => d.Location.Path == Spec.ActionPath))
        {
            Assert.InRange(d.Location.Start, 0, text.Length);
            Assert.InRange(d.Location.Start + d.Location.Length, d.Location.Start, text.Length);
            Assert.True(d.Location.Line >= 0 && d.Location.Column >= 0);
            Assert.DoesNotContain('\n', text.AsSpan(d.Location.Start, d.Location.Length).ToString());
            Assert.NotEmpty(d.Message);
        }
    }

    // Whatever survives must be fit for generators: no dangling types, no invalid JSON.
    private static void CheckModel(SpecSet set)
    {
        foreach (ServiceModel service in set.Services)
        {
            HashSet<string> types = [.. service.Types.Select(t => t.Name)];
            IEnumerable<MemberModel> members = service.Types.SelectMany(t => t.Members).Concat(service.Actions.SelectMany(a => a.Request.Concat(a.Response)));
            Assert.All(members, member => Assert.True(member.Type.ObjectName is null || types.Contains(member.Type.ObjectName), member.Type.ToString()));
            foreach (ExampleModel example in service.Actions.SelectMany(a => a.Examples))
            {
                using var request = JsonDocument.Parse(example.Request);
                using var response = JsonDocument.Parse(example.Response ?? "{}");
            }
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (int n = random.Next(1, 5); n > 0; n--)
        {
            int at = random.Next(text.Length + 1);
            int length = Math.Min(random.Next(1, 12), text.Length - at);
            text = random.Next(6) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Tokens[random.Next(Tokens.Length)]),
                2 => text.Insert(at, text.Substring(at, length)),
                3 => text[..at],
                4 => text.Insert(at, ((char)random.Next(0x10000)).ToString()),
                _ => SwapLines(text, random),
            };
        }

        return text;
    }

    private static string SwapLines(string text, Random random)
    {
        string[] lines = text.Split('\n');
        int left = random.Next(lines.Length);
        int right = random.Next(lines.Length);
        (lines[left], lines[right]) = (lines[right], lines[left]);
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> RepositorySpecs() =>
        Directory.GetFiles(Path.Combine(Repository.Folder, "specs"), "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)
            .Where(text => text.Length < 8_000)
            .Take(30);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
