using System.Text.Json.Nodes;

namespace ApiGen.Specs.Tests.Reading;

public class DocumentationTests
{
    private static readonly string Page = Repository.Read("docs", "spec-language.md");

    public static TheoryData<string, string> Examples
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (SpecText file in SpecExamples.Files(Page))
            {
                data.Add(file.Path, file.Text);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_free_of_diagnostics_and_declares_something(string path, string text)
    {
        // Each example stands alone, as a reader would try it: beside the service that the page is about.
        SpecText service = new("specs/shop/2025-01-06/service.yaml", "service: shop\nversion: 2025-01-06\nnamespace: Example.Shop\nendpoint: shop.example.com\n");
        SpecText[] files = text.Contains("namespace:", StringComparison.Ordinal) ? [new(path, text)] : [service, new(path, text)];
        SpecSet set = SpecLoader.Load(files);
        Assert.Empty(Spec.Lines(set));
        SpecDocument document = SpecReader.Read(new SpecText(path, text));
        Assert.True(document.Service is not null || document.Types.Count + document.Actions.Count > 0);
        Assert.Single(set.Services);
    }

    [Fact]
    public void Every_key_of_the_language_is_in_an_example_and_in_the_text()
    {
        string[] keys = [.. SchemaKeys(JsonNode.Parse(Repository.Read("specs", "apigen.schema.json"))).Distinct()];
        Assert.True(keys.Length > 40);
        string examples = string.Concat(SpecExamples.Files(Page).Select(file => file.Text));
        Assert.All(keys, key => Assert.Contains(key + ":", examples, StringComparison.Ordinal));
        Assert.All(keys, key => Assert.Contains($"`{key}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_states_the_limits_that_hold()
    {
        Assert.Contains("4,194,304 characters", Page, StringComparison.Ordinal);
        Assert.Equal(4_194_304, SpecLimits.MaxFileLength);
        Assert.Contains("at most 128 levels deep", Page, StringComparison.Ordinal);
        Assert.Equal(128, SpecLimits.MaxRequestDepth);
        Assert.Equal((64, 10_000, 1_000, 200, 1_000, 8), (SpecLimits.MaxDepth, SpecLimits.MaxAliasNodes, SpecLimits.MaxDiagnostics, SpecLimits.MaxNameLength, SpecLimits.MaxPatternLength, SpecLimits.MaxListDepth));
    }

    private static IEnumerable<string> SchemaKeys(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(entry => SchemaKeys(entry.Value).Concat(entry is { Key: "properties", Value: JsonObject keys } ? keys.Select(key => key.Key) : [])),
        JsonArray a => a.SelectMany(SchemaKeys),
        _ => [],
    };
}
