using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
    [Long]
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

    [Theory]
    [InlineData("App.csproj", "Generated", "<Compile Include=\"**/*.cs\" />", true)]
    [FullData("specs", "Generated/Shop", "<Compile Include=\"**/*.cs\" />", true)]
    [FullData("App.csproj", ".", "<Compile Include=\"**/*.cs\" />", true)]
    [InlineData("App.csproj", "Generated", "<Compile Include=\"**/*.cs\" Exclude=\"Generated/**\" />", false)]
    [FullData("App.csproj", "../Generated", "<Compile Include=\"**/*.cs\" />", false)]
    [FullData("other", "Generated", "<Compile Include=\"**/*.cs\" />", false)]
    [Long]
    public async Task That_a_project_would_compile_what_it_generates_itself_is_told(string specs, string output, string items, bool isTold)
    {
        using TemporaryFolder folder = new();
        folder.Write(Shop, "app", "specs", "shop.yaml");
        folder.Write(Shop.Replace("shop", "bank", StringComparison.Ordinal).Replace("Shop", "Bank", StringComparison.Ordinal), "app", "other", "bank.yaml");
        folder.Write(ProjectFile.With("<ApiSpec Include=\"specs/*.yaml\" />" + items), "app", "App.csproj");

        CliResult result = await CliProcess.RunInAsync(folder.File("app"), "generate", specs, "--out", output);

        Assert.Equal(0, result.ExitCode);
        string remedy = output == "." ? "*.g.cs" : output + "/**";
        Assert.Equal(
            isTold
                ? $"apigen: the build of App.csproj generates this code itself and compiles the files in '{output}' too, so that it will fail. Take them out of it with <Compile Remove=\"{remedy}\" />, or choose a folder outside of the project.\n"
                : "",
            result.Error);
    }

    [Theory]
    [InlineData("--actions", "-*", "shop 2025-01-06: --actions selects none of its actions; name some, or take the service out.")]
    [InlineData("--actions-file", "actions.txt", "shop 2025-01-06: --actions-file selects none of its actions; name some, or take the service out.")]
    [InlineData("--actions-file", "empty.txt", "--actions-file empty.txt: it has no entry; add one, or remove --actions-file.")]
    [Long]
    public async Task Without_a_project_the_option_is_named_that_selects_nothing(string option, string value, string told)
    {
        using TemporaryFolder folder = Specs();
        folder.Write("-*\n", "actions.txt");
        folder.Write("# none\n", "empty.txt");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", option, value);

        Assert.Contains("APIGEN0115: Nothing is generated for " + told, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BeforeBuild")]
    [FullData("BeforeCompile")]
    [FullData("CoreCompile")]
    [Long]
    public async Task Items_of_a_target_in_an_imported_file_count(string hook)
    {
        using TemporaryFolder folder = new();
        folder.Write(Shop, "specs", "shop.yaml");
        folder.Write($"<Project><Target Name=\"Specs\" BeforeTargets=\"{hook}\"><ItemGroup><ApiSpec Include=\"specs/*.yaml\" Actions=\"FindItem\" /></ItemGroup></Target></Project>", "build", "specs.targets");
        folder.Write(ProjectFile.With("").Replace("<Project>", "<Project><Import Project=\"build/specs.targets\" />", StringComparison.Ordinal), "App.csproj");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "App.csproj");
        CliResult generate = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");

        Assert.Equal((0, "", 0, "", 0, ""), (check.ExitCode, check.Error, list.ExitCode, list.Error, generate.ExitCode, generate.Error));
        Assert.Equal("1 file, 1 service, 2 actions: 0 errors, 0 warnings.\n", check.Output);
        Assert.Contains("BuyItem", list.Output, StringComparison.Ordinal);
        Assert.Equal(["Example.Shop.FindItem.g.cs", "Example.Shop.ShopClient.g.cs"], Names(folder));
    }

    [Theory]
    [InlineData("BeforeTargets=\"BeforeCompile\"", "apigen: what targets of App.csproj do up to the compiler failed outside of a build, so that items which they add may be missing here (", "0 errors, 0 warnings.")]
    [FullData("AfterTargets=\"CoreCompile\"", "", "0 errors, 0 warnings.")]
    [Long]
    public async Task A_target_that_fails_outside_of_a_build_is_told_where_it_may_add_items(string hook, string told, string end)
    {
        using TemporaryFolder folder = new();
        folder.Write(Shop, "specs", "shop.yaml");
        folder.Write(
            ProjectFile.With("<ApiSpec Include=\"specs/*.yaml\" />").Replace("</Project>", $"<Target Name=\"Weave\" {hook}><Error Text=\"there is no assembly\" /></Target></Project>", StringComparison.Ordinal),
            "App.csproj");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "App.csproj");
        CliResult generate = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");

        Assert.Equal((0, 0, 0), (check.ExitCode, list.ExitCode, generate.ExitCode));
        Assert.All([check, list, generate], result => Assert.StartsWith(told, result.Error, StringComparison.Ordinal));
        Assert.All([check, list, generate], result => Assert.Equal(told.Length > 0 ? 1 : 0, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.All([check, list, generate], result => Assert.Equal(told.Length > 0, result.Error.Contains("there is no assembly", StringComparison.Ordinal)));
        Assert.EndsWith(end + "\n", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Items_that_a_target_adds_too_late_are_told_as_the_build_does()
    {
        using TemporaryFolder folder = new();
        folder.Write(Shop, "specs", "shop.yaml");
        folder.Write(
            ProjectFile.With("").Replace("</Project>", "<Target Name=\"Specs\" BeforeTargets=\"CoreCompile\"><ItemGroup><ApiSpec Include=\"specs/*.yaml\" /></ItemGroup></Target></Project>", StringComparison.Ordinal),
            "App.csproj");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        CliResult generate = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");

        Assert.Equal((0, 1), (check.ExitCode, generate.ExitCode));
        Assert.StartsWith("App.csproj(1,1): warning APIGEN0118: A target adds ApiSpec or ApiService items when ApiGen has read the items already, so that they have no effect.", check.Output, StringComparison.Ordinal);
        Assert.StartsWith("apigen: warning APIGEN0118: A target adds", generate.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Items_that_a_target_adds_before_the_compiler_count()
    {
        using TemporaryFolder folder = new();
        folder.Write(Shop, "specs", "shop.yaml");
        folder.Write(
            ProjectFile.With("").Replace("</Project>", "<Target Name=\"Specs\" BeforeTargets=\"BeforeCompile\"><ItemGroup><ApiSpec Include=\"specs/*.yaml\" Actions=\"FindItem;Mi*\" /></ItemGroup></Target></Project>", StringComparison.Ordinal),
            "App.csproj");

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        CliResult list = await CliProcess.RunInAsync(folder.Path, "list", "--specs", "App.csproj");
        folder.Write(folder.Read("App.csproj").Replace(";Mi*", "", StringComparison.Ordinal), "App.csproj");
        CliResult right = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        CliResult generate = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");

        Assert.Equal((1, 0, 0, 0), (check.ExitCode, list.ExitCode, right.ExitCode, generate.ExitCode));
        Assert.Contains("error APIGEN0101: ApiSpec specs/shop.yaml: the pattern 'Mi*'", check.Output, StringComparison.Ordinal);
        Assert.Contains("BuyItem", list.Output, StringComparison.Ordinal);
        Assert.Equal("1 file, 1 service, 2 actions: 0 errors, 0 warnings.\n", right.Output);
        Assert.Equal(["Example.Shop.FindItem.g.cs", "Example.Shop.ShopClient.g.cs"], Names(folder));
    }

    [Fact]
    [Long]
    public async Task What_is_not_generated_any_more_is_deleted_and_nothing_of_others()
    {
        using TemporaryFolder folder = Specs();
        await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated");
        folder.Write(Shop.Replace("shop", "bank", StringComparison.Ordinal).Replace("Shop", "Bank", StringComparison.Ordinal), "bank", "bank.yaml");
        await CliProcess.RunInAsync(folder.Path, "generate", "bank", "--out", "code/generated");
        folder.Write("// mine\n", "code", "generated", "Example.Shop.Mine.g.cs");

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", "--actions", "Find*");

        // The client lists the names of its actions.
        Assert.Equal("write Example.Shop.ShopClient.g.cs\ndelete Example.Shop.BuyItem.g.cs\ndelete Example.Shop.Types.Item.g.cs\n2 files: 1 written, 2 deleted.\n", result.Output);
        Assert.Equal(7, Names(folder).Count());
    }

    [Theory]
    [InlineData("specs", "Example.Shop")]
    [InlineData("bank", "Example.Bank")]
    [Long]
    public async Task Of_a_service_that_has_got_another_namespace_the_files_in_the_former_one_are_deleted(string changed, string former)
    {
        using TemporaryFolder folder = Specs();
        folder.Write(Shop.Replace("shop", "bank", StringComparison.Ordinal).Replace("Shop", "Bank", StringComparison.Ordinal), "bank", "shop.yaml");
        await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated");
        await CliProcess.RunInAsync(folder.Path, "generate", "bank", "--out", "code/generated");
        string[] others = [.. Names(folder).Where(name => !name.StartsWith(former, StringComparison.Ordinal))];

        CliResult check = await CliProcess.RunInAsync(folder.Path, "generate", changed, "--out", "code/generated", "--namespace", "Mine", "--check");
        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", changed, "--out", "code/generated", "--namespace", "Mine");

        Assert.Equal((1, 0), (check.ExitCode, result.ExitCode));
        Assert.EndsWith("4 files: 4 written, 4 deleted.\n", result.Output, StringComparison.Ordinal);
        string[] expected = [.. others, "Mine.BuyItem.g.cs", "Mine.FindItem.g.cs", $"Mine.{former[8..]}Client.g.cs", "Mine.Types.Item.g.cs"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Names(folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Long]
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
    [Long]
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
    [InlineData("--actions", "FindItm", "the pattern 'FindItm' in --actions matches no action. Did you mean 'FindItem'?")]
    [InlineData("--actions", ",", "--actions names no action; leave it out to take all of them.")]
    [InlineData("--actions", " ; ,", "--actions names no action; leave it out to take all of them.")]
    [InlineData("--namespace", "1x", "APIGEN0105")]
    [InlineData("--visibility", "privat", "privat")]
    [InlineData("--actions-file", "nowhere.txt", "nowhere.txt")]
    [InlineData("--service", "shops", "There are: shop.")]
    [Long]
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
    [Long]
    public async Task A_list_of_actions_that_is_not_UTF_8_is_an_error_as_in_a_build()
    {
        using TemporaryFolder folder = Specs();
        File.WriteAllBytes(folder.File("list.txt"), [.. "FindItem # "u8, 0xE9, (byte)'\n']);

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code", "--actions-file", "list.txt");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("list.txt(1,12): error APIGEN0034", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("code")));
    }

    [Fact]
    [Long]
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
    [Long]
    public async Task Who_writes_the_same_folder_at_once_does_not_get_into_the_way_of_another()
    {
        using TemporaryFolder folder = new();

        CliResult[] results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CliProcess.RunInAsync(folder.Path, "generate", "--service", "tcsas", "--out", "code/generated")));

        Assert.All(results, result => Assert.Equal((0, ""), (result.ExitCode, result.Error)));
        int files = Names(folder).Count();
        Assert.Equal([$"{files} files: {files} written, 0 deleted.", .. Enumerable.Repeat($"{files} files: 0 written, 0 deleted.", 4)], results.Select(result => result.Output.TrimEnd().Split('\n')[^1]).OrderDescending());
    }

    [Fact]
    [Long]
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
    [Long]
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
    [Long]
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
    [Long]
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
    [Long]
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

    [Theory]
    [InlineData("public", "App", "", false, "error APIGEN0110: The referenced assembly Lib has Example.Shop.ShopClient already")]
    [FullData("public", "App", "other", true, "")]
    [InlineData("internal", "App", "", true, "warning APIGEN0111: ")]
    [FullData("internal", "Stranger", "", true, "")]
    [Long]
    public async Task What_a_reference_has_already_is_left_out_as_in_a_build(string visibility, string friend, string alias, bool isWritten, string told)
    {
        using TemporaryFolder folder = Project($"<ApiSpec Include=\"specs/*.yaml\" /><ReferencePathWithRefAssemblies Include=\"Lib.dll\" Aliases=\"{alias}\" />"
            + "<ResolvedCompileFileDefinitions Include=\"ApiGen.Runtime.Hosting.dll\" />");
        CSharpCompilation library = CSharpCompilation.Create(
            "Lib",
            [CSharpSyntaxTree.ParseText($"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{friend}\")] namespace Example.Shop; {visibility} class ShopClient; {visibility} static class ShopClientServiceCollectionExtensions;", cancellationToken: TestContext.Current.CancellationToken)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(library.Emit(folder.File("Lib.dll"), cancellationToken: TestContext.Current.CancellationToken).Success);

        CliResult check = await CliProcess.RunInAsync(folder.Path, "check", "App.csproj");
        CliResult generate = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");

        Assert.Equal((isWritten ? 0 : 1, isWritten ? 0 : 1), (check.ExitCode, generate.ExitCode));
        Assert.Contains(told, check.Output, StringComparison.Ordinal);
        Assert.Contains(told, generate.Error, StringComparison.Ordinal);
        Assert.Equal(told.Length == 0, generate.Error.Length == 0);
        Assert.Equal(isWritten && told.Length == 0, File.Exists(folder.File("code", "generated", "Example.Shop.ShopClientServiceCollectionExtensions.g.cs")));
        Assert.Equal(isWritten, File.Exists(folder.File("code", "generated", "Example.Shop.FindItem.g.cs")));
    }

    [Fact]
    [Long]
    public async Task That_a_reference_cannot_be_looked_into_is_told()
    {
        using TemporaryFolder folder = Project("<ApiSpec Include=\"specs/*.yaml\" /><ReferencePathWithRefAssemblies Include=\"../lib/Lib.dll\" />");

        CliResult unbuilt = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");
        folder.Write(folder.Read("App.csproj").Replace("<Target Name=\"FindReferenceAssembliesForReferences\" />", "", StringComparison.Ordinal), "App.csproj");
        CliResult unknown = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");

        Assert.Equal((0, 0), (unbuilt.ExitCode, unknown.ExitCode));
        Assert.Equal("apigen: Lib, which App.csproj refers to, cannot be looked into before it is built, so that a client which is there already is not left out here as in the build.\n", unbuilt.Error);
        Assert.StartsWith("apigen: the references of App.csproj cannot be resolved (", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
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

    [Theory]
    [InlineData("--actions", "Nope", "apigen: error APIGEN0101: command line: the pattern 'Nope' in --actions matches no action.")]
    [InlineData("--actions", "CreatMNP", "apigen: error APIGEN0101: command line: the pattern 'CreatMNP' in --actions matches no action. Did you mean 'CreateMNP'?")]
    [InlineData("--namespace", "My-Shop", "apigen: error APIGEN0105: command line: 'My-Shop' in --namespace is no namespace of C#.")]
    [Long]
    public async Task What_is_wrong_with_an_option_is_told_of_the_option(string option, string value, string expected)
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliProcess.RunInAsync(folder.Path, "generate", "--service", "tcsas", "--out", "code", option, value);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task Of_several_target_frameworks_one_is_chosen_where_they_generate_different_files()
    {
        using TemporaryFolder folder = Specs();
        folder.Write(ProjectFile.With("<ApiSpec Include=\"specs/*.yaml\" Actions=\"FindItem\" />", "net8.0;net10.0"), "App.csproj");
        CliResult same = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");
        folder.Write(ProjectFile.With("<ApiSpec Include=\"specs/*.yaml\" Actions=\"FindItem\" /><ApiSpec Include=\"specs/*.yaml\" Actions=\"BuyItem\" Condition=\"'$(TargetFramework)' == 'net10.0'\" />", "net8.0;net10.0"), "App.csproj");
        CliResult different = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated");
        CliResult unknown = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated", "--framework", "net9.0");
        CliResult chosen = await CliProcess.RunInAsync(folder.Path, "generate", "App.csproj", "--out", "code/generated", "--framework", "net10.0");
        CliResult without = await CliProcess.RunInAsync(folder.Path, "generate", "specs", "--out", "code/generated", "--framework", "net10.0");

        Assert.Equal((0, ""), (same.ExitCode, same.Error));
        Assert.Equal((1, 1, 0, 1), (different.ExitCode, unknown.ExitCode, chosen.ExitCode, without.ExitCode));
        Assert.Contains("the builds for net8.0 and net10.0 generate different files, such as Example.Shop.", different.Error, StringComparison.Ordinal);
        Assert.Contains("the project is not built for 'net9.0'. Its target frameworks: net8.0, net10.0.", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("--framework has no effect on specs without a project.", without.Error, StringComparison.Ordinal);
        Assert.Contains("Example.Shop.BuyItem.g.cs", Names(folder));
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
