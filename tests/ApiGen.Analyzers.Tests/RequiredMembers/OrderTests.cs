using System.Globalization;
using ApiGen.Analyzers.RequiredMembers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests.RequiredMembers;

/// <summary>What helpers do is found out once and kept, and read a few calls deep: that must not depend on who asks first, nor on how many ask at a time.</summary>
public sealed class OrderTests
{
    private const int Deepest = 7;

    private static readonly string[] Texts = [Helpers(), .. Callers().Select(static (body, index) => Method(index, body))];

    [Fact]
    [Long]
    public async Task The_reports_are_the_same_in_whatever_order_methods_are_looked_at()
    {
        string[] forward = await InOrderAsync([.. Enumerable.Range(0, Texts.Length)]);
        Assert.InRange(forward.Length, 4, Texts.Length);

        Assert.Equal(forward, await InOrderAsync([.. Enumerable.Range(0, Texts.Length).Reverse()]));
        for (int seed = 1; seed <= 12; seed++)
        {
            int[] order = [.. Enumerable.Range(0, Texts.Length)];
            new Random(seed).Shuffle(order);
            Assert.Equal(forward, await InOrderAsync(order));
        }
    }

    [Fact]
    public async Task The_reports_are_the_same_when_methods_are_looked_at_all_at_once()
    {
        string[] forward = await InOrderAsync([.. Enumerable.Range(0, Texts.Length)]);
        for (int run = 0; run < 12; run++)
        {
            CompilationWithAnalyzers analysis = Analysis(concurrent: true);
            Assert.Equal(forward, Told(await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)));
        }
    }

    /// <summary>One by one, within one run of the rule.</summary>
    private static async Task<string[]> InOrderAsync(int[] order)
    {
        CompilationWithAnalyzers analysis = Analysis(concurrent: false);
        List<Diagnostic> reports = [];
        SyntaxTree[] trees = [.. analysis.Compilation.SyntaxTrees];
        foreach (int index in order)
        {
            reports.AddRange(await analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(trees[index]), null, TestContext.Current.CancellationToken));
        }

        return Told(reports);
    }

    private static string[] Told(IEnumerable<Diagnostic> reports) =>
        [.. reports.Select(static report => Path.GetFileName(report.Location.SourceTree!.FilePath) + ": " + report.GetMessage(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal)];

    private static CompilationWithAnalyzers Analysis(bool concurrent)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Consumer",
            Texts.Select(static (text, index) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), $"{index:D2}.cs")),
            [.. TestReferences.Framework, TestReferences.Runtime, TestReferences.Client],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: concurrent));
        Assert.Equal([], compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString()));
        return compilation.WithAnalyzers([new RequiredMembersAnalyzer()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: concurrent, logAnalyzerExecutionTime: false));
    }

    /// <summary>Helpers that do something only so many calls deep, some of which come back to themselves.</summary>
    private static string Helpers()
    {
        IEnumerable<string> chains = Enumerable.Range(1, Deepest).Select(static depth => $$"""
                private static void Check{{depth}}(object? value) => {{(depth == 1 ? "ArgumentNullException.ThrowIfNull(value)" : $"Check{depth - 1}(value)")}};
                private static void Fail{{depth}}() { {{(depth == 1 ? "throw new InvalidOperationException();" : $"Fail{depth - 1}();")}} }
                private static void Read{{depth}}(string path) { {{(depth == 1 ? "throw new IOException(path);" : $"if (path.Length > {depth}) Read{depth - 1}(path);")}} }
            """);
        return Consumer.Usings + $$"""
            #nullable enable
            public sealed partial class Caller(ITcsasClient client)
            {
            {{string.Join('\n', chains)}}

                private static void Even(int number, object? value)
                {
                    if (number == 0) ArgumentNullException.ThrowIfNull(value);
                    else Odd(number - 1, value);
                }

                private static void Odd(int number, object? value)
                {
                    ArgumentNullException.ThrowIfNull(value);
                    Even(number - 1, value);
                }

                private static void Round() => Back();

                private static void Back() { Round(); throw new IOException(); }

                private static CreateMNPRequest Make(string? name) { Check2(name); return new() { MNPType = "a", MNPName = name!, MNPIcon = "i" }; }
            }
            """;
    }

    private static IEnumerable<string> Callers()
    {
        for (int depth = Deepest; depth >= 1; depth--)
        {
            yield return $"maybe = flag ? \"ab\" : null; Check{depth}(maybe); await client.CreateMNPAsync(new() {{ MNPType = \"a\", MNPName = maybe!, MNPIcon = \"i\", MNPIntro = \"b\" }});";
            yield return $"CreateMNPRequest r = new() {{ MNPType = \"a\", MNPIcon = \"i\", MNPIntro = \"b\" }}; if (flag) Fail{depth}(); else r.MNPName = text; await client.CreateMNPAsync(r);";
            yield return $"CreateMNPRequest r = new() {{ MNPType = \"a\", MNPIcon = \"i\", MNPIntro = \"b\" }}; try {{ Read{depth}(text); r.MNPName = text; }} catch (IOException) {{ }} await client.CreateMNPAsync(r);";
            yield return $"CreateMNPRequest r = new() {{ MNPType = \"a\", MNPIcon = \"i\", MNPIntro = \"b\" }}; try {{ Read{depth}(text); r.MNPName = text; }} catch (ArgumentException) {{ }} await client.CreateMNPAsync(r);";
        }

        yield return "maybe = flag ? \"ab\" : null; Even(4, maybe); await client.CreateMNPAsync(new() { MNPType = \"a\", MNPName = maybe!, MNPIcon = \"i\", MNPIntro = \"b\" });";
        yield return "maybe = flag ? \"ab\" : null; Odd(4, maybe); await client.CreateMNPAsync(new() { MNPType = \"a\", MNPName = maybe!, MNPIcon = \"i\", MNPIntro = \"b\" });";
        yield return "CreateMNPRequest r = new() { MNPType = \"a\", MNPIcon = \"i\", MNPIntro = \"b\" }; if (flag) Back(); else r.MNPName = text; await client.CreateMNPAsync(r);";
        yield return "CreateMNPRequest r = new() { MNPType = \"a\", MNPIcon = \"i\", MNPIntro = \"b\" }; if (flag) Round(); else r.MNPName = text; await client.CreateMNPAsync(r);";
        yield return "await client.CreateMNPAsync(Make(text));";
        yield return "await client.CreateMNPAsync(Make(null));";
    }

    private static string Method(int index, string body) =>
        Consumer.Usings + $"#nullable enable\npublic sealed partial class Caller\n{{\n    public async Task M{index}(bool flag, string text, string? maybe)\n    {{\n        {body}\n    }}\n}}\n";
}
