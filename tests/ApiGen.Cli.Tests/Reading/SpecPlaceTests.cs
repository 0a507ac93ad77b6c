using System.Diagnostics;
namespace ApiGen.Cli.Tests.Reading;

/// <summary>Which specs a command reads, however they are named and from wherever it runs.</summary>
public sealed class SpecPlaceTests
{
    private const string Shop = """
        service: shop
        version: 2026-03-01
        namespace: Example.Shop
        endpoint: shop.example.com
        actions:
          RenameShop:
            summary: Gives a shop another name.
            request:
              ShopId: { type: string, required: true }
            errors:
              InvalidParameterValue.NameTaken: Another shop has the name.

        """;

    private const string Own = "action: PingMNP\nservice: tcsas\nversion: 2025-01-06\nsummary: An action of one's own.\nrequest: { Text: string }\n";

    private const string Broken = "action: OpenShop\nservice: shop\nversion: 2026-03-01\nsumary: x\n";

    [Theory]
    [InlineData("specs")]
    [InlineData("./specs")]
    [InlineData("specs/")]
    [InlineData("specs//")]
    [InlineData("./specs/../specs/.")]
    [InlineData("link")]
    [InlineData("specs", "./specs")]
    [InlineData("specs", "link", "specs/sub/bad.yaml")]
    [InlineData("specs/sub/bad.yaml", "specs")]
    [InlineData("{full}/specs", "specs")]
    public async Task However_a_folder_is_named_and_how_often_each_mistake_is_told_once(params string[] paths)
    {
        using TemporaryFolder folder = Damaged();

        CliResult result = await CliProcess.RunInAsync(folder.Path, ["check", .. paths.Select(path => path.Replace("{full}", folder.Path, StringComparison.Ordinal))]);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"^(?:specs|link)/sub/bad\.yaml\(4,1\): error APIGEN\d+: .+\n2 files, 1 service, 2 actions: 1 error, 0 warnings\.\n$", result.Output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("specs", "sub//bad.yaml")]
    [InlineData("specs", "sub/bad.yaml")]
    [InlineData("specs", "./sub/../sub/bad.yaml")]
    [InlineData("specs/sub", "bad.yaml")]
    [InlineData("specs/sub", ".")]
    [InlineData("specs/sub", "../sub/bad.yaml")]
    [InlineData("link/sub", "bad.yaml")]
    [InlineData(".", "specs/sub")]
    public async Task A_mistake_is_found_from_any_folder(string from, string path)
    {
        using TemporaryFolder folder = Damaged();

        CliResult result = await CliProcess.RunInAsync(folder.File(from), "check", path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("bad.yaml(4,1): error APIGEN", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 file, 1 service, 2 actions: 1 error, 0 warnings.\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("specs", "shop.yaml")]
    [InlineData(".", "specs/shop.yaml")]
    [InlineData("specs/sub", "../shop.yaml")]
    public async Task A_file_that_is_right_passes_whatever_stands_beside_it(string from, string path)
    {
        using TemporaryFolder folder = Damaged();

        CliResult result = await CliProcess.RunInAsync(folder.File(from), "check", path);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("1 file, 1 service, 1 action: 0 errors", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [Theory]
    [InlineData("check", "dead")]
    [InlineData("generate", "dead", "--out", "out")]
    [InlineData("diff", "dead", "dead")]
    [InlineData("list", "--specs", "dead")]
    [InlineData("show", "CreateMNP", "--specs", "dead")]
    [InlineData("call", "tcsas", "CreateMNP", "--specs", "dead")]
    [InlineData("serve", "dead")]
    [InlineData("explore", "dead", "--no-browser")]
    [InlineData("import", "dead", "--out", "out")]
    [InlineData("add", "tea", "--from", "dead")]
    [InlineData("update", "--specs", "dead")]
    [InlineData("import", ".", "--out", "dead")]
    public async Task A_link_that_leads_nowhere_is_told_with_what_it_leads_to(params string[] command)
    {
        using TemporaryFolder folder = new();
        Directory.CreateSymbolicLink(folder.File("dead"), "nowhere");

        CliResult result = await CliProcess.RunInAsync(folder.Path, command);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^apigen: error: '[^']*dead' is a link to 'nowhere', which is not there\\.", result.Error);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("check", "specs")]
    [InlineData("import", "page.txt", "--out", "specs")]
    public async Task A_current_folder_that_is_gone_is_told(params string[] command)
    {
        CliResult result = await RunInGoneFolderAsync(command);

        Assert.Equal((1, "apigen: error: the current folder is not there any more. Change to one that is.\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("update", "--help")]
    [InlineData("call", "--help")]
    public async Task Help_needs_no_folder(params string[] command)
    {
        CliResult result = await RunInGoneFolderAsync(command);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("\nExamples:\n", result.Output, StringComparison.Ordinal);
    }

    private static async Task<CliResult> RunInGoneFolderAsync(string[] command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes no folder that a program stands in.");
        using TemporaryFolder folder = new();
        string gone = Directory.CreateDirectory(folder.File("gone")).FullName;
        System.Diagnostics.ProcessStartInfo start = new("sh", ["-c", "rmdir \"$PWD\" && exec \"$@\"", "sh", Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet", Path.Combine(AppContext.BaseDirectory, "apigen.dll"), .. command])
        {
            WorkingDirectory = gone,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };

        return await CliProcess.FinishAsync(System.Diagnostics.Process.Start(start)!);
    }

    [Fact]
    public async Task An_action_alone_is_checked_with_the_service_above_it_whatever_its_file_is_called()
    {
        using TemporaryFolder folder = new();
        folder.Write(Shop, "api", "main.yaml");
        folder.Write("types: { Shop: { members: { Id: string } } }\n", "api", "shapes.yaml");
        folder.Write("action: OpenShop\nresponse: { Shop: Shop }\n", "api", "actions", "OpenShop.yaml");
        folder.Write("action: ShutShop\nresponse: { Shop: Shopp }\n", "api", "actions", "ShutShop.yaml");

        CliResult right = await CliProcess.RunInAsync(folder.File("api", "actions"), "check", "OpenShop.yaml");
        CliResult wrong = await CliProcess.RunInAsync(folder.File("api", "actions"), "check", "ShutShop.yaml");

        Assert.Equal(0, right.ExitCode);
        Assert.Equal("apigen: 1 error in other files that these belong together with; check the whole folder to see them.\n", right.Error.ReplaceLineEndings("\n"));
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("ShutShop.yaml(2,", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_that_lead_in_circles_end()
    {
        using TemporaryFolder folder = Damaged();
        Directory.CreateSymbolicLink(folder.File("specs", "again"), folder.File("specs"));
        Directory.CreateSymbolicLink(folder.File("specs", "sub", "up"), folder.Path);
        File.CreateSymbolicLink(folder.File("specs", "same.yaml"), folder.File("specs", "shop.yaml"));

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "specs");

        Assert.EndsWith("2 files, 1 service, 2 actions: 1 error, 0 warnings.\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services:\n  web: { image: nginx }\n")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_folder_without_specs_does_not_pass(string? other)
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("specs"));
        if (other is not null)
        {
            folder.Write(other, "specs", "compose.yaml");
        }

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "specs");

        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("nothing-here", "there is no file or folder 'nothing-here'")]
    [InlineData("note.txt", "'note.txt' is neither a spec file (.yaml, .yml) nor a project (.csproj) nor a folder")]
    public async Task A_path_that_holds_no_specs_is_named(string path, string message)
    {
        using TemporaryFolder folder = new();
        folder.Write("x", "note.txt");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", path);
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", path);

        Assert.Equal((1, 1), (check.ExitCode, list.ExitCode));
        Assert.Contains(message, check.Error, StringComparison.Ordinal);
        Assert.Contains(message, list.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("specs/shop.yaml", ".", "specs")]
    [InlineData("specs/shop.yaml", "src/deep", "specs")]
    [InlineData("specs/shop.yaml", "specs", "specs")]
    [InlineData("api/shop.yml", "api", "api")]
    [InlineData("api/shop.yaml", "api/inner", "api")]
    [Long]
    public async Task Without_a_folder_the_specs_that_are_there_are_read_and_the_folder_is_told(string file, string from, string told)
    {
        using TemporaryFolder folder = new();
        folder.Write(Shop, file.Split('/'));
        Directory.CreateDirectory(folder.File(from));

        CliResult list = await CliProcess.RunInAsync(folder.File(from), "list");
        CliResult show = await CliProcess.RunInAsync(folder.File(from), "show", "RenameShop");
        CliResult check = await CliProcess.RunInAsync(folder.File(from), "check");

        Assert.Equal("shop RenameShop  Gives a shop another name.\n", list.Output.ReplaceLineEndings("\n"));
        Assert.Matches($@"^apigen: the specs are read from (?:.*/)?{told}\.\n$", list.Error.ReplaceLineEndings("\n"));
        Assert.Equal((0, 0, 0), (list.ExitCode, show.ExitCode, check.ExitCode));
    }

    [Fact]
    public async Task Where_there_are_none_those_of_the_tool_are_used_and_that_is_told()
    {
        using TemporaryFolder folder = new();
        folder.Write("services:\n  web: { image: nginx }\n", "compose.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "show", "CreateMNP");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("those that come with the tool are used", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task An_own_action_of_a_bundled_service_is_completed_from_the_bundled_specs()
    {
        using TemporaryFolder folder = new();
        folder.Write(Own, "specs", "PingMNP.yaml");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "specs");
        CliResult show = await CliProcess.RunInAsync(folder.Path, "show", "PingMNP", "--specs", "specs");
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--service", "tcsas");
        CliResult diff = await CliProcess.RunInAsync(folder.Path, "diff", Path.Combine(TestData.Specs, "tcsas"), "specs");

        Assert.Equal("1 file, 1 service, 152 actions: 0 errors, 0 warnings.\n", check.Output.ReplaceLineEndings("\n"));
        Assert.Equal("apigen: tcsas 2025-01-06 is completed from the specs that come with the tool.\n", check.Error.ReplaceLineEndings("\n"));
        Assert.StartsWith("tcsas 2025-01-06 PingMNP\n", show.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(152, list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("+ tcsas 2025-01-06 PingMNP: action added\n1 change", diff.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_files_of_a_project_that_are_not_there_are_told_at_once()
    {
        using TemporaryFolder folder = new();
        folder.Write("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ApiSpec Include=\"a.yaml;b.yaml\" /></ItemGroup></Project>", "App.csproj");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");

        Assert.Equal(1, check.ExitCode);
        Assert.Matches("names spec files that are not there: '.*a.yaml', '.*b.yaml'", check.Error);
    }

    [Fact]
    [Long]
    public async Task A_project_is_completed_by_its_items_alone_as_in_its_build()
    {
        using TemporaryFolder folder = new();
        folder.Write("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ApiSpec Include=\"PingMNP.yaml\" /></ItemGroup></Project>", "App.csproj");
        folder.Write(Own, "PingMNP.yaml");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("PingMNP.yaml(2,10): error APIGEN0041: No file declares the service tcsas 2025-01-06.", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("completed", check.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("[a-z] So the specs", check.Error);
    }

    [Fact]
    public async Task An_own_action_that_the_bundled_service_has_as_well_is_a_mistake_in_the_own_file()
    {
        using TemporaryFolder folder = new();
        folder.Write(Own.Replace("PingMNP", "CreateMNP", StringComparison.Ordinal), "specs", "Mine.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "specs");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("specs/Mine.yaml(1,9): error APIGEN", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("App.csproj")]
    [FullData(".")]
    [FullData("../{folder}/App.csproj")]
    [Long]
    public async Task A_project_gives_the_files_of_its_items_and_no_others(string path)
    {
        using TemporaryFolder folder = new();
        folder.Write("""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <ApiSpec Include="mine/**/*.yaml" Exclude="mine/draft/**" />
                <ApiService Include="Tcsas" Namespace="My.Tcsas" />
              </ItemGroup>
            </Project>
            """, "App.csproj");
        folder.Write(Shop, "mine", "shop.yaml");
        folder.Write(Own, "mine", "PingMNP.yaml");
        folder.Write(Broken, "mine", "draft", "bad.yaml");
        path = path.Replace("{folder}", Path.GetFileName(folder.Path), StringComparison.Ordinal);

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", path);
        CliResult diff = await CliProcess.RunInAsync(folder.Path, "diff", "--format", "json", TestData.Specs, path);

        Assert.Equal("2 files, 2 services, 153 actions: 0 errors, 0 warnings.\n", check.Output.ReplaceLineEndings("\n"));
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("namespace changed from TencentCloud.Tcsas to My.Tcsas", diff.Output, StringComparison.Ordinal);
        Assert.Contains("PingMNP", diff.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task An_extension_of_a_bundled_service_in_a_project_is_shown_and_served()
    {
        using TemporaryFolder folder = new();
        folder.Write("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ApiSpec Include=\"mine/*.yaml\" /><ApiService Include=\"tcsas\" /></ItemGroup></Project>", "App.csproj");
        folder.Write(Own, "mine", "PingMNP.yaml");

        CliResult show = await CliProcess.RunInAsync(folder.Path, "show", "PingMNP", "--specs", "App.csproj");
        using Process server = CliProcess.Start(folder.Path, "serve", "App.csproj", "--quiet");
        string endpoint = (await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ')[^1];
        CliResult call = await CliProcess.RunInAsync(folder.Path, "call", "tcsas", "PingMNP", "--specs", "App.csproj", "--endpoint", endpoint);
        CliProcess.Signal(server, "INT");
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("tcsas 2025-01-06 PingMNP\n", show.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(("", 0), (call.Error, call.ExitCode));
        Assert.Contains("RequestId", call.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Of_a_project_for_several_frameworks_the_items_of_each_are_read()
    {
        using TemporaryFolder folder = new();
        folder.Write("""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup>
              <ItemGroup Condition="'$(TargetFramework)' == 'net8.0'"><ApiSpec Include="old/*.yaml" /></ItemGroup>
              <ItemGroup Condition="'$(TargetFramework)' == 'net10.0'"><ApiService Include="sts" /></ItemGroup>
            </Project>
            """, "App.csproj");
        folder.Write(Shop, "old", "shop.yaml");

        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "App.csproj");

        Assert.Equal((0, ""), (list.ExitCode, list.Error));
        Assert.Contains("shop RenameShop", list.Output, StringComparison.Ordinal);
        Assert.Contains("sts AssumeRole", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_mistake_beside_a_file_a_command_is_named_that_lists_it()
    {
        using TemporaryFolder folder = new();
        folder.Write(Shop, "specs", "service.yaml");
        folder.Write("action: Good\n", "specs", "good.yaml");
        folder.Write("action: Bad\nrequest: { A: strng }\n", "specs", "bad.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "specs/good.yaml");
        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "specs");

        Assert.Equal((1, 1), (result.ExitCode, check.ExitCode));
        Assert.Contains("'apigen check specs' lists them all", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_folders_and_what_a_build_has_made_beside_a_project_are_not_read()
    {
        using TemporaryFolder folder = new();
        folder.Write("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", "App.csproj");
        folder.Write(Shop, "api", "shop.yaml");
        folder.Write(Shop, "bin", "Debug", "shop.yaml");
        folder.Write(Shop, "obj", "shop.yaml");
        folder.Write(Shop, ".cache", "shop.yaml");
        folder.Write("action: OpenShop\n", "api", "bin", "OpenShop.yaml");

        // The project names no spec, so that its folder is read like any other.
        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", ".");

        Assert.Equal("2 files, 1 service, 2 actions: 0 errors, 0 warnings.\n", result.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_project_that_cannot_be_evaluated_is_told_with_its_reason()
    {
        using TemporaryFolder folder = new();
        folder.Write("<Project><ItemGroup><ApiSpec Include=\"a.yaml\" /></Project>", "App.csproj");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cannot evaluate", result.Error, StringComparison.Ordinal);
        Assert.Contains("ItemGroup", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NameTaken")]
    [InlineData("invalidparametervalue.nametaken")]
    public async Task Actions_are_found_by_their_error_codes(string word)
    {
        using TemporaryFolder folder = new();
        folder.Write(Shop, "specs", "shop.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "list", word);

        Assert.Equal("shop RenameShop  Gives a shop another name.\n  InvalidParameterValue.NameTaken  Another shop has the name.\n", result.Output.ReplaceLineEndings("\n"));
    }

    private static TemporaryFolder Damaged()
    {
        TemporaryFolder folder = new();
        folder.Write(Shop, "specs", "shop.yaml");
        folder.Write(Broken, "specs", "sub", "bad.yaml");
        Directory.CreateSymbolicLink(folder.File("link"), folder.File("specs"));
        return folder;
    }
}
