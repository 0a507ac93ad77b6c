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

    [Fact]
    public async Task Where_there_are_no_specs_those_of_the_tool_do_not_pass_for_them()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("apigen: error: there are no specs here or further up. Name a folder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_items_is_read_like_its_folder()
    {
        using TemporaryFolder folder = new();
        folder.Write("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", "App.csproj");

        CliResult none = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "api", "tea.yaml");
        CliResult one = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");

        Assert.Equal((1, 0), (none.ExitCode, one.ExitCode));
        Assert.Contains("there are no specs in 'App.csproj'", none.Error, StringComparison.Ordinal);
        Assert.StartsWith("1 files, 1 services, 1 actions: 0 errors", one.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Actions=\"Bol*\" />", "App.csproj(8,37): error APIGEN0101: ApiSpec specs/tea.yaml: the pattern 'Bol*' in Actions matches no action. Did you mean 'BoilAll'?", "1 files, 1 services, 2 actions: 1 errors")]
    [InlineData("<ApiService Include=\"sts\" Actions=\"Mi*\" />", "App.csproj(8,31): error APIGEN0101: ApiService sts: the pattern 'Mi*' in Actions", "0 files, 1 services,")]
    [InlineData("<ApiSpec Include=\"spex/**/*.yaml\" />", "App.csproj(8,6): warning APIGEN0112: ApiSpec 'spex/**/*.yaml' matches nothing", "0 files, 0 services, 0 actions: 0 errors, 1 warnings.")]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Visibility=\"privat\" />", "App.csproj(8,37): error APIGEN0107", "1 files, 1 services, 2 actions: 1 errors")]
    public async Task What_the_build_says_of_a_project_s_items_is_told_too(string item, string told, string end)
    {
        using TemporaryFolder folder = new();
        folder.Write(ProjectFile.With(item), "App.csproj");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { BoilAll: {}, BrewTea: {} }\n", "specs", "tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");

        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((1, "", 2), (result.ExitCode, result.Error, lines.Length));
        Assert.StartsWith(told, lines[0], StringComparison.Ordinal);
        Assert.StartsWith(end, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_whose_items_are_right_passes_as_its_build_does()
    {
        using TemporaryFolder folder = new();
        folder.Write(ProjectFile.With("<ApiSpec Include=\"specs/*.yaml\" Actions=\"Boil*\" />"), "App.csproj");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { BoilAll: {}, BrewTea: {} }\n", "specs", "tea.yaml");
        folder.Write("not: a spec\n", "other", "x.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", ".");

        Assert.Equal((0, "", "1 files, 1 services, 2 actions: 0 errors, 0 warnings.\n"), (result.ExitCode, result.Error, result.Output));
    }

    private static async Task<TemporaryFolder> DamagedAsync()
    {
        TemporaryFolder folder = new();
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.File("specs"));
        folder.Write("action: BoilAll\nsummary: Boils.\nratelimit: 5/s\n", "specs", "tea", "2024-03-01", "actions", "BoilAll.yaml");
        return folder;
    }
}
