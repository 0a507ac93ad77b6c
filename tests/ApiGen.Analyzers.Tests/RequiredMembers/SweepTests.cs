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
/// APIGEN1001 over random methods, compared with what the calls lack when the methods are run with all inputs. A few hundred in
/// the plain tests; <c>APIGEN_SWEEP_METHODS</c> says how many instead.
/// </summary>
public sealed class SweepTests(ITestOutputHelper output)
{
    private const int Chunk = 500;

    /// <summary>How many in a thousand of what is always lacking must be found: in few methods, one more or less counts for much.</summary>
    private static int LeastAlways => Methods >= 10_000 ? 990 : 970;

    /// <summary>How many of what is lacking on some paths.</summary>
    private static int LeastSometimes => Methods >= 10_000 ? 700 : 600;

    private static readonly int Methods =
        int.TryParse(Environment.GetEnvironmentVariable("APIGEN_SWEEP_METHODS"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted
        : 250;

    /// <summary>The rule was mended with methods of the first seeds in view, and with none of the second.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(31_000_000)]
    public async Task What_is_reported_of_random_methods_is_what_they_lack_when_they_are_run(int seed)
    {
        Figures figures = new();
        for (int first = 0; first < Methods; first += Chunk)
        {
            await SweepAsync(seed + first, Math.Min(Chunk, Methods - first), figures);
        }

        output.WriteLine(figures.ToString());
        string examples = figures + "\n" + string.Join("\n", figures.Examples);
        Assert.True(figures.WrongAlways == 0, examples);
        Assert.True(figures.False * 1000 <= Math.Max(Methods, 1_000), examples);
        Assert.True(figures.AlwaysFound * 1000 >= figures.Always * LeastAlways, examples);
        Assert.True(figures.SometimesFound * 1000 >= figures.Sometimes * LeastSometimes, examples);
    }

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
                int call = int.Parse(lines[line][(mark + Statement.CallMark.Length)..^2], CultureInfo.InvariantCulture);
                figures.Add(truth.GetValueOrDefault(call, new Truth()), [.. byLine[line]], () => $"seed {first + method}, call {call}:\n" + string.Join('\n', methods[method].Lines("M")));
            }
        }
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
