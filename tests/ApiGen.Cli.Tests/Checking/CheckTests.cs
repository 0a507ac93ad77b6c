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
        Assert.EndsWith("1 error, 0 warnings.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_single_file_is_checked_with_its_service_and_reported_alone()
    {
        using TemporaryFolder folder = await DamagedAsync();

        CliResult whole = await CliProcess.RunInAsync(folder.Path, "check", "specs/tea/2024-03-01/actions/CreateKettle.yaml");
        CliResult damaged = await CliProcess.RunInAsync(folder.Path, "check", "specs/tea/2024-03-01/actions/BoilAll.yaml");

        Assert.Equal(0, whole.ExitCode);
        Assert.Equal(1, damaged.ExitCode);
    }

    [Fact]
    [Long]
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
    [Long]
    public async Task A_project_without_items_is_read_like_its_folder()
    {
        using TemporaryFolder folder = new();
        folder.Write("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", "App.csproj");

        CliResult none = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { Boil: {} }\n", "api", "tea.yaml");
        CliResult one = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");

        Assert.Equal((1, 0), (none.ExitCode, one.ExitCode));
        Assert.Contains("there are no specs in 'App.csproj'", none.Error, StringComparison.Ordinal);
        Assert.StartsWith("1 file, 1 service, 1 action: 0 errors", one.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<ApiSpec Include=\"specs/*.yaml\" Actions=\"Bol*\" />", "App.csproj(8,37): error APIGEN0101: ApiSpec specs/tea.yaml: the pattern 'Bol*' in Actions matches no action. Did you mean 'BoilAll'?", "1 file, 1 service, 2 actions: 1 error")]
    [FullData("<ApiService Include=\"sts\" Actions=\"Mi*\" />", "App.csproj(8,31): error APIGEN0101: ApiService sts: the pattern 'Mi*' in Actions", "0 files, 1 service,")]
    [FullData("<ApiSpec Include=\"spex/**/*.yaml\" />", "App.csproj(8,6): warning APIGEN0112: ApiSpec 'spex/**/*.yaml' matches nothing", "0 files, 0 services, 0 actions: 0 errors, 1 warning.")]
    [FullData("<ApiSpec Include=\"specs/*.yaml\" Visibility=\"privat\" />", "App.csproj(8,37): error APIGEN0107", "1 file, 1 service, 2 actions: 1 error")]
    [Long]
    public async Task What_the_build_says_of_a_project_s_items_is_told_too(string item, string told, string end)
    {
        using TemporaryFolder folder = new();
        folder.Write(ProjectFile.With(item), "App.csproj");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { BoilAll: {}, BrewTea: {} }\n", "specs", "tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");

        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string why = end.StartsWith("0 files, 0 services", StringComparison.Ordinal) ? "apigen: there are no specs in 'App.csproj', so that nothing has passed.\n" : "";
        Assert.Equal((1, why, 2), (result.ExitCode, result.Error, lines.Length));
        Assert.StartsWith(told, lines[0], StringComparison.Ordinal);
        Assert.StartsWith(end, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_project_whose_items_are_right_passes_as_its_build_does()
    {
        using TemporaryFolder folder = new();
        folder.Write(ProjectFile.With("<ApiSpec Include=\"specs/*.yaml\" Actions=\"Boil*\" />"), "App.csproj");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { BoilAll: {}, BrewTea: {} }\n", "specs", "tea.yaml");
        folder.Write("not: a spec\n", "other", "x.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", ".");

        Assert.Equal((0, "", "1 file, 1 service, 2 actions: 0 errors, 0 warnings.\n"), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    [Long]
    public async Task What_is_left_out_or_removed_in_vain_is_told()
    {
        using TemporaryFolder folder = new();
        folder.Write(
            ProjectFile.With("""
                <ApiSpec Include="specs/*.yaml" Exclude="specs/te.yaml;specs/old.yaml" />
                    <ApiSpec Include="specs/*.yaml" Exclude="specs/ol?.yml" />
                    <ApiSpec Include="specs/*.yaml" Exclude="spec/**" />
                    <ApiSpec Include="specs/*.yaml" Exclude="specs/**/te.yaml" />
                    <ApiSpec Include="specs/*.yaml" Exclude="other/x.yaml" />
                    <ApiSpec Remove="specs/te%61.yml" />
                    <ApiService Include="sts" Exclude="st" />
                    <ApiService Remove="tcsaz" />
                    <!-- <ApiSpec Include="specs/*.yaml" Exclude="specs/comment.yaml" /> -->
                    <ApiSpec Include="specs/*.yaml" Exclude="specs\old.yaml;specs/o*.yaml;specs/**/old.yaml;other/**;other/**/*.yaml" />
                    <ApiSpec Include="specs/*.yaml" Exclude="**/*.draft.yaml;bin/**;obj/**;$(Nowhere)/x.yaml;@(Nothing)" />
                    <ApiSpec Include="specs/*.yaml" Exclude="none.yaml" Condition="'$(A)' == ''" />
                    <ApiSpec Remove="specs/old.yaml; other/x.yaml" />
                    <ApiSpec Remove="specs/&amp;;specs/%26.yaml" />
                    <ApiService Include="tcsas;sts" Exclude="TCSAS" />
                    <ApiService Remove="sts" />
                """),
            "App.csproj");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { BoilAll: {}, BrewTea: {} }\n", "specs", "tea.yaml");
        folder.Write("types: {}\n", "specs", "old.yaml");
        folder.Write("types: {}\n", "specs", "&.yaml");
        folder.Write("not: a spec\n", "other", "x.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");

        Assert.Equal(
            [
                "8,6): warning APIGEN0112: ApiSpec Exclude 'specs/te.yaml'", "9,6): warning APIGEN0112: ApiSpec Exclude 'specs/ol?.yml'", "10,6): warning APIGEN0112: ApiSpec Exclude 'spec/**'",
                "11,6): warning APIGEN0112: ApiSpec Exclude 'specs/**/te.yaml'", "12,6): warning APIGEN0112: ApiSpec Exclude 'other/x.yaml'", "13,6): warning APIGEN0112: ApiSpec Remove 'specs/te%61.yml'",
                "14,6): warning APIGEN0112: ApiService Exclude 'st'", "15,6): warning APIGEN0112: ApiService Remove 'tcsaz'", "20,6): warning APIGEN0112: ApiSpec Remove 'other/x.yaml'", "21,6): warning APIGEN0112: ApiSpec Remove 'specs/&'",
            ],
            result.Output.Split('\n').Where(line => line.Contains("APIGEN0112", StringComparison.Ordinal)).Select(line => line["App.csproj(".Length..line.IndexOf(" matches nothing, so it takes nothing away.", StringComparison.Ordinal)]));
    }

    [Fact]
    [Long]
    public async Task Of_several_target_frameworks_the_items_of_each_are_held_against_its_build()
    {
        using TemporaryFolder folder = new();
        folder.Write(
            ProjectFile.With("""
                <ApiSpec Include="specs/*.yaml" Actions="Bol*" />
                <ApiSpec Include="specs/*.yaml" Actions="Brw*" Condition="'$(TargetFramework)' == 'net10.0'" />
                """, "net8.0;net10.0"),
            "App.csproj");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { BoilAll: {}, BrewTea: {} }\n", "specs", "tea.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");

        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((1, "", 3), (result.ExitCode, result.Error, lines.Length));
        Assert.StartsWith("App.csproj(8,37): error APIGEN0101: ApiSpec specs/tea.yaml: the pattern 'Bol*'", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("App.csproj(9,33): error APIGEN0101: ApiSpec specs/tea.yaml: the pattern 'Brw*'", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task A_linked_folder_of_a_project_is_two_folders_as_in_its_build()
    {
        using TemporaryFolder folder = new();
        folder.Write(ProjectFile.With("<ApiSpec Include=\"**/*.yaml\" />"), "App.csproj");
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { BoilAll: {} }\n", "a", "tea.yaml");
        CliResult before = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        Directory.CreateSymbolicLink(folder.File("b"), "a");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "App.csproj");
        CliResult generate = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code");

        Assert.Equal((0, 1, 1, 1), (before.ExitCode, check.ExitCode, list.ExitCode, generate.ExitCode));
        Assert.Contains("b/tea.yaml(1,10): error APIGEN0043", check.Output, StringComparison.Ordinal);
        Assert.Contains("APIGEN0043", list.Error, StringComparison.Ordinal);
        Assert.Contains("APIGEN0043", generate.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Two_frameworks_may_have_a_copy_of_one_service_each()
    {
        using TemporaryFolder folder = new();
        folder.Write(
            ProjectFile.With("""
                <ApiSpec Include="old/*.yaml" Condition="'$(TargetFramework)' == 'net8.0'" />
                <ApiSpec Include="new/*.yaml" Condition="'$(TargetFramework)' == 'net10.0'" />
                """, "net8.0;net10.0"),
            "App.csproj");
        foreach (string name in new[] { "old", "new" })
        {
            folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nactions: { BoilAll: {} }\n", name, "tea.yaml");
        }

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.EndsWith("0 errors, 0 warnings.\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcsaz", " Did you mean 'tcsas'?")]
    [FullData("STSS", " Did you mean 'sts'?")]
    [FullData("weather", "")]
    [Long]
    public async Task A_bundled_service_that_is_not_there_is_told_in_the_build_s_words(string name, string hint)
    {
        using TemporaryFolder folder = new();
        folder.Write(ProjectFile.With($"<ApiService Include=\"sts\" /><ApiService Include=\"{name}\" />"), "App.csproj");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "App.csproj");

        Assert.Equal((1, "", 1), (check.ExitCode, check.Error, list.ExitCode));
        Assert.StartsWith($"App.csproj(8,34): error APIGEN0104: ApiService '{name}' does not come with ApiGen. Bundled services: sts, tcsas.{hint} Use ApiSpec items for spec files of your own.\n", check.Output, StringComparison.Ordinal);
        Assert.Equal($"apigen: error: the project 'App.csproj' names the service '{name}', which does not come with ApiGen. Bundled services: sts, tcsas.{hint}\n", list.Error);
    }

    [Fact]
    [Long]
    public async Task A_backslash_in_a_name_divides_no_folders_where_it_does_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There it divides them.");
        using TemporaryFolder folder = new();
        folder.Write("service: tea\nversion: 2024-03-01\nnamespace: Tea\nendpoint: tea.example.com\nColour: red\n", "specs", "x\\service.yaml");
        folder.Write("action: BoilAll\n", "specs", "actions", "boil\\all.yaml");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "specs");
        folder.Write(folder.Read("specs", "x\\service.yaml").Replace("Colour: red\n", "", StringComparison.Ordinal), "specs", "x\\service.yaml");
        CliResult generate = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code");

        Assert.Equal("specs/x\\service.yaml(5,1): error APIGEN0011: Unknown key 'Colour'", check.Output[..check.Output.IndexOf(" in a service file", StringComparison.Ordinal)]);
        Assert.EndsWith("2 files, 1 service, 1 action: 1 error, 0 warnings.\n", check.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (generate.ExitCode, generate.Error));
        Assert.Contains("from specs/actions/boil\\all.yaml.", folder.Read("code", "Tea.BoilAll.g.cs"), StringComparison.Ordinal);
    }

    private static async Task<TemporaryFolder> DamagedAsync()
    {
        TemporaryFolder folder = new();
        await CliProcess.RunAsync("import", TestData.Model, "--out", folder.File("specs"));
        folder.Write("action: BoilAll\nsummary: Boils.\nratelimit: 5/s\n", "specs", "tea", "2024-03-01", "actions", "BoilAll.yaml");
        return folder;
    }
}
