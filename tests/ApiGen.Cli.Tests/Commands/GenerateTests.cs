namespace ApiGen.Cli.Tests.Commands;

public sealed class GenerateTests
{
    private const string Shop = "service: shop\nversion: 2025-01-06\nnamespace: Example.Shop\nendpoint: shop.example.com\nactions:\n  FindItem: { request: { Name: { type: string, required: true } } }\n  BuyItem: { request: { Item: Item } }\ntypes:\n  Item: { members: { Name: string } }\n";

    [Fact]
    public async Task The_code_of_a_folder_is_written_and_listed()
    {
        using TemporaryFolder folder = Specs();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["Example.Shop.BuyItem.g.cs", "Example.Shop.FindItem.g.cs", "Example.Shop.ShopClient.g.cs", "Example.Shop.Types.Item.g.cs"], Names(folder));
        Assert.Equal("write Example.Shop.BuyItem.g.cs\nwrite Example.Shop.FindItem.g.cs\nwrite Example.Shop.ShopClient.g.cs\nwrite Example.Shop.Types.Item.g.cs\n4 files: 4 written, 0 deleted.\n", result.Output);
        Assert.Contains("from specs/shop.yaml.", Read(folder, "FindItem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_mean_what_the_metadata_of_an_item_means()
    {
        using TemporaryFolder folder = Specs();
        folder.Write("FindItem # the only one\n", "actions.txt");

        CliResult result = await CliProcess.RunInAsync(
            folder.Path, "generate", "specs", "--out", "code/generated", "--actions-file", "actions.txt", "--namespace", "Mine.Shop", "--visibility", "internal", "--required-members", "keyword", "--hosting");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["Mine.Shop.FindItem.g.cs", "Mine.Shop.ShopClient.g.cs", "Mine.Shop.ShopClientServiceCollectionExtensions.g.cs"], Names(folder));
        Assert.Contains("internal sealed partial class FindItemRequest", Read(folder, "FindItem"), StringComparison.Ordinal);
        Assert.Contains("public required string? Name", Read(folder, "FindItem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_generated_any_more_is_deleted_and_nothing_of_others()
    {
        using TemporaryFolder folder = Specs();
        await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated");
        await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", "--namespace", "Example.Shop.Other");
        folder.Write("// mine\n", "code", "generated", "Example.Shop.Mine.g.cs");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", "--actions", "Find*");

        // The client lists the names of its actions.
        Assert.Equal("write Example.Shop.ShopClient.g.cs\ndelete Example.Shop.BuyItem.g.cs\ndelete Example.Shop.Types.Item.g.cs\n2 files: 1 written, 2 deleted.\n", result.Output);
        Assert.Equal(7, Names(folder).Count());
    }

    [Fact]
    public async Task A_file_of_somebody_else_is_not_overwritten_and_then_nothing_is()
    {
        using TemporaryFolder folder = Specs();
        folder.Write("// mine\n", "code", "generated", "Example.Shop.FindItem.g.cs");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Example.Shop.FindItem.g.cs, so nothing was written.", result.Error, StringComparison.Ordinal);
        Assert.Equal(["Example.Shop.FindItem.g.cs"], Names(folder));
    }

    [Fact]
    public async Task A_check_writes_nothing_and_tells_by_its_exit_code()
    {
        using TemporaryFolder folder = Specs();

        CliResult before = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", "--check");
        Assert.False(Directory.Exists(folder.File("code")));
        await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated");
        string path = folder.File("code", "generated", "Example.Shop.FindItem.g.cs");
        File.WriteAllText(path, File.ReadAllText(path).ReplaceLineEndings("\r\n"));
        CliResult after = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", "--check");
        CliResult other = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", "--check", "--visibility", "internal");

        Assert.Equal((1, 0, 1), (before.ExitCode, after.ExitCode, other.ExitCode));
        Assert.Equal("The folder is up to date.\n", after.Output);
        Assert.EndsWith("The folder is not up to date; nothing was written.\n", other.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--actions", "FindItm", "the pattern 'FindItm' in Actions matches no action. Did you mean 'FindItem'?")]
    [InlineData("--namespace", "1x", "APIGEN0105")]
    [InlineData("--visibility", "privat", "privat")]
    [InlineData("--actions-file", "nowhere.txt", "nowhere.txt")]
    [InlineData("--service", "shops", "There are: shop.")]
    public async Task A_mistake_in_an_option_is_told_and_nothing_is_written(string option, string value, string expected)
    {
        using TemporaryFolder folder = Specs();
        Directory.CreateDirectory(folder.File("specs", "nested"));

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code", option, value);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("code")));
    }

    [Fact]
    public async Task A_mistake_in_a_spec_is_told_at_its_place_and_nothing_is_written()
    {
        using TemporaryFolder folder = Specs();
        folder.Write(Shop.Replace("request: { Name", "request: { : Name", StringComparison.Ordinal), "specs", "shop.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("shop.yaml(6,", result.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was written.", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("code")));
    }

    [Fact]
    public async Task One_of_the_bundled_services_is_chosen_by_its_name()
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "--service", "tcsas", "--out", "code/generated", "--actions", "CreateMNP,DeleteMNP");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("TencentCloud.Tcsas.DeleteMNP.g.cs", Names(folder));
        Assert.All(Names(folder), name => Assert.StartsWith("TencentCloud.Tcsas.", name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SHOP", "Example.Shop.FindItem.g.cs")]
    [InlineData("Tcsas", "TencentCloud.Tcsas.DescribeMNP.g.cs")]
    public async Task A_service_is_chosen_by_its_name_among_the_specs_that_are_here_and_those_of_the_tool(string service, string file)
    {
        using TemporaryFolder folder = Specs();
        folder.Write(Shop.Replace("shop", "bank", StringComparison.Ordinal).Replace("Shop", "Bank", StringComparison.Ordinal), "specs", "bank", "main.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "--service", service, "--out", "code/generated");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(file, Names(folder));
        Assert.All(Names(folder), name => Assert.StartsWith(file.Split('.')[1] == "Shop" ? "Example.Shop." : "TencentCloud.Tcsas.", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_adds_to_a_bundled_service_is_completed_as_in_a_build()
    {
        using TemporaryFolder folder = new();
        folder.Write("service: sts\nversion: 2018-08-13\naction: Mine\n", "specs", "mine.yaml");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", "--actions", "Mine;AssumeRole");

        Assert.Equal((0, "apigen: sts 2018-08-13 is completed from the specs that come with the tool.\n"), (result.ExitCode, result.Error.ReplaceLineEndings("\n")));
        Assert.Contains("from specs/mine.yaml.", Read(folder, "Mine"), StringComparison.Ordinal);
        Assert.Contains("from ApiGen/specs/sts/2018-08-13/", Read(folder, "AssumeRole"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_over_goes_also_when_nothing_is_generated_any_more()
    {
        using TemporaryFolder folder = Specs();
        await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", "--actions", "-*", "--check");
        CliResult real = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", "--actions", "-*");

        Assert.Equal((1, 0), (check.ExitCode, real.ExitCode));
        Assert.Contains("APIGEN0115", real.Error, StringComparison.Ordinal);
        Assert.Empty(Names(folder));
    }

    [Fact]
    public async Task Of_a_project_the_items_say_what_is_generated()
    {
        using TemporaryFolder folder = Project("<ApiSpec Include=\"specs/**/*.yaml\" Actions=\"FindItem\" Namespace=\"Mine\" Visibility=\"internal\" /><ApiService Include=\"sts\" Actions=\"AssumeRole;Mi*\" /><ApiSpec Include=\"own/mine.yaml\" Actions=\"Mine\" />");
        folder.Write("service: sts\nversion: 2018-08-13\naction: Mine\n", "own", "mine.yaml");

        CliResult byFile = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");
        CliResult byFolder = await CliProcess.RunInAsync(folder.Path, "generate", ".", "--out", "code/generated", "--check");
        CliResult mixed = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code", "--namespace", "Other");
        CliResult two = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "specs", "--out", "code");

        Assert.Equal((1, 1, 1, 1), (byFile.ExitCode, byFolder.ExitCode, mixed.ExitCode, two.ExitCode));
        Assert.Matches(@"App\.csproj\(\d+,\d+\): error APIGEN0101: ApiService sts: the pattern 'Mi\*'", byFile.Error);
        Assert.Contains("--namespace has no effect on a project", mixed.Error, StringComparison.Ordinal);
        Assert.Contains("'App.csproj' is a project, whose items say what belongs to it.", two.Error, StringComparison.Ordinal);

        folder.Write(folder.Read("App.csproj").Replace(";Mi*", "", StringComparison.Ordinal), "App.csproj");
        CliResult right = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");
        CliResult check = await CliProcess.RunInAsync(folder.Path, "generate", ".", "--out", "code/generated", "--check");

        Assert.Equal((0, "", 0), (right.ExitCode, right.Error, check.ExitCode));
        Assert.Contains("internal sealed partial class FindItemRequest", Read(folder, "FindItem"), StringComparison.Ordinal);
        Assert.Contains("from specs/shop.yaml.", Read(folder, "FindItem"), StringComparison.Ordinal);
        Assert.Contains("from own/mine.yaml.", Read(folder, "Mine"), StringComparison.Ordinal);
        Assert.DoesNotContain(Names(folder), name => name.Contains("BuyItem", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_project_without_ApiGen_or_without_items_is_a_message()
    {
        using TemporaryFolder folder = new();
        folder.Write("<Project><ItemGroup><ApiSpec Include=\"x.yaml\" /></ItemGroup></Project>", "App.csproj");
        using TemporaryFolder empty = Project("");

        CliResult without = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code");
        CliResult nothing = await CliProcess.RunInAsync(empty.Path, "generate", "App.csproj", "--out", "code");

        Assert.Equal((1, 1), (without.ExitCode, nothing.ExitCode));
        Assert.Contains("App.csproj does not use the package ApiGen, or is not restored", without.Error, StringComparison.Ordinal);
        Assert.Contains("the project has no ApiSpec and no ApiService items", nothing.Error, StringComparison.Ordinal);
    }

    private static TemporaryFolder Project(string items)
    {
        TemporaryFolder folder = Specs();
        folder.Write(ProjectFile.With(items), "App.csproj");
        return folder;
    }

    private static TemporaryFolder Specs()
    {
        TemporaryFolder folder = new();
        folder.Write(Shop, "specs", "shop.yaml");
        return folder;
    }

    private static IEnumerable<string> Names(TemporaryFolder folder) => Directory.GetFiles(folder.File("code", "generated")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static string Read(TemporaryFolder folder, string action) =>
        File.ReadAllText(Directory.GetFiles(folder.File("code", "generated"), $"*.{action}.g.cs").Single());
}
