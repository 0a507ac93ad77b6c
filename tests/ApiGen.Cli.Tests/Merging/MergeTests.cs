namespace ApiGen.Cli.Tests.Merging;

public sealed class MergeTests
{
    private const string ByHand = """
        # yaml-language-server: $schema=../../../apigen.schema.json
        # Reviewed by the stove team.
        action: CreateKettle
        summary: Makes tea possible.   # our words
        region: required
        rateLimit: [5/s, 100/min]

        request:
          # The lid first.
          AdminPassword: { type: string, sensitive: true, summary: Secret of the lid. }
          Name:   # shown in the shop
            type: string
            required: true
            # measured
            maxLength: 60
            summary: What the kettle is called.

          Litres: { type: double, minimum: 0.5, summary: How much fits in. } # metric
          Spouts: { type: list<Spout> }
          Whistle: { type: bool, disabled: true }
        response:
          KettleId: { type: string, required: true }
          Owner: { type: Owner, nullable: true }
        errors:
          LimitExceeded.Kettles: The stove is full.  # four plates
          FailedOperation.KettleTooHot: Let it cool down.
        # The end.

        """;

    [Fact]
    [Long]
    public async Task What_a_person_wrote_stays_to_the_letter_when_the_vendor_changed_nothing()
    {
        using TemporaryFolder folder = await ImportedAsync();
        string path = folder.Write(ByHand, "tea", "2024-03-01", "actions", "CreateKettle.yaml");

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        Assert.EndsWith("0 files written.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(ByHand, File.ReadAllText(path));
    }

    [Fact]
    [Long]
    public async Task What_the_vendor_changed_is_applied_and_listed_around_the_hand_edits()
    {
        using TemporaryFolder folder = await ImportedAsync();
        using TemporaryFolder newer = new();
        string path = folder.Write(ByHand, "tea", "2024-03-01", "actions", "CreateKettle.yaml");
        string model = File.ReadAllText(Path.Combine(TestData.Model, "api.json"))
            .Replace("\"name\": \"Litres\", \"type\": \"float\", \"member\": \"float\", \"required\": false", "\"name\": \"Litres\", \"type\": \"int\", \"member\": \"int64\", \"required\": true", StringComparison.Ordinal)
            .Replace("\"name\": \"Spouts\", \"type\": \"list\", \"member\": \"Spout\", \"required\": false, \"disabled\": false, \"document\": \"Spouts, at least one.\"", "\"name\": \"Handles\", \"type\": \"int\", \"member\": \"uint64\", \"required\": false, \"document\": \"Number of handles.\"", StringComparison.Ordinal)
            .Replace("\"name\": \"Name\", \"type\": \"string\", \"member\": \"string\", \"required\": true", "\"name\": \"Name\", \"type\": \"string\", \"member\": \"string\", \"required\": false", StringComparison.Ordinal)
            .Replace("\"status\": \"online\"", "\"status\": \"deprecated\"", StringComparison.Ordinal);
        newer.Write(model, "api.json");
        newer.Write("""{ "codes": { "ResourceNotFound": "No stove." }, "actions": { "CreateKettle": [ "LimitExceeded.Kettles", "ResourceNotFound" ] } }""", "errors.json");

        CliResult result = await CliProcess.RunAsync("import", newer.Path, "--out", folder.Path);

        Assert.Equal("", result.Error);
        TestData.AssertGolden("merge-changed.yaml", File.ReadAllText(path));
        Assert.Contains("~ tea 2024-03-01 CreateKettle request.Litres: type changed from double to int64 (breaking)", result.Output, StringComparison.Ordinal);
        Assert.Contains("~ tea 2024-03-01 CreateKettle request.Litres: is now required (breaking)", result.Output, StringComparison.Ordinal);
        Assert.Contains("+ tea 2024-03-01 CreateKettle request.Handles: member added (uint64)", result.Output, StringComparison.Ordinal);
        Assert.Contains("- tea 2024-03-01 CreateKettle request.Spouts: member removed (breaking)", result.Output, StringComparison.Ordinal);
        Assert.Contains("- tea 2024-03-01 CreateKettle errors.FailedOperation.KettleTooHot: error code removed (breaking)", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CliProcess.RunAsync("check", folder.Path)).ExitCode);
    }

