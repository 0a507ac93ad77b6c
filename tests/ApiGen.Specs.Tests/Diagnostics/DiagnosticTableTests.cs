using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Specs.Tests.Diagnostics;

public partial class DiagnosticTableTests
{
    public static TheoryData<string> Ids => [.. SpecDiagnostics.All.Select(d => d.Id)];

    [Fact]
    public void Every_kind_is_listed_once_in_the_order_of_the_IDs()
    {
        string[] ids = [.. SpecDiagnostics.All.Select(d => d.Id)];
        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(), ids);
        Assert.Equal(typeof(SpecDiagnostics).GetFields().Select(f => f.GetValue(null)).Cast<SpecDiagnosticDescriptor>().OrderBy(d => d.Id, StringComparer.Ordinal), SpecDiagnostics.All);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_kind_has_a_page_with_its_title_and_message(string id)
    {
        SpecDiagnosticDescriptor descriptor = SpecDiagnostics.All.Single(d => d.Id == id);
        string page = Repository.Read("docs", "diagnostics", id + ".md");
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"> {descriptor.MessageFormat}\n", page, StringComparison.Ordinal);
        Assert.Contains($"Severity: {(descriptor.Severity == SpecSeverity.Error ? "error" : "warning")}\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Cause\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Example\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Fix\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_of_a_page_has_the_diagnostic_and_its_fix_has_none(string id)
    {
        string page = Repository.Read("docs", "diagnostics", id + ".md");
        int fix = page.IndexOf("\n## Fix\n", StringComparison.Ordinal);
        SpecText[] wrong = SpecExamples.Files(page[..fix]);
        SpecText[] right = SpecExamples.Files(page[fix..]);
        if (SpecExamples.CannotBePrinted(id))
        {
            Assert.Empty(wrong);
            return;
        }

        Assert.Contains(id, SpecLoader.Load(SpecExamples.WithService(wrong)).Diagnostics.Select(d => d.Descriptor.Id));
        Assert.All(SpecLoader.Load(SpecExamples.WithService(wrong)).Diagnostics, d => Assert.Equal(id, d.Descriptor.Id));
        Assert.NotEmpty(right);
        Assert.Empty(Spec.Lines(SpecLoader.Load(SpecExamples.WithService(right))));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_message_is_a_sentence_that_needs_all_its_arguments(string id)
    {
        SpecDiagnosticDescriptor descriptor = SpecDiagnostics.All.Single(d => d.Id == id);
        int[] places = [.. Place().Matches(descriptor.MessageFormat).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order()];
        Assert.Equal(Enumerable.Range(0, places.Length), places);
        Assert.Matches(@"[.}]$", descriptor.MessageFormat);
    }

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place();
}
