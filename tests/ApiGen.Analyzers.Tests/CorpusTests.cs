using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests;

/// <summary>All rules over a code base as consumers write it: every true defect is marked, and nothing else may be reported.</summary>
public sealed class CorpusTests
{
    /// <summary>A client is generated into the project that calls it, or it comes compiled.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Long]
    public async Task The_rules_report_what_is_marked_and_nothing_else(bool generatedHere)
    {
        ImmutableArray<Diagnostic> reported = await AnalyzeAsync(generatedHere);

        Dictionary<string, CorpusFile> files = CorpusFile.All.ToDictionary(static file => file.Path);
        string[] expected = [.. CorpusFile.All.SelectMany(static file => file.Marked()).Order(StringComparer.Ordinal)];
        string[] actual = [.. reported
            .Select(diagnostic => files[diagnostic.Location.SourceTree!.FilePath].Describe(diagnostic.Id, diagnostic.Location.SourceSpan.Start))
            .Order(StringComparer.Ordinal)];
        string[] wrong = [.. actual.Except(expected).Select(static place => "not marked: " + place), .. expected.Except(actual).Select(static place => "not reported: " + place)];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
        Assert.Equal(expected.Length, actual.Length);
    }

    [Fact]
    public void It_is_as_large_as_a_small_product()
    {
        Assert.True(CorpusFile.All.Count >= 25, $"{CorpusFile.All.Count} files");
        int lines = CorpusFile.All.Sum(static file => file.LineCount);
        Assert.True(lines >= 2_000, $"{lines} lines");
    }

    [Fact]
    public void Every_rule_has_something_to_find_in_it()
    {
        string text = string.Concat(CorpusFile.All.Select(static file => file.Text));
        Assert.All(AllRules.Descriptors, rule => Assert.Contains($"/*!{rule.Id}*/", text, StringComparison.Ordinal));
    }

    [Fact]
    [Long]
    public async Task A_second_run_reports_the_same()
    {
        ImmutableArray<Diagnostic> first = await AnalyzeAsync(generatedHere: false);
        ImmutableArray<Diagnostic> second = await AnalyzeAsync(generatedHere: false);

        Assert.Equal(first.Select(Text).Order(StringComparer.Ordinal), second.Select(Text).Order(StringComparer.Ordinal));

        static string Text(Diagnostic diagnostic) => diagnostic.ToString();
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(bool generatedHere)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Storefront",
            CorpusFile.All.Select(static file => CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Latest), file.Path)),
            [.. TestReferences.SharedFrameworks, TestReferences.Runtime],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        compilation = generatedHere
            ? GeneratedClient.AddTo(compilation, [.. GeneratedClient.Own, .. GeneratedClient.Bundled])
            : compilation.AddReferences(TestReferences.Client, TestReferences.Bundled);
        Assert.Equal([], compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString()));
        ImmutableArray<Diagnostic> reported = await compilation
            .WithAnalyzers(AllRules.Analyzers)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal([], reported.Where(static diagnostic => !diagnostic.Id.StartsWith("APIGEN", StringComparison.Ordinal)).Select(static diagnostic => diagnostic.ToString()));
        return [.. reported.Where(static diagnostic => !diagnostic.IsSuppressed)];
    }
}