    [Fact]
    [Long]
    public async Task Types_and_actions_that_are_new_or_gone_are_added_and_deleted()
    {
        using TemporaryFolder folder = await ImportedAsync();
        using TemporaryFolder newer = new();
        string model = File.ReadAllText(Path.Combine(TestData.Model, "api.json"))
            .Replace("BoilAll", "CoolAll", StringComparison.Ordinal)
            .Replace("\"Owner\": {", "\"Person\": {", StringComparison.Ordinal)
            .Replace("\"member\": \"Owner\"", "\"member\": \"Person\"", StringComparison.Ordinal);
        newer.Write(model, "api.json");
        string types = folder.File("tea", "2024-03-01", "types.yaml");
        File.WriteAllText(types, File.ReadAllText(types).Replace("  Spout:\n", "  # Where the tea comes out.\n  Spout:\n", StringComparison.Ordinal));

        CliResult result = await CliProcess.RunAsync("import", newer.Path, "--out", folder.Path);

        Assert.Equal("", result.Error);
        string gone = folder.File("tea", "2024-03-01", "actions", "BoilAll.yaml");
        Assert.False(File.Exists(gone));
        Assert.Contains($"delete {Path.GetRelativePath(AppContext.BaseDirectory, gone)}\n", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("tea", "2024-03-01", "actions", "CoolAll.yaml")));
        TestData.AssertGolden("merge-types.yaml", File.ReadAllText(types));
        Assert.Equal(0, (await CliProcess.RunAsync("check", folder.Path)).ExitCode);
    }

    [Fact]
    [Long]
    public async Task Specs_with_errors_are_not_merged_into()
    {
        using TemporaryFolder folder = await ImportedAsync();
        folder.Write(ByHand.Replace("type: double", "type: dubble", StringComparison.Ordinal), "tea", "2024-03-01", "actions", "CreateKettle.yaml");
        SortedDictionary<string, string> before = folder.Snapshot();

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("CreateKettle.yaml(18,", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    [Long]
    public async Task A_file_with_Windows_line_ends_keeps_them()
    {
        using TemporaryFolder folder = await ImportedAsync();
        using TemporaryFolder newer = new();
        string path = folder.Write(ByHand.Replace("\n", "\r\n", StringComparison.Ordinal), "tea", "2024-03-01", "actions", "CreateKettle.yaml");
        newer.Write(File.ReadAllText(Path.Combine(TestData.Model, "api.json")).Replace("\"Litres\"", "\"Gallons\"", StringComparison.Ordinal), "api.json");

        await CliProcess.RunAsync("import", newer.Path, "--out", folder.Path);

        string text = File.ReadAllText(path);
        Assert.Contains("Gallons", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
    }

    [Fact]
    public async Task Requests_in_flow_style_stay_in_it_when_the_vendor_changed_them()
    {
        using TemporaryFolder folder = await ImportedAsync();
        string path = folder.Write(
            """
            action: DescribeKettles
            # all in one line
            request: { Offset: { type: int64 } }
            response: { TotalCount: { type: uint64, required: true }, KettleSet: { type: list<Kettle>, required: true } }

            """,
            "tea",
            "2024-03-01",
            "actions",
            "DescribeKettles.yaml");

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        Assert.Equal("", result.Error);
        Assert.Contains("# all in one line\n", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Contains("request: { Offset: { type: int64 }, Limit: { type: int64, summary: ", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(0, (await CliProcess.RunAsync("check", folder.Path)).ExitCode);
    }

    private static async Task<TemporaryFolder> ImportedAsync()
    {
        TemporaryFolder folder = new();
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);
        return folder;
    }
}
