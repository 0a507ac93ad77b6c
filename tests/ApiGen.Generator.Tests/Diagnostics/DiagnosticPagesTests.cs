using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.Generator.Diagnostics;
using ApiGen.Specs.Diagnostics;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ApiGen.Generator.Tests.Diagnostics;

/// <summary>The pages that the diagnostics' help links lead to, and their index.</summary>
public partial class DiagnosticPagesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "docs", "diagnostics");

    [Fact]
    public void Every_diagnostic_of_the_generator_has_a_page_under_its_title()
    {
        IEnumerable<(string Id, string Title)> diagnostics = typeof(GeneratorDiagnostics).GetFields()
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .Select(descriptor => (descriptor.Id, descriptor.Title.ToString(CultureInfo.InvariantCulture)))
            .Concat(typeof(SpecDiagnostics).GetFields()
                .Select(field => field.GetValue(null))
                .OfType<SpecDiagnosticDescriptor>()
                .Select(descriptor => (descriptor.Id, descriptor.Title)));

        Assert.All(diagnostics, diagnostic => Assert.Equal($"# {diagnostic.Id}: {diagnostic.Title}", FirstLine(Path.Combine(Folder, diagnostic.Id + ".md"))));
    }

    [Fact]
    public void The_index_lists_every_page_once_under_its_title()
    {
        string[] pages = [.. Directory.EnumerateFiles(Folder, "APIGEN*.md").Order(StringComparer.Ordinal).Select(page => FirstLine(page)[2..])];
        string[] listed = [.. IndexRow().Matches(File.ReadAllText(Path.Combine(Folder, "README.md"))).Select(row => $"{row.Groups["id"].Value}: {row.Groups["title"].Value}")];

        Assert.Equal(pages, listed);
    }

    private static string FirstLine(string path) => File.ReadLines(path).First();

    [GeneratedRegex(@"^\| \[(?<id>APIGEN\d{4})\]\(\k<id>\.md\) \| (?<title>.+?) \| \w+(?: or \w+)? \|$", RegexOptions.Multiline)]
    private static partial Regex IndexRow();
}
