namespace ApiGen.Cli.Tests.Merging;

public sealed class MergeHandEditTests
{
    private const string ByHand = """
        # yaml-language-server: $schema=../../../apigen.schema.json
        action: CreateKettle
        summary: >-
          Puts a kettle
          # this is text, not a comment
          on the stove.
        rateLimit: 7/s
        request:
          # Spouts come first in our shop.
          Spouts:
            # at least one
            type: list<Spout>
            # never more than four, see the drawing
            minItems: 1
            maxItems: 4
            summary: >-
              Where the tea comes out
              # of which side is left open
          AdminPassword: { type: string, sensitive: true, minLength: 8, summary: Secret of the lid. } # not logged
          Litres:
            type: double # in litres
            minimum: 0.5
            maximum: 3
            default: 1.5
            summary: 'How much # fits in.'
          Name: { type: string, required: true, pattern: '^[a-z #]+$', values: [red, blue], summary: What it is called. }
          Whistle: { type: bool, disabled: it broke, summary: Whistles. }
        response:
          Owner: { type: Owner, nullable: true, summary: Who owns it. }
          KettleId: { type: string, required: true, summary: Its number. }
        errors:
          # Comes up on Mondays.
          FailedOperation.KettleTooHot: Let it cool down.
          LimitExceeded.Kettles: The stove is full.
        examples:
          - title: Ours
            request: { Name: red, Spouts: [{ Angle: 1 }] } # a short one
            response: { KettleId: k-1, Owner: null, RequestId: r-1 }

        """;

