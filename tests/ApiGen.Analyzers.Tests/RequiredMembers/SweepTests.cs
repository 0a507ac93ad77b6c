using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ApiGen.Analyzers.RequiredMembers;
using ApiGen.Analyzers.Tests.RequiredMembers.Sweep;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests.RequiredMembers;

/// <summary>
/// APIGEN1001 over random methods, compared with what the calls lack when the methods are run with all inputs: ten thousand of them
/// with <c>APIGEN_FULL=1</c>, a hundred otherwise.
/// </summary>
public sealed class SweepTests(ITestOutputHelper output)
{
    private const int Chunk = 500;
    private const int All = 10_000;

    /// <summary>How much of what is always lacking is found.</summary>
    private const double LeastAlways = 0.99;

    /// <summary>How much of what is lacking on some paths.</summary>
    private const double LeastSometimes = 0.70;

    /// <summary>How many methods may have a report of something that is never lacking.</summary>
    private const double MostFalse = 0.001;

    private static readonly int Methods = Number("APIGEN_SWEEP_METHODS", FullRun.IsWanted ? All : 120);

    /// <summary>The rule was mended with methods of these seeds in view; <c>APIGEN_SWEEP_SEED</c> names the first of others.</summary>
    public static TheoryData<int> Seeds => Number("APIGEN_SWEEP_SEED", -1) is var seed and >= 0 ? [seed] : FullRun.IsWanted ? [0, 31_000_000] : [31_000_000];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_is_reported_of_random_methods_is_what_they_lack_when_they_are_run(int seed)
    {
        Figures figures = new();
        for (int first = 0; first < Methods; first += Chunk)
        {
            await SweepAsync(seed + first, Math.Min(Chunk, Methods - first), figures);
        }

        output.WriteLine(figures.ToString());
        foreach (string wrong in figures.Examples.Where(static example => example.StartsWith("false", StringComparison.Ordinal)))
        {
            output.WriteLine(wrong);
        }

        string examples = figures + "\n" + string.Join("\n", figures.Examples);
        Assert.True(figures.WrongAlways == 0, examples);
        Assert.True(figures.False <= (Methods * MostFalse) + Chance(Methods, MostFalse), examples);
        Assert.True(figures.AlwaysFound >= (figures.Always * LeastAlways) - Chance(figures.Always, LeastAlways), examples);
        Assert.True(figures.SometimesFound >= (figures.Sometimes * LeastSometimes) - Chance(figures.Sometimes, LeastSometimes), examples);
    }

    /// <summary>By how much a sample of some size may miss a share of it by chance, three times in two thousand; nothing where all are asked.</summary>
    private static double Chance(int count, double share) => Methods >= All ? 0 : 3 * Math.Sqrt(count * share * (1 - share));

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : otherwise;

