using System.Text;
using ApiGen.Cli.Import;
using ApiGen.Cli.Merging;
using ApiGen.Cli.Writing;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Tests.Merging;

/// <summary>What a person has deleted from imported specs does not come back while the vendor says the same; what is a fact of the vendor's does, and is listed.</summary>
public sealed class DeletedByHandTests
{
    private static readonly string[] Create = ["tea", "2024-03-01", "actions", "CreateKettle.yaml"];
    private static readonly string[] Describe = ["tea", "2024-03-01", "actions", "DescribeKettles.yaml"];
    private static readonly string[] Types = ["tea", "2024-03-01", "types.yaml"];

    [Theory]
    [InlineData("the summary of an action", "CreateKettle", "summary: Puts a kettle on the stove.\n", "")]
    [InlineData("the summary of a member of a request", "CreateKettle", "Litres: { type: double, summary: Volume in litres. }", "Litres: { type: double }")]
    [InlineData("the summary of a member of a response", "CreateKettle", "KettleId: { type: string, required: true, summary: ID of the kettle. }", "KettleId: { type: string, required: true }")]
    [InlineData("the word for a secret", "CreateKettle", ", sensitive: true", "")]
    [InlineData("the text of an error code", "CreateKettle", "FailedOperation.KettleTooHot: Kettle too hot.", "FailedOperation.KettleTooHot: ''")]
    [InlineData("the paging", "DescribeKettles", "\npaging: ", "\nnothing: ")]
    [InlineData("the word that calls may be repeated", "DescribeKettles", "idempotent: true\n", "")]
    [InlineData("the examples", "CreateKettle", "\nexamples:", "\nnothing:")]
    [Long]
    public async Task Stays_deleted(string what, string action, string text, string left)
    {
        using TemporaryFolder folder = await ImportedAsync();
        string[] path = action == "CreateKettle" ? Create : Describe;
        string edited = Edit(folder.Read(path), text, left);
        folder.Write(edited, path);

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        Assert.NotEqual("", what);
        Assert.Equal((edited, ""), (folder.Read(path), result.Error));
        Assert.EndsWith("0 files written.\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task The_texts_of_types_errors_and_of_the_service_stay_deleted_and_that_is_noted()
    {
        using TemporaryFolder folder = await ImportedAsync();
        foreach (string[] path in new[] { Create, Describe, Types })
        {
            folder.Write(string.Concat(folder.Read(path).Split('\n').Where(line => !line.StartsWith("    summary: ", StringComparison.Ordinal)).Select(line => line + "\n"))[..^1]
                .Replace("LimitExceeded.Kettles: ", "LimitExceeded.Kettles: '' # ", StringComparison.Ordinal), path);
        }

        SortedDictionary<string, string> before = folder.Snapshot();
        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        Assert.Equal(before, folder.Snapshot());
        Assert.EndsWith("0 files written.\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_summary_that_is_left_out_is_noted()
    {
        using TemporaryFolder folder = await ImportedAsync();
        folder.Write(Edit(folder.Read(Create), "Litres: { type: double, summary: Volume in litres. }", "Litres: { type: double }"), Create);

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        Assert.Equal(
            "note: tea 2024-03-01: the vendor's summary is left out where the specs have none, since somebody may have deleted it: CreateKettle request.Litres\n0 files written.\n",
            result.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void What_the_sources_of_one_import_bring_together_has_the_texts_of_all_of_them()
    {
        using TemporaryFolder folder = new();
        ImportedService page = Vendor("types: { Leaf: { members: { Name: string } } }\nactions: { Boil: { request: { Old: Leaf } } }", isPartial: true);
        ImportedService model = Vendor(
            "types: { Leaf: { summary: A leaf., members: { Name: { type: string, summary: Its name. } } } }\nactions: { Boil: { summary: Boils., request: { Old: { type: Leaf, summary: The old one. } }, response: { T: { type: string, summary: The time. } } } }",
            isPartial: false);
        SpecTree tree = new(folder.Path);
        tree.Apply(SpecUpdater.Plan(tree, page));

        SpecUpdate update = SpecUpdater.Plan(tree, model);

        tree.Apply(update);
        Assert.Empty(update.Notes);
        ServiceModel written = Assert.Single(tree.Services());
        Assert.Equal(("A leaf.", "Its name.", "Boils.", "The old one.", "The time."), (written.Types[0].Summary, written.Types[0].Members[0].Summary, written.Actions[0].Summary, written.Actions[0].Request[0].Summary, written.Actions[0].Response[0].Summary));
    }

    [Fact]
    public void Of_a_service_that_was_there_the_sources_of_one_import_bring_the_texts_of_what_is_new_alone()
    {
        using TemporaryFolder folder = new();
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: { request: { Old: string } } }\n", "tea.yaml");
        ImportedService page = Vendor("actions: { Boil: { request: { Old: string, New: string } }, Brew: {} }", isPartial: true);
        ImportedService model = Vendor("actions: { Boil: { summary: Boils., request: { Old: { type: string, summary: Old. }, New: { type: string, summary: New. } } }, Brew: { summary: Brews. } }", isPartial: false);
        SpecTree tree = new(folder.Path);
        tree.Apply(SpecUpdater.Plan(tree, page));

        SpecUpdate update = SpecUpdater.Plan(tree, model);

        tree.Apply(update);
        Assert.EndsWith("since somebody may have deleted it: the action Boil, Boil request.Old", Assert.Single(update.Notes), StringComparison.Ordinal);
        ServiceModel written = Assert.Single(tree.Services());
        Assert.Equal(["", "Brews."], written.Actions.Select(action => action.Summary));
        Assert.Equal(["", "New."], written.Actions[0].Request.Select(member => member.Summary));
    }

    [Theory]
    [InlineData("BoilAll", "deprecated:", "# deprecated:", "~ tea 2024-03-01 BoilAll: deprecated changed from no to yes")]
    [InlineData("CreateKettle", "disabled: true, ", "", "~ tea 2024-03-01 CreateKettle request.Whistle: disabled changed from no to yes")]
    [Long]
    public async Task A_fact_of_the_vendors_comes_back_and_is_listed(string action, string text, string left, string listed)
    {
        using TemporaryFolder folder = await ImportedAsync();
        string[] path = ["tea", "2024-03-01", "actions", action + ".yaml"];
        folder.Write(Edit(folder.Read(path), text, left), path);

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        Assert.Contains(listed, result.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 file written.\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_limit_that_is_the_services_own_anyway_is_not_written_again()
    {
        using TemporaryFolder folder = new();
        string limits = folder.Write("""[{ "service": "tea", "version": "2024-03-01", "action": "CreateKettle", "limit": 20, "window_s": 1 }]""", "limits.json");
        await CliProcess.RunAsync("import", TestData.Model, "--limits", limits, "--out", folder.Path);
        string edited = Edit(folder.Read(Create), "rateLimit: 20/s\n", "");
        folder.Write(edited, Create);

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--limits", limits, "--out", folder.Path);

        Assert.Equal(edited, folder.Read(Create));
        Assert.EndsWith("0 files written.\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_limit_comes_back_and_is_listed_where_the_service_has_none_either()
    {
        using TemporaryFolder folder = new();
        string limits = folder.Write("""[{ "service": "tea", "version": "2024-03-01", "action": "CreateKettle", "limit": 20, "window_s": 1 }]""", "limits.json");
        await CliProcess.RunAsync("import", TestData.Model, "--limits", limits, "--out", folder.Path);
        string[] service = ["tea", "2024-03-01", "service.yaml"];
        folder.Write(string.Concat(folder.Read(service).Split('\n').Where(line => !line.StartsWith("rateLimit:", StringComparison.Ordinal)).Select(line => line + "\n")), service);
        folder.Write(Edit(folder.Read(Create), "rateLimit: 20/s\n", ""), Create);

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--limits", limits, "--out", folder.Path);

        Assert.Contains("\nrateLimit: 20/s\n", folder.Read(Create), StringComparison.Ordinal);
        Assert.Contains("CreateKettle", result.Output, StringComparison.Ordinal);
        Assert.Contains("20/s", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is kept", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Limits_of_actions_that_there_are_not_are_told_with_the_nearest_name()
    {
        using TemporaryFolder folder = new();
        string limits = folder.Write(
            """[{ "service": "tea", "version": "2024-03-01", "action": "CraeteKettle", "limit": 5, "window_s": 1 }, { "service": "pot", "version": "2024-03-01", "action": "Lift", "limit": 5, "window_s": 1 }]""",
            "limits.json");

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--limits", limits, "--out", folder.File("specs"));

        Assert.Contains("note: tea 2024-03-01: --limits names the action 'CraeteKettle', which there is not. Did you mean 'CreateKettle'?\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("Lift", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [Long]
    public async Task A_model_in_UTF16_is_read_as_PowerShell_writes_it(string name, bool hasMark)
    {
        using TemporaryFolder folder = new();
        Encoding encoding = Encoding.GetEncoding(name);
        Directory.CreateDirectory(folder.File("model"));
        byte[] text = encoding.GetBytes(await File.ReadAllTextAsync(Path.Combine(TestData.Model, "api.json"), TestContext.Current.CancellationToken));
        await File.WriteAllBytesAsync(folder.File("model", "api.json"), hasMark ? [.. encoding.Preamble, .. text] : text, TestContext.Current.CancellationToken);

        CliResult result = await CliProcess.RunAsync("import", folder.File("model"), "--out", folder.File("specs"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("\"name\": \"Litres\", \"type\": \"float\", \"member\": \"float\"", "\"name\": \"Litres\", \"type\": \"string\", \"member\": \"string\"", "request.Litres: type changed from double to string")]
    [InlineData("\"name\": \"No\", \"type\": \"int\", \"member\": \"int64\"", "\"name\": \"No\", \"type\": \"string\", \"member\": \"string\"", "Kettle.No: type changed from int64 to string")]
    [Long]
    public async Task A_number_that_becomes_a_text_is_imported_and_the_examples_keep_their_bytes(string before, string after, string listed)
    {
        using TemporaryFolder folder = await ImportedAsync();
        using TemporaryFolder model = new();
        model.Write(Edit(await File.ReadAllTextAsync(Path.Combine(TestData.Model, "api.json"), TestContext.Current.CancellationToken), before, after), "api.json");
        string[] examples = [.. new[] { Create, Describe }.Select(path => folder.Read(path)[folder.Read(path).IndexOf("\nexamples:", StringComparison.Ordinal)..])];

        CliResult result = await CliProcess.RunAsync("import", model.Path, "--out", folder.Path);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(listed, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("does not fit any more", result.Output, StringComparison.Ordinal);
        Assert.All(new[] { Create, Describe }.Zip(examples), pair => Assert.EndsWith(pair.Second, folder.Read(pair.First), StringComparison.Ordinal));
    }

    [Fact]
    [Long]
    public async Task Error_codes_that_the_vendor_names_no_more_for_an_action_are_kept_and_noted()
    {
        using TemporaryFolder folder = await ImportedAsync();
        using TemporaryFolder model = new();
        File.Copy(Path.Combine(TestData.Model, "api.json"), model.File("api.json"));
        model.Write("""{ "codes": { "ResourceNotFound": "No stove." }, "actions": { "CreateKettle": [], "DescribeKettles": [ "ResourceNotFound" ] } }""", "errors.json");

        CliResult result = await CliProcess.RunAsync("import", model.Path, "--out", folder.Path);

        Assert.Contains("note: CreateKettle: the vendor names no error codes here, as where they are not known; those of the specs are kept", result.Output, StringComparison.Ordinal);
        Assert.Contains("LimitExceeded.Kettles", folder.Read(Create), StringComparison.Ordinal);
    }

    private static string Edit(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        string edited = text.Replace(from, to, StringComparison.Ordinal);
        int block = edited.IndexOf("\nnothing:", StringComparison.Ordinal);
        if (block < 0)
        {
            return edited;
        }

        // A whole block: up to the next key of the file.
        string[] rest = edited[(block + 1)..].Split('\n');
        return edited[..(block + 1)] + string.Join('\n', rest.Skip(1).SkipWhile(line => line.Length > 0 && line[0] is ' ' or '-'));
    }

    private static ImportedService Vendor(string text, bool isPartial) => new(
        Assert.Single(SpecLoader.Load([new SpecText("v.yaml", "service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\n" + text + "\n")]).Services), null, isPartial, []);

    private static async Task<TemporaryFolder> ImportedAsync()
    {
        TemporaryFolder folder = new();
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);
        return folder;
    }
}
