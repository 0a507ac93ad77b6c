using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>A newcomer does what the pages say, word for word, with the packages of this run.</summary>
[Collection(PackageTests.Name)]
public sealed class GettingStartedTests(PackageLab lab)
{
    private const string Start = "docs/getting-started.md";

    [Fact]
    [Long]
    public async Task The_first_program_and_an_action_of_ones_own_build_as_the_pages_say()
    {
        await ShellAsync(lab.Folder, Page.Block(Start, "sh", after: "## Call an action"));
        string project = Path.Combine(lab.Folder, "MiniPrograms");
        string projectFile = Path.Combine(project, "MiniPrograms.csproj");
        string program = Path.Combine(project, "Program.cs");
        Insert(projectFile, Page.Block(Start, "xml", after: "## Call an action"));
        string code = Page.Block(Start, "csharp compiled", after: "## Call an action");
        await File.WriteAllTextAsync(program, code, TestContext.Current.CancellationToken);

        Assert.Empty(Warnings(await lab.DotnetAsync(["build", project, "-nodeReuse:false", "-tl:off"])));

        // What the page says of a member that is left out.
        await File.WriteAllTextAsync(program, Regex.Replace(code, " *MNPName = .*\n", ""), TestContext.Current.CancellationToken);
        string[] lines = code.Split('\n');
        int line = Array.FindIndex(lines, text => text.Contains("new CreateMNPRequest", StringComparison.Ordinal));
        Assert.Contains($"Program.cs({line + 1},{lines[line].IndexOf("new CreateMNPRequest", StringComparison.Ordinal) + 1}): warning APIGEN1001: ", Assert.Single(Warnings(await lab.DotnetAsync(["build", project, "-nodeReuse:false", "-tl:off"])).Distinct()), StringComparison.Ordinal);

        // The action of one's own, from the first page.
        const string own = "## Add an action of your own";
        Directory.CreateDirectory(Path.Combine(project, "specs"));
        string spec = Path.Combine(project, "specs", "shop.yaml");
        await File.WriteAllTextAsync(spec, Page.Block("README.md", "yaml", after: own), TestContext.Current.CancellationToken);
        Insert(projectFile, $"<ItemGroup>{Page.Block("README.md", "xml", after: own)}</ItemGroup>");
        await File.WriteAllTextAsync(
            program,
            "using ApiGen.Runtime;\nusing Example.Shop;\nstring secretId = args[0], secretKey = args[1];\n" + Page.Block("README.md", "csharp", after: own),
            TestContext.Current.CancellationToken);
        Assert.Empty(Warnings(await lab.DotnetAsync(["build", project, "-nodeReuse:false", "-tl:off"])));

        await File.WriteAllTextAsync(spec, (await File.ReadAllTextAsync(spec, TestContext.Current.CancellationToken)).Replace("required: true, summary: The shop.", "requird: true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        ProcessRun mistaken = await lab.RunAsync(["build", project, "-nodeReuse:false", "-tl:off"]);
        Assert.NotEqual(0, mistaken.ExitCode);
        string place = Regex.Match(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken), @"`(specs/shop\.yaml\(.*?\): error APIGEN0011: Unknown key 'requird')`").Groups[1].Value;
        Assert.NotEqual("", place);
        Assert.Contains(mistaken.Output, line => line.Contains(place, StringComparison.Ordinal));
    }

    [Fact]
    [Long]
    public async Task The_example_of_the_first_page_builds_with_the_items_beside_it()
    {
        const string use = "All need nothing but the .NET 10 SDK. Use in a project of your own:";
        string project = Path.Combine(lab.Folder, "FirstPage");
        string items = Page.Block("README.md", "xml", after: use);
        Assert.Contains($"\"ApiGen\" Version=\"{Repository.VersionPrefix}\"", items, StringComparison.Ordinal);
        await ShellAsync(lab.Folder, "dotnet new console -o FirstPage");
        Insert(Path.Combine(project, "FirstPage.csproj"), $"<ItemGroup>{items.Replace($"\"{Repository.VersionPrefix}\"", $"\"{lab.Version}\"", StringComparison.Ordinal)}</ItemGroup>");

        // What the page leaves open: the names, and the members behind the dots.
        string code = Page.Block("README.md", "csharp", after: use);
        await File.WriteAllTextAsync(
            Path.Combine(project, "Program.cs"),
            code.Replace("\n\nusing var client", "\n\nstring secretId = args[0], secretKey = args[1];\nCancellationToken cancellationToken = default;\nusing var client", StringComparison.Ordinal)
                .Replace("/* ... */", "PlatformId = \"\", MNPType = \"\", MNPIcon = \"\", MNPIntro = \"\", MNPDesc = \"\"", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        Assert.Empty(Warnings(await lab.DotnetAsync(["build", project, "-nodeReuse:false", "-tl:off"])));
    }

    [Theory]
    [InlineData("README.md", "With the packages alone:")]
    [InlineData(Start, "## Begin with a template")]
    [Long]
    public async Task The_first_commands_need_the_packages_alone(string page, string after)
    {
        string folder = Path.Combine(lab.Folder, "first of " + Path.GetFileName(page));
        Directory.CreateDirectory(folder);
        Dictionary<string, string?> variables = new() { ["DOTNET_CLI_HOME"] = Path.Combine(folder, "home"), ["DOTNET_NOLOGO"] = "1", ["TENCENTCLOUD_SECRET_ID"] = null, ["TENCENTCLOUD_REGION"] = null };

        ProcessRun run = await ShellAsync(folder, Page.Block(page, "sh", after), variables);

        Assert.Equal("ResourceId: mp1mkdcf53ob2h8m", run.Output[^1]);
        Assert.Contains($"Include=\"ApiGen\" Version=\"{lab.Version}\"", await File.ReadAllTextAsync(Path.Combine(folder, "Shop", "Shop.csproj"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    [Long]
    public async Task The_tool_is_installed_as_the_page_says()
    {
        string install = Page.Block(Start, "sh", after: "## Use another service of the vendor").Split('\n')[0];
        Assert.StartsWith("dotnet tool install", install, StringComparison.Ordinal);
        string home = Path.Combine(lab.Folder, "home");

        await ShellAsync(lab.Folder, install, new() { ["DOTNET_CLI_HOME"] = home });
        ProcessRun run = await ProcessRun.RunAsync(Path.Combine(home, ".dotnet", "tools", "apigen"), ["show", "CreateMNP"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Everything);
    }

    private static async Task<ProcessRun> ShellAsync(string folder, string script, Dictionary<string, string?>? variables = null)
    {
        ProcessRun run = await ProcessRun.RunAsync("bash", ["-e", "-c", script], folder, variables, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.Everything);
        return run;
    }

    private static void Insert(string projectFile, string items) =>
        File.WriteAllText(projectFile, File.ReadAllText(projectFile).Replace("</Project>", items + "\n</Project>", StringComparison.Ordinal));

    private static IEnumerable<string> Warnings(ProcessRun build) => build.Output.Where(line => line.Contains("warning ", StringComparison.Ordinal));
}