    private static async Task SweepAsync(int first, int count, Figures figures)
    {
        StringBuilder text = new(Consumer.Usings + "#nullable enable\npublic class Consumer(ITcsasClient client)\n{\n" + RandomMethod.Surroundings);
        RandomMethod[] methods = [.. Enumerable.Range(first, count).Select(static seed => new RandomMethod(seed))];
        for (int index = 0; index < count; index++)
        {
            text.AppendJoin('\n', methods[index].Lines("M" + index.ToString(CultureInfo.InvariantCulture)).Select(static line => "    " + line)).Append("\n\n");
        }

        text.Append("}\n");
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text.ToString(), new CSharpParseOptions(LanguageVersion.Latest), cancellationToken: TestContext.Current.CancellationToken);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Consumer",
            [tree],
            [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Equal([], compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString()));
        ImmutableArray<Diagnostic> reported = await compilation.WithAnalyzers([new RequiredMembersAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.All(reported, static report => Assert.Equal("APIGEN1001", report.Id));
        ILookup<int, Diagnostic> byLine = reported.ToLookup(static report => report.Location.GetLineSpan().StartLinePosition.Line);

        string[] lines = text.ToString().Split('\n');
        int method = -1;
        int atCalls = 0;
        Dictionary<int, Truth> truth = [];
        for (int line = 0; line < lines.Length; line++)
        {
            if (lines[line].StartsWith("    public async Task M", StringComparison.Ordinal))
            {
                truth = methods[++method].Run();
            }

            int mark = lines[line].IndexOf(Statement.CallMark, StringComparison.Ordinal);
            if (mark >= 0)
            {
                atCalls += byLine[line].Count();
                int call = int.Parse(lines[line][(mark + Statement.CallMark.Length)..^2], CultureInfo.InvariantCulture);
                figures.Add(truth.GetValueOrDefault(call, new Truth()), [.. byLine[line]], () => $"seed {first + method}, call {call}:\n" + string.Join('\n', methods[method].Lines("M")));
            }
        }

        Assert.Equal(reported.Length, atCalls);
    }

    /// <summary>How the reports compare with the truth.</summary>
    private sealed class Figures
    {
        public int Calls { get; private set; }

        public int Always { get; private set; }

        public int AlwaysFound { get; private set; }

        public int Sometimes { get; private set; }

        public int SometimesFound { get; private set; }

        public int Reports { get; private set; }

        public int False { get; private set; }

        public int WrongAlways { get; private set; }

        /// <summary>Calls that no input leads to: nothing that is said of them is true or false.</summary>
        public int NeverMade { get; private set; }

        /// <summary>Calls with a request that others can have changed: silence is right.</summary>
        public int OutOfSight { get; private set; }

        public List<string> Examples { get; } = [];

        public void Add(Truth truth, IReadOnlyList<Diagnostic> reports, Func<string> describe)
        {
            if (!truth.IsMade)
            {
                NeverMade++;
                return;
            }

            Calls++;
            Reports += reports.Count;
            OutOfSight += truth.HasLeft ? 1 : 0;
            bool isAlways = truth.AlwaysSaid.Count > 0 && !truth.HasLeft;
            bool isSometimes = !isAlways && truth.EverSaid.Count > 0 && !truth.HasLeft;
            Always += isAlways ? 1 : 0;
            Sometimes += isSometimes ? 1 : 0;
            HashSet<string> named = [];
            bool isFalse = false;
            bool isWrong = false;
            foreach (Diagnostic report in reports)
            {
                string[] names = report.Properties[RequiredMembersAnalyzer.MissingMembersKey]!.Split(',');
                named.UnionWith(names);
                isFalse |= !truth.Ever.IsSupersetOf(names);
                isWrong |= !report.GetMessage(CultureInfo.InvariantCulture).Contains("on at least one path", StringComparison.Ordinal) && !truth.Always.IsSupersetOf(names);
            }

            AlwaysFound += isAlways && named.Overlaps(truth.AlwaysSaid) ? 1 : 0;
            SometimesFound += isSometimes && named.Overlaps(truth.EverSaid) ? 1 : 0;
            False += isFalse ? 1 : 0;
            WrongAlways += isWrong ? 1 : 0;
            bool isMissed = (isAlways && !named.Overlaps(truth.AlwaysSaid)) || (isSometimes && !named.Overlaps(truth.EverSaid));
            if (isFalse || isWrong || isMissed)
            {
                string what = isWrong ? "not always" : isFalse ? "false" : isAlways ? "missed" : "passed";
                if (Examples.Count(example => example.StartsWith(what, StringComparison.Ordinal)) < 100)
                {
                    Examples.Add($"{what}: {string.Join("; ", reports.Select(static report => report.GetMessage(CultureInfo.InvariantCulture)))} [always {string.Join(',', truth.AlwaysSaid)}; ever {string.Join(',', truth.Ever)}]\n{describe()}");
                }
            }
        }

        public override string ToString() =>
            $"{Calls} calls, and {NeverMade} that are never made, {OutOfSight} of them with a request that left the method; {Always} always lack something, {AlwaysFound} of them reported; {Sometimes} lack something on some paths, {SometimesFound} of them reported; "
            + $"{Reports} reports, {False} of them false, {WrongAlways} as always that are only sometimes";
    }
}