    [Fact]
    [Long]
    public async Task A_file_written_by_hand_stays_to_the_letter_while_the_vendor_changes_nothing()
    {
        using TemporaryFolder folder = await EditedAsync();

        CliResult result = await ImportAsync(folder, model => model);

        Assert.Equal("", result.Error);
        Assert.Equal(ByHand, folder.Read("tea", "2024-03-01", "actions", "CreateKettle.yaml"));
        Assert.EndsWith("0 files written.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_members_that_the_vendor_changes_are_written_anew_and_keep_constraints_comments_and_order()
    {
        using TemporaryFolder folder = await EditedAsync();

        CliResult result = await ImportAsync(folder, model => model
            .Replace("\"name\": \"Spouts\", \"type\": \"list\", \"member\": \"Spout\", \"required\": false, \"disabled\": false", "\"name\": \"Spouts\", \"type\": \"list\", \"member\": \"Spout\", \"required\": true, \"disabled\": false", StringComparison.Ordinal)
            .Replace("\"name\": \"AdminPassword\"", "\"name\": \"Colour\", \"type\": \"string\", \"member\": \"string\", \"required\": false, \"document\": \"Colour.\" }, { \"name\": \"AdminPassword\"", StringComparison.Ordinal));

        Assert.Equal("", result.Error);
        string[] rest = ByHand.Split('\n');
        string text = folder.Read("tea", "2024-03-01", "actions", "CreateKettle.yaml");
        TestData.AssertGolden("merge-hand-edits.yaml", text);
        string[] lost = [.. rest.Except(text.Split('\n')).Select(line => line.Trim())];
        Assert.All(lost, line => Assert.Contains(line, SpoutsLines()));
        Assert.Contains("CreateKettle request.Spouts: is now required (breaking)", result.Output, StringComparison.Ordinal);
        Assert.Contains("CreateKettle request.Colour: member added (string)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Fixed_CSharp_names_stay_when_the_vendor_changes_what_has_them()
    {
        using TemporaryFolder folder = await EditedAsync();
        string path = folder.Write(
            ByHand.Replace("action: CreateKettle\n", "action: CreateKettle\ncsharpName: MakeKettle\n", StringComparison.Ordinal)
                .Replace("type: list<Spout>\n", "type: list<Spout>\n    csharpName: Nozzles\n", StringComparison.Ordinal),
            "tea", "2024-03-01", "actions", "CreateKettle.yaml");

        CliResult result = await ImportAsync(folder, model => model
            .Replace("\"name\": \"Spouts\", \"type\": \"list\", \"member\": \"Spout\", \"required\": false, \"disabled\": false", "\"name\": \"Spouts\", \"type\": \"list\", \"member\": \"Spout\", \"required\": true, \"disabled\": false", StringComparison.Ordinal));

        Assert.Equal("", result.Error);
        string text = File.ReadAllText(path);
        Assert.Contains("\ncsharpName: MakeKettle\n", text, StringComparison.Ordinal);
        Assert.Contains("csharpName: Nozzles", text, StringComparison.Ordinal);
        Assert.Contains("required: true", text[text.IndexOf("Spouts:", StringComparison.Ordinal)..text.IndexOf("AdminPassword:", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.DoesNotContain("property changed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_member_that_the_vendor_removed_is_listed_and_own_examples_that_use_it_are_kept_and_noted()
    {
        using TemporaryFolder folder = await EditedAsync();

        CliResult result = await ImportAsync(folder, model => model.Replace("\"name\": \"Spouts\", \"type\": \"list\", \"member\": \"Spout\", \"required\": false", "\"name\": \"Nozzles\", \"type\": \"list\", \"member\": \"Spout\", \"required\": false", StringComparison.Ordinal));

        Assert.Equal("", result.Error);
        string text = folder.Read("tea", "2024-03-01", "actions", "CreateKettle.yaml");
        Assert.Contains("- tea 2024-03-01 CreateKettle request.Spouts: member removed (breaking)", result.Output, StringComparison.Ordinal);
        Assert.Contains("note: CreateKettle: example 1 does not fit any more (unknown-member at Spouts); it is kept", result.Output, StringComparison.Ordinal);
        Assert.Contains("request: { Name: red, Spouts: [{ Angle: 1 }] } # a short one", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n  Spouts:", text, StringComparison.Ordinal);
        Assert.Contains("  # Spouts come first in our shop.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_limit_that_a_person_wrote_stays_and_the_vendors_is_noted()
    {
        using TemporaryFolder folder = await EditedAsync();
        string limits = folder.Write("""[{ "service": "tea", "version": "2024-03-01", "action": "CreateKettle", "limit": 50, "window_s": 1 }]""", "limits.json");

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--limits", limits, "--out", folder.Path);

        Assert.Contains("note: CreateKettle: the vendor states the limit 50/s; the specs' 7/s is kept", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nrateLimit: 7/s\n", folder.Read("tea", "2024-03-01", "actions", "CreateKettle.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task All_rows_of_a_table_for_one_action_are_its_limits_and_two_for_one_span_are_told()
    {
        using TemporaryFolder folder = new();
        const string Row = """{ "service": "tea", "version": "2024-03-01", "action": "CreateKettle", "limit": 5, "window_s": 1 }""";
        string both = folder.Write($"[{Row}, {Row}, {Row.Replace("5, \"window_s\": 1", "100, \"window_s\": 60", StringComparison.Ordinal)}]", "both.json");
        string twice = folder.Write($"[{Row},\n {Row.Replace("5,", "6,", StringComparison.Ordinal)}]", "twice.json");

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--limits", both, "--out", folder.File("both"));
        CliResult refused = await CliProcess.RunAsync("import", TestData.Model, "--limits", twice, "--out", folder.File("twice"));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\nrateLimit: [5/s, 100/min]\n", folder.Read("both", "tea", "2024-03-01", "actions", "CreateKettle.yaml"), StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("twice.json(2,2): error: CreateKettle has the limit 5/s in an earlier row, and 6/s here.", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("twice")));
    }

    [Fact]
    [Long]
    public async Task Paging_whose_members_are_gone_goes_too_and_is_noted()
    {
        using TemporaryFolder folder = await EditedAsync();

        CliResult result = await ImportAsync(folder, model => model.Replace("\"name\": \"Offset\"", "\"name\": \"Beginning\"", StringComparison.Ordinal));

        Assert.Equal("", result.Error);
        Assert.Contains("note: DescribeKettles: the paging named members that are gone; it was removed", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("paging:", folder.Read("tea", "2024-03-01", "actions", "DescribeKettles.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, (await CliProcess.RunAsync("check", folder.Path)).ExitCode);
    }

    [Fact]
    [Long]
    public async Task The_schema_that_the_files_name_is_put_beside_them_and_never_written_over()
    {
        using TemporaryFolder folder = await EditedAsync();
        string bundled = folder.Read("apigen.schema.json");
        folder.Write("{}", "apigen.schema.json");

        CliResult result = await ImportAsync(folder, model => model.Replace("\"Litres\"", "\"Gallons\"", StringComparison.Ordinal));

        Assert.Equal("", result.Error);
        Assert.Contains("\"$schema\"", bundled, StringComparison.Ordinal);
        Assert.Equal("{}", folder.Read("apigen.schema.json"));
    }

    private static string[] SpoutsLines() =>
    [
        .. ByHand.Split('\n').SkipWhile(line => line != "  Spouts:").TakeWhile(line => !line.Contains("AdminPassword", StringComparison.Ordinal)).Select(line => line.Trim()),
    ];

    private static async Task<CliResult> ImportAsync(TemporaryFolder folder, Func<string, string> change)
    {
        using TemporaryFolder model = new();
        model.Write(change(File.ReadAllText(Path.Combine(TestData.Model, "api.json"))), "api.json");
        foreach (string file in new[] { "errors.json", "examples.json" })
        {
            File.Copy(Path.Combine(TestData.Model, file), model.File(file));
        }

        return await CliProcess.RunAsync("import", model.Path, "--out", folder.Path);
    }

    private static async Task<TemporaryFolder> EditedAsync()
    {
        TemporaryFolder folder = new();
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);
        folder.Write(ByHand, "tea", "2024-03-01", "actions", "CreateKettle.yaml");
        return folder;
    }
}
