namespace ApiGen.Cli.Tests.Import.Official;

public sealed class ModelImportTests
{
    [Fact]
    public async Task A_model_becomes_one_file_per_action_beside_service_and_types()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path, "--region", "Required");

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        TestData.AssertGolden("model.yaml", string.Concat(folder.Snapshot("*.yaml").Select(file => $"## {file.Key}\n{file.Value}")));
    }

    [Fact]
    public async Task What_was_imported_passes_the_check()
    {
        using TemporaryFolder folder = new();
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        CliResult result = await CliProcess.RunAsync("check", folder.Path, "--warnings-as-errors");

        Assert.Equal("5 files, 1 service, 3 actions: 0 errors, 0 warnings.", result.Output.Trim());
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Examples_that_do_not_conform_are_left_out_and_named()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        Assert.Contains("note: CreateKettle: an example was left out (its JSON is broken)", result.Output, StringComparison.Ordinal);
        Assert.Contains("note: DescribeKettles: an example was left out (number-where-int64 at KettleSet[0].No)", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"service\": \"coffee\", \"version\": \"2024-03-01\", \"action\": \"CreateKettle\", \"limit\": 5, \"window_s\": 1}]", "note: tea: rate-limits.json beside the model has no effect, because it names no action of tea 2024-03-01")]
    [InlineData("[{\"service\": \"tea\", \"version\": \"2024-03-01\", \"action\": \"CreateKettle\", \"limit\": 5, \"window_s\": 1}, {\"service\": \"tea\", \"version\": \"2024-03-01\", \"action\": \"MakeKettle\", \"limit\": 5, \"window_s\": 1}]", "note: tea: rate-limits.json beside the model names the action 'MakeKettle', which there is not")]
    public async Task What_lies_beside_a_model_and_is_not_of_it_is_told(string limits, string told)
    {
        using TemporaryFolder folder = new();
        folder.Write(File.ReadAllText(Path.Combine(TestData.Model, "api.json")), "model", "api.json");
        folder.Write(limits, "model", "rate-limits.json");
        folder.Write("{\"actions\": {\"BrewTea\": [{\"title\": \"\", \"input\": \"{}\", \"output\": \"{}\"}]}}", "model", "examples.json");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", "model", "--out", "specs");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(told, result.Output, StringComparison.Ordinal);
        Assert.Contains("note: tea: there are examples of the action 'BrewTea', which the model does not have", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("\"5\"")]
    public async Task A_limit_that_is_no_number_within_its_bounds_is_told_with_them(string limit)
    {
        using TemporaryFolder folder = new();
        folder.Write($$"""[{"service": "tea", "version": "2024-03-01", "action": "CreateKettle", "limit": {{limit}}, "window_s": 1}]""", "limits.json");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "import", TestData.Model, "--out", "specs", "--limits", "limits.json");

        Assert.Equal((1, "limits.json(1,81): error: 'limit' must be a whole number from 1 to 2147483647. Nothing was written.\n"), (result.ExitCode, result.Error.ReplaceLineEndings("\n")));
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Fact]
    public async Task Importing_twice_changes_nothing()
    {
        using TemporaryFolder folder = new();
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);
        SortedDictionary<string, string> before = folder.Snapshot();

        CliResult result = await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        Assert.EndsWith("0 files written.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    [Long]
    public async Task A_second_version_of_a_service_gets_a_namespace_of_its_own()
    {
        using TemporaryFolder folder = new();
        using TemporaryFolder newer = new();
        newer.Write(File.ReadAllText(Path.Combine(TestData.Model, "api.json")).Replace("2024-03-01", "2026-01-31", StringComparison.Ordinal), "api.json");
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);

        await CliProcess.RunAsync("import", newer.Path, "--out", folder.Path);

        Assert.Contains("namespace: TencentCloud.Tea.V20260131\n", folder.Read("tea", "2026-01-31", "service.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, (await CliProcess.RunAsync("check", folder.Path)).ExitCode);
    }

    [Fact]
    public async Task A_source_that_does_not_exist_is_an_error_that_names_it()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunAsync("import", folder.File("nowhere"), "--out", folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nowhere: error: there is no such file or folder.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_model_is_reported_by_file_line_and_column_and_nothing_is_written()
    {
        using TemporaryFolder folder = new();
        string model = File.ReadAllText(Path.Combine(TestData.Model, "api.json"));
        string path = folder.Write(model.Replace("\"member\": \"Owner\"", "\"member\": \"Ovner\"", StringComparison.Ordinal), "model", "api.json");

        CliResult result = await CliProcess.RunAsync("import", path, "--out", folder.File("specs"));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"{path}(42,56): error: the model has no object 'Ovner'. Get the model again, or add the object. Nothing was written.\n", result.Error);
        Assert.False(Directory.Exists(folder.File("specs")));
    }

    [Fact]
    [Long]
    public async Task An_import_that_fails_half_way_leaves_the_old_files_whole()
    {
        using TemporaryFolder folder = new();
        using TemporaryFolder newer = new();
        newer.Write(File.ReadAllText(Path.Combine(TestData.Model, "api.json")).Replace("\"Litres\"", "\"Gallons\"", StringComparison.Ordinal).Replace("\"Since\"", "\"From\"", StringComparison.Ordinal), "api.json");
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.Path);
        SortedDictionary<string, string> before = folder.Snapshot();

        // The temporary file of the last text cannot be made where a folder has its name.
        string obstacle = folder.File("tea", "2024-03-01", "types.yaml.apigen-tmp");
        Directory.CreateDirectory(obstacle);
        CliResult result = await CliProcess.RunAsync("import", newer.Path, "--out", folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("apigen: error: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());
    }
}
