using ApiGen.Emulator;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>Projects that have the packages and nothing else of the repository.</summary>
[Collection(PackageTests.Name)]
public sealed class ConsumerTests(PackageLab lab)
{
    [Theory]
    [InlineData("Bundled")]
    [InlineData(Consumers.SpaceAndLetters)]
    public async Task Bundled_specs_and_a_selection_make_a_client_without_warnings(string name)
    {
        AssertBuilt(name);

        ProcessRun run = await lab.RunConsumerAsync(name, "net10.0");

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("ResourceId: mp1mkdcf53ob2h8m", run.Output);
        string methods = Assert.Single(run.Output, line => line.StartsWith("Methods: ", StringComparison.Ordinal));
        string[] actions = methods["Methods: ".Length..].Split(' ');
        Assert.Contains("CreateMNPAsync", actions);
        Assert.Contains("DescribeMNPAsync", actions);
        Assert.DoesNotContain("DescribeMNPListAsync", actions);
        Assert.All(actions, action => Assert.True(action.StartsWith("DescribeMNP", StringComparison.Ordinal) || action == "CreateMNPAsync", action));
    }

    [Fact]
    public async Task Own_specs_make_a_client_on_net8_beside_hosting_and_redis()
    {
        AssertBuilt("OwnSpecs");
        await using ApiEmulator emulator = await ApiEmulator.StartAsync(
            SpecFolder.Load(Path.Combine(lab.Folder, "OwnSpecs", "specs")), cancellationToken: TestContext.Current.CancellationToken);

        ProcessRun run = await lab.RunConsumerAsync(
            "OwnSpecs", "net8.0", emulator.Endpoint.ToString(), ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("Revision: 9007199254740993", run.Output);
        Assert.Contains("Clients: Example.Shop.IShopClient Example.Shop.ShopClient", run.Output);
        Assert.Contains(run.Output, line => line.Contains("Name", StringComparison.Ordinal) && line.Contains("64", StringComparison.Ordinal));
        Assert.Single(emulator.Arrivals);
    }

    [Fact]
    public async Task Two_consumers_that_see_each_other_s_internals_do_not_collide()
    {
        AssertBuilt("InternalLibrary");
        AssertBuilt("InternalApp");

        ProcessRun run = await lab.RunConsumerAsync("InternalApp", "net10.0");

        Assert.Equal(["library True DeleteMNPAsync"], run.Output);
    }

    [Fact]
    public async Task Another_generator_keeps_its_own_YamlDotNet()
    {
        AssertBuilt("OtherYaml");

        ProcessRun run = await lab.RunConsumerAsync("OtherYaml", "net10.0");

        Assert.Equal(["16 CreateMNPRequest"], run.Output);
    }

    [Fact]
    public void An_older_compiler_makes_all_of_the_bundled_service_without_warnings() => AssertBuilt("OlderCompiler");

    [Fact]
    public void A_language_version_that_is_too_low_is_one_clear_error()
    {
        BuildMessage message = Assert.Single(lab.Build.Of("OldLanguage"));

        Assert.Equal("error", message.Severity);
        Assert.Equal("APIGEN0102", message.Code);
        Assert.Contains("OldLanguage.csproj(", message.Place, StringComparison.Ordinal);
        Assert.Contains("LangVersion", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_in_a_spec_are_errors_at_their_own_lines_and_columns()
    {
        IReadOnlyList<BuildMessage> messages = lab.Build.Of("BrokenSpec");

        Assert.All(messages, message => Assert.Equal("error", message.Severity));
        Assert.All(messages, message => Assert.StartsWith("APIGEN0", message.Code, StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Place.EndsWith("specs/shop.yaml(12,21)", StringComparison.Ordinal) && message.Text.Contains("Shop", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Place.EndsWith("specs/shop.yaml(13,15)", StringComparison.Ordinal) && message.Text.Contains("typo", StringComparison.Ordinal));
    }

    [Fact]
    public void Required_fields_that_are_not_set_are_a_warning_at_the_request()
    {
        BuildMessage message = Assert.Single(lab.Build.Of("MissingFields"));

        Assert.Equal("warning", message.Severity);
        Assert.Equal("APIGEN1001", message.Code);
        Assert.EndsWith("Caller.cs(9,31)", message.Place, StringComparison.Ordinal);
        Assert.All(["MNPType", "MNPIcon", "MNPIntro", "MNPDesc"], name => Assert.Contains(name, message.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("MNPName", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task The_tool_installs_and_runs()
    {
        string tools = Path.Combine(lab.Folder, "tools");
        await lab.DotnetAsync(["tool", "install", "ApiGen.Cli", "--version", lab.Version, "--tool-path", tools]);

        ProcessRun run = await ProcessRun.RunAsync(Path.Combine(tools, "apigen"), ["list"], lab.Folder, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains(run.Output, line => line.Contains("tcsas", StringComparison.Ordinal));

        string output = Path.Combine(lab.Folder, "generated by the tool");
        ProcessRun generate = await ProcessRun.RunAsync(
            Path.Combine(tools, "apigen"), ["generate", "--service", "tcsas", "--actions", "CreateMNP", "--out", output], lab.Folder, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(generate.ExitCode == 0, generate.Everything);
        Assert.All(Directory.GetFiles(output), file => Assert.Equal(
            Code(Directory.GetFiles(Path.Combine(lab.Folder, "Twin", "generated"), Path.GetFileName(file), SearchOption.AllDirectories).Single()), Code(file)));

        // The line with the path of the spec is the one that differs.
        static IEnumerable<string> Code(string file) => File.ReadLines(file).Where(line => !line.StartsWith("//   ApiGen wrote", StringComparison.Ordinal));
    }

    private void AssertBuilt(string project)
    {
        Assert.Empty(lab.Build.Of(project));
        Assert.Contains($"{project} -> ", lab.Build.Everything, StringComparison.Ordinal);
    }
}
