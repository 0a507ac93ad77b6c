namespace ApiGen.Cli.Tests.Import;

/// <summary>Sources of one call that are about the same.</summary>
public sealed class ContradictionTests
{
    private static readonly string Model = File.ReadAllText(Path.Combine(TestData.Model, "api.json"));

    private static readonly string Page = File.ReadAllText(TestData.Page("OlderEnglish.md"));

    private const string Types = "# Data Types\n## Kettle\n\nUsed by actions: DescribeKettles.\n\n| Name | Type | Description |\n|---|---|---|\n| KettleId | String | The ID. |\n| Hot | Boolean | Whether it is hot. |\n";

    [Theory]
    [InlineData("first", "other", "is about the same tea 2024-03-01 and comes in the same call: ")]
    [InlineData("other", "first", "is about the same tea 2024-03-01 and comes in the same call: ")]
    [InlineData("page.md", "other.md", "is about the same tea 2024-03-01 DescribeKettles and comes in the same call: ~ tea 2024-03-01 DescribeKettles request.Limit: ")]
    [InlineData("types.md", "othertypes.md", "is about the same tea 2024-03-01 types and comes in the same call: ")]
    public async Task That_contradict_each_other_are_refused_with_both_names(string first, string second, string told)
    {
        using TemporaryFolder folder = Sources();
        string[] beside = first == "types.md" ? ["page.md"] : [];

        CliResult result = await CliProcess.RunInAsync(folder.Path, ["import", .. beside, first, second, "--out", "specs"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{Named(second)}: error: this contradicts {Named(first)}, which {told}", result.Error.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.EndsWith("Import one of the two; nothing was written.", result.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Theory]
    [InlineData("first", "same")]
    [InlineData("page.md", "same.md")]
    [InlineData("page.md", "types.md", "sametypes.md")]
    [Long]
    public async Task That_agree_as_far_as_both_go_are_taken(params string[] sources)
    {
        using TemporaryFolder folder = Sources();

        CliResult result = await CliProcess.RunInAsync(folder.Path, ["import", .. sources, "--out", "specs"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    private static string Named(string source) => source.EndsWith(".md", StringComparison.Ordinal) ? source : source + "/api.json";

    private static TemporaryFolder Sources()
    {
        TemporaryFolder folder = new();
        folder.Write(Model, "first", "api.json");
        folder.Write(Model, "same", "api.json");
        folder.Write(Model.Replace("\"required\": true", "\"required\": false", StringComparison.Ordinal), "other", "api.json");
        folder.Write(Page, "page.md");
        folder.Write(Page.Replace("Page size", "How many", StringComparison.Ordinal), "same.md");
        folder.Write(Page.Replace("| Limit | No |", "| Limit | Yes |", StringComparison.Ordinal), "other.md");
        folder.Write(Types, "types.md");
        folder.Write(Types.Replace("Whether", "If", StringComparison.Ordinal), "sametypes.md");
        folder.Write(Types.Replace("Boolean", "String", StringComparison.Ordinal), "othertypes.md");
        return folder;
    }
}
