using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>What items of a project do in a real build, where the compiler keeps one file a path and metadata travels through files.</summary>
[Collection(PackageTests.Name)]
public sealed class ProjectItemTests(PackageLab lab)
{
    [Fact]
    public async Task Items_for_one_service_and_one_file_add_up_however_they_are_written()
    {
        Assert.Empty(lab.Build.Of("ServiceTwice"));

        ProcessRun run = await lab.RunConsumerAsync("ServiceTwice", "net10.0");

        Assert.Equal(["CallVetAsync CreateMNPAsync DeleteMNPAsync DeleteTeamAsync DescribeMNPAsync DescribeTeamAsync GroomPetAsync ModifyTeamAsync PayVetAsync"], run.Output);
    }

    [Fact]
    public void Whatever_has_no_effect_is_told_where_it_stands()
    {
        Assert.Equal(
            [
                "ApiActions.txt(2,1) APIGEN0101",
                "Directory.Build.props(4,6) APIGEN0112",
                "Directory.Build.props(5,41) APIGEN0101",
                "Mistakes.csproj(12,33) APIGEN0101",
                "Mistakes.csproj(12,62) APIGEN0107",
                "Mistakes.csproj(12,83) APIGEN0107",
                "Mistakes.csproj(13,55) APIGEN0114",
                "Mistakes.csproj(14,33) APIGEN0108",
                "Mistakes.csproj(17,9) APIGEN0101",
                "Mistakes.csproj(21,6) APIGEN0114",
                "Mistakes.csproj(22,6) APIGEN0104",
                "Mistakes.csproj(23,6) APIGEN0112",
                "Mistakes.csproj(24,6) APIGEN0109",
                "Mistakes.csproj(26,6) APIGEN0112",
                "Mistakes.csproj(27,6) APIGEN0112",
                "Mistakes.csproj(28,6) APIGEN0112",
                "Mistakes.csproj(29,6) APIGEN0112",
                "Mistakes.csproj(7,6) APIGEN0114",
                "Shared.props(3,6) APIGEN0112",
                "build/deep/Most.props(3,6) APIGEN0114",
                "build/deep/Most.props(4,6) APIGEN0107",
                "build/deep/Most.props(7,6) APIGEN0114",
                "build/deep/Most.props(8,6) APIGEN0112",
                "specs/empty.yaml(1,1) APIGEN0115",
            ],
            Places("Mistakes"));
    }

