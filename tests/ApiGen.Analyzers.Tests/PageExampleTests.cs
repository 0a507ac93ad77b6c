using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ApiGen.CodeFixes;
using ApiGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ApiGen.Analyzers.Tests;

/// <summary>
/// What the pages show is so: their examples compile against the bundled service, or against the spec that the page gives, and the
/// rules report the lines that say so and no other.
/// </summary>
public sealed partial class PageExampleTests
{
    private static readonly Lazy<MetadataReference> Service = new(static () => TestReferences.Reference("TencentCloud.Tcsas", Repository.Tcsas("", "TencentCloud.Tcsas")));

    public static TheoryData<string> Ids() => [.. AllRules.Descriptors.Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    [Long]
    public async Task An_example_reproduces_what_the_page_says(string id)
    {
        string page = TestReferences.Resource("docs/" + id + ".md");
        string[] specs = [.. Block().Matches(page).Where(static block => block.Groups["language"].Value == "yaml").Select(static block => block.Groups["text"].Value)];
        string[] examples = [.. Block().Matches(page).Where(static block => block.Groups["language"].Value == "csharp").Select(static block => block.Groups["text"].Value)];
        Assert.NotEmpty(examples);
        MetadataReference[] references = [.. TestReferences.Framework, TestReferences.Runtime, Service.Value, .. specs.Select(static (text, index) => TestReferences.Reference("Spec" + index, [new SpecFileText("page.yaml", text)]))];
        foreach (string example in examples)
        {
            await AssertReproducesAsync(id, example, specs.Length > 0, references);
        }
    }

    [Fact]
    public async Task The_picture_of_the_warning_shows_what_the_compiler_says()
    {
        XDocument picture = XDocument.Parse(TestReferences.Resource("docs/warning.svg"));
        string Shown(string kind) => string.Join('\n', picture.Descendants().Where(element => (string?)element.Attribute("class") == kind).Select(element => element.Value));
        string code = "public static async Task CallAsync(ICredentialProvider credentials, string platform)\n{\n" + Shown("code") + "\n}\n";
        string underlined = code.Split('\n').Single(line => line.Contains("new CreateMNPRequest", StringComparison.Ordinal));

        await AssertReproducesAsync(
            Shown("warn"),
            code.Replace(underlined, $"{underlined} // {Shown("warn")}: {Shown("message")}", StringComparison.Ordinal),
            hasSpec: false,
            [.. TestReferences.Framework, TestReferences.Runtime, Service.Value]);
        Assert.Equal(typeof(AddRequiredMembersFix).GetProperty("Title", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(new AddRequiredMembersFix()), Shown("fix"));
    }

    private static async Task AssertReproducesAsync(string id, string example, bool hasSpec, MetadataReference[] references)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string source = Consumer.Usings + (hasSpec ? "using Example.Shop;\n" : "") + "public static class Page\n{\n" + example + "}\n";
        CSharpCompilation project = CSharpCompilation.Create(
            "Page",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), cancellationToken: cancellation)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Equal([], project.GetDiagnostics(cancellation).Where(static problem => problem.Severity >= DiagnosticSeverity.Warning).Select(static problem => problem.ToString()));

        ImmutableArray<Diagnostic> reported = await project.WithAnalyzers(AllRules.Analyzers).GetAnalyzerDiagnosticsAsync(cancellation);

        string[] lines = source.Split('\n');
        (int Line, string Text)[] expected = [.. lines.Select(static (line, index) => (Line: index, Mark: Marked().Match(line))).Where(static line => line.Mark.Success).Select(static line => (line.Line, line.Mark.Groups["text"].Value))];
        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.Select(line => $"{id} at {lines[line.Line].Trim()}"),
            reported.OrderBy(static report => report.Location.SourceSpan.Start).Select(report => $"{report.Id} at {lines[report.Location.GetLineSpan().StartLinePosition.Line].Trim()}"));
        Assert.All(expected, line => Assert.Contains(reported, report =>
            report.Location.GetLineSpan().StartLinePosition.Line == line.Line && report.GetMessage(CultureInfo.InvariantCulture).StartsWith(line.Text, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"// APIGEN\d{4}(: (?<text>.+))?$")]
    private static partial Regex Marked();
}
