using System.Text.Json;

namespace ApiGen.Cli.Tests.Checking;

public sealed class CheckTests
{
    [Fact]
    public async Task Every_mistake_is_reported_at_its_place_and_the_exit_code_is_1()
    {
        using TemporaryFolder folder = await DamagedAsync();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "specs");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("specs/tea/2024-03-01/actions/BoilAll.yaml(3,1): error APIGEN", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 errors, 0 warnings.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_file_is_checked_with_its_service_and_reported_alone()
    {
        using TemporaryFolder folder = await DamagedAsync();

        CliResult whole = await CliProcess.RunInAsync(folder.Path, "check", "specs/tea/2024-03-01/actions/CreateKettle.yaml");
        CliResult damaged = await CliProcess.RunInAsync(folder.Path, "check", "specs/tea/2024-03-01/actions/BoilAll.yaml");

        Assert.Equal(0, whole.ExitCode);
        Assert.Equal(1, damaged.ExitCode);
    }

    [Fact]
    public async Task Sarif_names_rule_file_and_region()
    {
        using TemporaryFolder folder = await DamagedAsync();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "specs", "--format", "sarif");

        Assert.Equal(1, result.ExitCode);
        using JsonDocument sarif = JsonDocument.Parse(result.Output);
        JsonElement run = sarif.RootElement.GetProperty("runs")[0];
        JsonElement diagnostic = Assert.Single(run.GetProperty("results").EnumerateArray());
        JsonElement place = diagnostic.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        Assert.Equal(diagnostic.GetProperty("ruleId").GetString(), run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("id").GetString());
        Assert.Equal("specs/tea/2024-03-01/actions/BoilAll.yaml", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(3, place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public async Task The_bundled_specs_have_neither_errors_nor_warnings()
    {
        CliResult result = await CliProcess.RunAsync("check", TestData.Specs, "--warnings-as-errors");

        Assert.EndsWith("actions: 0 errors, 0 warnings.", result.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_folder_without_specs_is_an_error()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunAsync("check", folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("there are no specs in", result.Error, StringComparison.Ordinal);
    }

    private static async Task<TemporaryFolder> DamagedAsync()
    {
        TemporaryFolder folder = new();
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.File("specs"));
        folder.Write("action: BoilAll\nsummary: Boils.\nratelimit: 5/s\n", "specs", "tea", "2024-03-01", "actions", "BoilAll.yaml");
        return folder;
    }
}