    [Theory]
    [InlineData("Unloaded", "Analyzer items")]
    [InlineData("Forgotten", "Add a reference to ApiGen")]
    public void A_generator_that_does_not_reach_the_compiler_is_told(string project, string remedy)
    {
        BuildMessage message = Assert.Single(lab.Build.Of(project));

        Assert.Equal(("warning", "APIGEN0119"), (message.Severity, message.Code));
        Assert.Contains(remedy, message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_that_targets_make_in_time_count_and_those_that_come_late_are_told()
    {
        BuildMessage message = Assert.Single(lab.Build.Of("TargetItems"));
        Assert.Equal(("warning", "APIGEN0118"), (message.Severity, message.Code));

        ProcessRun run = await lab.RunConsumerAsync("TargetItems", "net10.0");

        Assert.Equal(["CopiedClient.FindAsync CopiedClient.LeaveAsync MadeClient.FindAsync MadeClient.LeaveAsync PackedClient.FindAsync", "True"], run.Output);
    }

    [Fact]
    public async Task A_spec_is_packed_where_its_item_or_another_says_so()
    {
        Consumers.SkipUnlessBuilt("TargetItems");
        string output = Path.Combine(lab.Folder, "packed-specs");
        await lab.DotnetAsync(["pack", "TargetItems", "-c", "Release", "-o", output, $"-p:Version={lab.Version}"]);

        using ZipArchive package = await ZipFile.OpenReadAsync(Path.Combine(output, $"TargetItems.{lab.Version}.nupkg"), TestContext.Current.CancellationToken);
        Assert.Equal(["from-none/specs/packed.yaml", "from-spec/copied.yaml"], package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_whose_names_differ_by_case_alone_are_all_generated_from() => Assert.Empty(lab.Build.Of("CaseTwins"));

    [Fact]
    public void A_spec_that_is_not_UTF_8_is_told_at_the_first_character_that_cannot_be_read() => Assert.Equal(
        ["specs/gbk.yaml(7,14) APIGEN0034", "specs/latin.yaml(7,16) APIGEN0034", "specs/unmarked.yaml(1,2) APIGEN0034"],
        Places("Encodings"));

    [Fact]
    public void A_file_that_is_not_there_is_told_once_by_the_compiler() => Assert.Equal(["CS2001", "CS2001"], lab.Build.Of("Absent").Select(message => message.Code));

    [Fact]
    public void A_copy_of_a_bundled_service_beside_it_is_one_diagnostic_that_names_both()
    {
        BuildMessage message = Assert.Single(lab.Build.Of("OwnCopy"));

        Assert.Equal("APIGEN0043", message.Code);
        Assert.EndsWith("OwnCopy/specs/tcsas/2025-01-06/service.yaml(2,10)", message.Place, StringComparison.Ordinal);
        Assert.Contains("ApiGen/specs/tcsas/2025-01-06/service.yaml", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_on_specs_are_turned_off_as_the_page_says() => Assert.Empty(lab.Build.Of("Configured"));

    [Fact]
    [Long]
    public async Task The_same_sources_in_another_folder_give_the_same_bytes()
    {
        Assert.Empty(lab.Build.Of("Twin"));
        await lab.DotnetAsync(["build", "Another place/Twin"]);

        string one = Path.Combine(lab.Folder, "Twin"), other = Path.Combine(lab.Folder, "Another place", "Twin");
        string[] generated = [.. Directory.GetFiles(Path.Combine(one, "generated"), "*.g.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(one, file))];
        Assert.Contains(generated, file => file.EndsWith("Example.Shared.FindItem.g.cs", StringComparison.Ordinal));
        Assert.All([.. generated, "bin/Debug/net10.0/Twin.dll"], file => Assert.Equal(File.ReadAllBytes(Path.Combine(one, file)), File.ReadAllBytes(Path.Combine(other, file))));
        Assert.All(generated, file => Assert.DoesNotContain(lab.Folder, File.ReadAllText(Path.Combine(one, file)), StringComparison.Ordinal));
    }

    [Fact]
    [Long]
    public async Task The_tool_writes_what_the_build_generates()
    {
        string written = Path.Combine(lab.Folder, "written"), project = Path.Combine(lab.Folder, "Twin");
        string tool = Path.Combine(Repository.Root, "generator", "ApiGen.Cli", "bin", "Debug", "net10.0", "apigen.dll");

        ProcessRun run = await ProcessRun.RunAsync("dotnet", [tool, "generate", project, "--out", written], lab.Folder, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Everything);
        Dictionary<string, string> built = Directory.GetFiles(Path.Combine(project, "generated"), "*.g.cs", SearchOption.AllDirectories).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        Assert.NotEmpty(built);
        Assert.Equal(built, Directory.GetFiles(written).ToDictionary(file => Path.GetFileName(file), File.ReadAllText));
    }

    [Fact]
    public async Task Central_versions_lock_files_and_the_artifacts_folder_change_nothing()
    {
        Assert.Empty(lab.Build.Of("Central"));
        Assert.True(File.Exists(Path.Combine(lab.Folder, "Central", "artifacts", "bin", "Central", "debug_net8.0", "Central.dll")));

        await lab.DotnetAsync(["restore", "Central", "--locked-mode", "--force"]);
    }

    [Fact]
    [Long]
    public async Task A_package_that_was_exchanged_for_another_of_its_name_and_version_is_refused_by_the_lock_file()
    {
        string project = Path.Combine(lab.Folder, "Poisoned");
        string poisoned = Path.Combine(project, "packages");
        Directory.CreateDirectory(poisoned);
        await WriteAsync("Poisoned.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><RestorePackagesWithLockFile>true</RestorePackagesWithLockFile></PropertyGroup><ItemGroup><PackageReference Include="ApiGen.Runtime" Version="{lab.Version}" /></ItemGroup></Project>""");
        await lab.DotnetAsync(["restore", project, "-p:RestorePackagesPath=first"]);
        await lab.DotnetAsync(["restore", project, "-p:RestorePackagesPath=second", "--locked-mode"]);

        string package = Path.Combine(poisoned, Path.GetFileName(lab.PackagePath("ApiGen.Runtime")));
        File.Copy(lab.PackagePath("ApiGen.Runtime"), package);
        using (ZipArchive archive = ZipFile.Open(package, ZipArchiveMode.Update))
        {
            archive.CreateEntry("build/ApiGen.Runtime.targets");
        }

        // Under the name of the source of this run, so that it stands in its place.
        await WriteAsync("nuget.config", $"""<configuration><packageSources><add key="{Path.GetFileName(lab.Folder)}" value="packages" /></packageSources></configuration>""");
        ProcessRun restore = await lab.RunAsync(["restore", project, "-p:RestorePackagesPath=third", "--locked-mode"]);

        Assert.NotEqual(0, restore.ExitCode);
        Assert.Contains("NU1403", restore.Everything, StringComparison.Ordinal);

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(project, name), text, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Names_beyond_what_file_systems_take_are_shortened()
    {
        Assert.Empty(lab.Build.Of("LongNames"));

        string[] files = [.. Directory.GetFiles(Path.Combine(lab.Folder, "LongNames", "obj"), "*.g.cs", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))];
        Assert.Equal(4, files.Count(file => file.StartsWith("Example.", StringComparison.Ordinal)));
        Assert.All(files, file => Assert.InRange(file.Length, 1, 255));
    }

    [Fact]
    public async Task Names_that_get_into_each_other_s_way_compile_and_what_the_language_offers_works()
    {
        Assert.Empty(lab.Build.Of("HardNames"));

        ProcessRun run = await lab.RunConsumerAsync("HardNames", "net10.0");

        Assert.Equal(
            [
                """{"_":"x","Kind":"NOT_STARTED","Since":"2026-01-01 08:00:00","Day":"2026-01-02","Image":"AQI="}""",
                "True",
                "NOT_STARTED a<2028>b<2029>c<0085>d",
                """1 False Example.Till.GetRequest Example.Shop.BankInfo {"body":"a","BodyContent":"b"}""",
                "TransferAsync",
            ],
            run.Output);
    }

    [Theory]
    [InlineData("FSharpCaller", "{\"MNPName\":\"functional\"}")]
    [InlineData("BasicCaller", "{\"MNPName\":\"basic\"}")]
    public async Task Other_languages_use_the_client_of_a_library(string name, string expected)
    {
        Assert.Empty(lab.Build.Of(name));

        ProcessRun run = await lab.RunConsumerAsync(name, "net10.0");

        Assert.Equal([expected], run.Output);
    }

    [Fact]
    public async Task A_friend_registers_through_the_library_and_a_stranger_on_its_own()
    {
        BuildMessage message = Assert.Single(lab.Build.Of("HostingFriend"));
        Assert.Equal(("warning", "APIGEN0111"), (message.Severity, message.Code));
        Assert.Empty(lab.Build.Of("HostingStranger"));

        ProcessRun friend = await lab.RunConsumerAsync("HostingFriend", "net10.0");
        ProcessRun stranger = await lab.RunConsumerAsync("HostingStranger", "net10.0");

        Assert.Equal(["True HostingFriend"], friend.Output);
        Assert.Equal(["True HostingStranger"], stranger.Output);
    }

    [Theory]
    [InlineData("VisualBasic")]
    [InlineData("FSharp")]
    public void A_project_of_another_language_is_told_what_to_do(string name)
    {
        BuildMessage message = Assert.Single(lab.Build.Of(name));

        Assert.Equal(("error", "APIGEN0106"), (message.Severity, message.Code));
        Assert.Contains("C# class library", message.Text, StringComparison.Ordinal);
        Assert.EndsWith("take Condition=\"'$(MSBuildProjectExtension)' == '.csproj'\".", message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OneClient")]
    [InlineData("FromPackage")]
    public async Task The_client_of_a_referenced_library_is_used_as_it_is(string name)
    {
        Assert.Empty(lab.Build.Of(name));

        ProcessRun run = await lab.RunConsumerAsync(name, "net10.0");

        Assert.Equal(["library PublicLibrary ApiGen.Runtime"], run.Output);
    }

    [Fact]
    public void A_client_that_a_referenced_library_has_is_one_clear_error()
    {
        BuildMessage message = Assert.Single(lab.Build.Of("SecondClient"));

        Assert.Equal(("error", "APIGEN0110"), (message.Severity, message.Code));
        Assert.EndsWith("SecondClient.csproj(14,6)", message.Place, StringComparison.Ordinal);
        Assert.Contains("TencentCloud.Tcsas.TcsasClient", message.Text, StringComparison.Ordinal);
        Assert.Contains("PublicLibrary", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_internal_clients_of_friends_live_beside_each_other_in_one_namespace()
    {
        Assert.Empty(lab.Build.Of("FriendApp"));

        ProcessRun run = await lab.RunConsumerAsync("FriendApp", "net10.0");

        Assert.Equal(["own FriendApp DeleteMNPAsync"], run.Output);
    }

    [Fact]
    public void An_assembly_that_promises_CLS_compliance_builds_without_warnings() => Assert.Empty(lab.Build.Of("CommonLanguage"));

    [Theory]
    [InlineData("HiddenRuntime", "(11,67) warning APIGEN0113")]
    [InlineData("HiddenRaised", "(11,8) error APIGEN0113")]
    public void A_library_that_hides_the_runtime_from_others_is_told_where_it_does(string name, string expected)
    {
        BuildMessage message = Assert.Single(lab.Build.Of(name));

        Assert.EndsWith(name + ".csproj" + expected, $"{message.Place} {message.Severity} {message.Code}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_of_it_brings_the_runtime_all_the_same()
    {
        Assert.Empty(lab.Build.Of("FromHidden"));

        ProcessRun run = await lab.RunConsumerAsync("FromHidden", "net10.0");

        Assert.Equal(["""{"MNPName":"hidden"} HiddenRuntime ApiGen.Runtime"""], run.Output);
    }

    [Theory]
    [InlineData("HiddenSilent")]
    [InlineData("HiddenUnwarned")]
    public void That_is_turned_off_as_other_warnings_are(string name) => Assert.Empty(lab.Build.Of(name));

    [Fact]
    public void A_path_that_does_not_reach_the_compiler_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");

        Assert.Equal(Enumerable.Repeat("Signs.csproj(11,6) APIGEN0116", 4), lab.Build.Of("Signs").Select(message => $"{Path.GetFileName(message.Place)} {message.Code}"));
    }

    [Theory]
    [InlineData("BasicSlip")]
    [InlineData("FSharpSlip")]
    public void A_project_of_another_language_is_told_what_to_do_whatever_its_items_are_called(string name)
    {
        BuildMessage message = Assert.Single(lab.Build.Of(name));

        Assert.Equal(("warning", "APIGEN0106"), (message.Severity, message.Code));
        Assert.Contains("C# class library", message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PublicLibrary")]
    [InlineData("HiddenRuntime")]
    [InlineData("Central")]
    [Long]
    public async Task A_packed_library_depends_on_the_runtime_and_not_on_the_generator(string name)
    {
        Consumers.SkipUnlessBuilt(name);
        string output = Path.Combine(lab.Folder, "packed");
        await lab.DotnetAsync(["pack", name, "-c", "Release", "-o", output, $"-p:Version={lab.Version}"]);

        using ZipArchive package = await ZipFile.OpenReadAsync(Path.Combine(output, $"{name}.{lab.Version}.nupkg"), TestContext.Current.CancellationToken);
        await using Stream nuspec = await package.GetEntry(name + ".nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
        XDocument document = await XDocument.LoadAsync(nuspec, LoadOptions.None, TestContext.Current.CancellationToken);
        XElement[] frameworks = [.. document.Descendants().Where(element => element.Name.LocalName == "group")];
        Assert.Equal(name == "Central" ? 2 : 1, frameworks.Length);
        Assert.All(frameworks, framework =>
        {
            string[] dependencies = [.. framework.Elements().Select(element => element.Attribute("id")!.Value)];
            Assert.Contains("ApiGen.Runtime", dependencies);
            Assert.DoesNotContain("ApiGen", dependencies);
        });
    }

    [Theory]
    [InlineData("ServiceTwice", "ApiActions.txt", "pets.yaml")]
    [InlineData("Central", "actions.txt", "shared.yaml")]
    public async Task Editors_and_watchers_see_every_spec_once_inside_the_project_and_outside(string name, string list, string spec)
    {
        Consumers.SkipUnlessBuilt(name);
        ProcessRun run = await lab.DotnetAsync(
            ["msbuild", $"{name}/{name}.csproj", "-p:TargetFramework=net10.0", "-getItem:Watch", "-getItem:UpToDateCheckInput", "-getItem:None", "-getItem:AvailableItemName"]);

        JsonElement items = JsonDocument.Parse(string.Join('\n', run.Output)).RootElement.GetProperty("Items");
        Assert.Equal([list, spec], Names(items, "Watch").Where(IsOurs).Order(StringComparer.Ordinal));
        Assert.Equal([list, spec], Names(items, "UpToDateCheckInput").Where(IsOurs).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Names(items, "None"), IsOurs);
        Assert.Contains("ApiSpec", Names(items, "AvailableItemName"));

        bool IsOurs(string file) => file == list || file == spec;
    }

    private string[] Places(string project) =>
    [
        .. lab.Build.Of(project)
            .Select(message => $"{message.Place[(message.Place.IndexOf($"/{project}/", StringComparison.Ordinal) + project.Length + 2)..]} {message.Code}")
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Names(JsonElement items, string kind) =>
        items.GetProperty(kind).EnumerateArray().Select(item => Path.GetFileName(item.GetProperty("Identity").GetString()!));
}
