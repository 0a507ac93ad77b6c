using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Packages;
using ApiGen.EndToEnd.Support;
using YamlDotNet.RepresentationModel;

namespace ApiGen.EndToEnd.Documentation;

/// <summary>What pages say that is neither a link nor code: names, figures and commands.</summary>
public sealed partial class PageFactTests
{
    private static readonly string[] Folders = ["docs", ".github", "generator", "runtime", "samples", "tests"];

    private static readonly string[] FieldTypes = ["checkboxes", "dropdown", "input", "markdown", "textarea"];

    [Fact]
    public void Twenty_questions_and_more_are_answered_each_with_code()
    {
        string[] questions = Text("docs/how-do-i.md").Split("\n## ")[1..];

        Assert.InRange(questions.Length, 20, 100);
        Assert.Equal([], questions.Where(question => !question.Contains("```csharp", StringComparison.Ordinal)).Select(question => question.Split('\n')[0]));
    }

    [Fact]
    public void What_stands_for_the_names_of_the_vendor_s_SDK_is_there()
    {
        HashSet<string> known = [.. Public().SelectMany(type => type.GetMembers().Select(member => member.Name).Append(type.Name.Split('`')[0]))];
        string[] rows = [.. Text("docs/migrating.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.Contains("| here |", StringComparison.Ordinal))];
        string[] ours = [.. rows.SelectMany(row => Code().Matches(row.Split(" | ")[^1]).Select(match => match.Groups["code"].Value))];

        string[] unknown =
        [
            .. ours.Where(code => !code.StartsWith('<')).SelectMany(code => Name().Matches(Quoted().Replace(code, "")).Select(match => match.Value)).Distinct()
                .Where(name => !known.Contains(name) && name != "ApiGen" && typeof(object).Assembly.GetType("System." + name) is null),
        ];

        Assert.InRange(rows.Length, 20, 100);
        Assert.True(ours.Length > 20);
        Assert.Equal([], unknown);
    }

    [Fact]
    public void The_figures_of_the_first_page_are_those_of_the_page_on_performance()
    {
        string first = Text("README.md");
        (double ours, double byHand) = Row("full call / hand-written, CPU");
        (_, double refit) = Row("full call / Refit, CPU");
        (double bytes, double bytesByHand) = Row("full call / hand-written, bytes");
        (_, double bytesOfRefit) = Row("full call / Refit, bytes");

        Assert.Contains(FormattableString.Invariant($"\n| CPU of a call | {ours / 1000:0.0} us | {byHand / ours:0.0}x | {refit / ours:0.0}x |\n"), first, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"\n| bytes allocated | {bytes:#,0} | {bytesByHand / bytes:0.0}x | {bytesOfRefit / bytes:0.0}x |\n"), first, StringComparison.Ordinal);

        static (double Ours, double Compared) Row(string name)
        {
            string[] cells = Assert.Single(Rows("docs/performance.md"), cells => cells[1] == name);
            return (Number(cells[2]), Number(cells[3]));
        }

        static double Number(string cell) => double.Parse(cell.Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Those_beside_the_vendor_s_SDK_are_as_well()
    {
        string[][] vendor = [.. Rows("README.md").Where(cells => cells.Length == 6 && !cells[3].EndsWith('x') && char.IsAsciiDigit(cells[4].FirstOrDefault()))];

        Assert.Equal(7, vendor.Length);
        Assert.All(vendor, row => Assert.Single(Rows("docs/performance.md"), cells => cells[1].Split(';')[0] == row[1] && cells.Skip(2).SequenceEqual(row.Skip(2))));
    }

    [Fact]
    public void The_version_that_a_plain_pack_gives_is_the_one_that_the_page_names()
    {
        string version = Repository.VersionPrefix;

        Assert.Contains($"Packed so, their version is `{version}-dev`; write it where the pages say `{version}`.", Text("docs/getting-started.md"), StringComparison.Ordinal);
        Assert.Contains($"`{version}-dev` from a plain `dotnet pack`, `{version}-dev.<commits>.g<hash>` from `.ci/pack`.", Text("docs/releasing.md"), StringComparison.Ordinal);
        Assert.Contains($"`git tag -a v{version} -m \"{version}\"`", Text("docs/releasing.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_and_samples_refer_to_packages_of_the_version_at_hand()
    {
        (string File, string Version)[] named =
        [
            .. Files("*.md").Concat(Files("*.csproj").Where(file => file.StartsWith("samples/", StringComparison.Ordinal)))
                .SelectMany(file => Reference().Matches(Text(file)).Select(reference => (file, reference.Groups["version"].Value))),
        ];

        Assert.Contains(named, reference => reference.File == "README.md");
        Assert.Contains(named, reference => reference.File == "generator/ApiGen.Generator/PACKAGE.md");
        Assert.Contains(named, reference => reference.File == "samples/Worker/Worker.csproj");

        // An example of what not to write leaves its version out.
        Assert.Equal([], named.Where(reference => reference.Version != "..." && !(reference.Version + "-").StartsWith(Repository.VersionPrefix + "-", StringComparison.Ordinal)));
        Assert.Matches(@"\n5\. Raise `VersionPrefix`[^\n]*\bsamples\b[^\n]*\bpages\b", Text("docs/releasing.md"));
    }

    [Fact]
    public void Every_project_that_a_page_runs_is_there()
    {
        (string Page, string Project, bool IsThere)[] run =
        [
            .. Files("*.md").SelectMany(page => Run().Matches(Text(page)).Select(command => command.Groups["project"].Value).Select(project => (page, project, IsThere(page, project)))),
        ];

        Assert.InRange(run.Count(command => command.Page == "README.md"), 5, 100);
        Assert.Equal([], run.Where(command => !command.IsThere));

        // In the repository, or made by a command of the page.
        static bool IsThere(string page, string project) =>
            Path.Combine(Repository.Root, project) is var folder && Directory.Exists(folder) ? Directory.GetFiles(folder, "*.csproj").Length == 1 : Regex.IsMatch(Text(page), $@"\ndotnet new [\w-]+ -[on] {Regex.Escape(project)}\b");
    }

    [Fact]
    [Long]
    public async Task The_benchmarks_that_pages_name_are_there()
    {
        string[] commands = await ToldOfAsync("none");
        string[] sections = await ToldOfAsync("ratios", "none");
        string[][] named = [.. Files("*.md").SelectMany(page => Benchmark().Matches(Text(page)).Select(command => command.Groups["arguments"].Value.Split(' ')))];

        Assert.Contains($" one section: {string.Join(", ", sections)}\n", Text("docs/performance.md"), StringComparison.Ordinal);
        Assert.InRange(named.Length, 8, 100);
        Assert.Contains(named, arguments => arguments is ["ratios", "throttle"]);
        Assert.Equal([], named.Select(arguments => arguments[0]).Where(command => command != "--filter").Except(commands));
        Assert.Equal([], named.Where(arguments => arguments[0] == "ratios").SelectMany(arguments => arguments[1..]).Where(argument => argument != "--quick").Except(sections));
        string filter = Assert.Single(named, arguments => arguments[0] == "--filter")[1].Trim('\'');
        Assert.Contains((await BenchmarksAsync("--list", "flat", "--filter", filter)).Output, line => line.StartsWith("ApiGen.Benchmarks.", StringComparison.Ordinal));

        // "There is no ... 'none'. These are there: a, b."
        static async Task<string[]> ToldOfAsync(params string[] arguments)
        {
            ProcessRun run = await BenchmarksAsync(arguments);
            Assert.Equal(2, run.ExitCode);
            return Assert.Single(run.Output).TrimEnd('.').Split(": ")[1].Split(", ");
        }

        static Task<ProcessRun> BenchmarksAsync(params string[] arguments) =>
            ProcessRun.RunAsync("dotnet", [Repository.Output("tests/ApiGen.Benchmarks", "net10.0"), .. arguments], cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_page_on_tests_counts_the_projects_of_the_quick_form()
    {
        string[] numbers = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

        Assert.Contains($"\n| projects that have the packages alone | {numbers[Consumers.Few.Count - 3]}, from ", Text("docs/testing.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Those_who_carry_on_find_what_a_repository_is_expected_to_have()
    {
        string workflow = Text(".github/workflows/ci.yml");

        Assert.Contains("- run: .ci/run\n", workflow, StringComparison.Ordinal);
        Assert.Contains("- run: dotnet format --verify-no-changes\n", workflow, StringComparison.Ordinal);
        Assert.Contains("privately", Text(".github/SECURITY.md"), StringComparison.Ordinal);
        Assert.NotEmpty(Text(".github/CODE_OF_CONDUCT.md"));
        Assert.Contains("root = true", Text(".editorconfig"), StringComparison.Ordinal);
        string contributing = Text(".github/CONTRIBUTING.md");
        string[] headings = ["## Add a diagnostic", "## Change what is generated", "## Add a template", "## Add a service"];
        Assert.All(headings, heading => Assert.Contains(heading, contributing, StringComparison.Ordinal));
        Assert.Contains("\n| `.ci/reference` | the reference of the public API, after `dotnet build`: `artifacts/reference/site/index.html` |", contributing, StringComparison.Ordinal);
        Assert.Contains(".ci/reference || ", Text(".ci/run"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_for_development_has_the_SDK()
    {
        using JsonDocument container = JsonDocument.Parse(Text(".devcontainer/devcontainer.json"));
        using JsonDocument sdk = JsonDocument.Parse(Text("global.json"));

        string version = sdk.RootElement.GetProperty("sdk").GetProperty("version").GetString()!;
        Assert.Equal("mcr.microsoft.com/devcontainers/dotnet:" + string.Join('.', version.Split('.')[..2]), container.RootElement.GetProperty("image").GetString());
    }

    [Theory]
    [InlineData("bug")]
    [InlineData("wish")]
    public void A_form_for_issues_is_one(string name)
    {
        YamlStream file = [];
        file.Load(new StringReader(Text($".github/ISSUE_TEMPLATE/{name}.yml")));
        YamlMappingNode form = (YamlMappingNode)Assert.Single(file.Documents).RootNode;

        Assert.NotEmpty(((YamlScalarNode)form["name"]).Value!);
        Assert.NotEmpty(((YamlScalarNode)form["description"]).Value!);
        YamlSequenceNode fields = (YamlSequenceNode)form["body"];
        Assert.NotEmpty(fields);
        Assert.All(fields, field => Assert.Contains(((YamlScalarNode)field["type"]).Value, FieldTypes));
        Assert.All(fields, field => Assert.NotEmpty(((YamlScalarNode)field["attributes"]["label"]).Value!));
        Assert.Equal(fields.Count(), fields.Select(field => ((YamlScalarNode)field["id"]).Value).Distinct().Count());
    }

    private static IEnumerable<Type> Public() =>
        new[] { typeof(ApiGen.Runtime.ApiClient), typeof(ApiGen.Runtime.Hosting.ApiClientSettings), typeof(ApiGen.Emulator.ApiEmulator), typeof(TencentCloud.Tcsas.TcsasClient), typeof(PageFactTests) }
            .Select(type => type.Assembly).Distinct().SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsVisible || type.Namespace == "TencentCloud.Tcsas");

    private static IEnumerable<string[]> Rows(string page) =>
        Text(page).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray());

    /// <summary>The files of a kind in the repository, relative to it, without what builds leave.</summary>
    private static IEnumerable<string> Files(string pattern) =>
        Folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Repository.Root, pattern))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "TestResults"));

    private static string Text(string page) => File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![\w-])[A-Z][A-Za-z]+(?![\w-])")]
    private static partial Regex Name();

    [GeneratedRegex("\"ApiGen[\\w.]*\" Version=\"(?<version>[^\"]*)\"")]
    private static partial Regex Reference();

    [GeneratedRegex(@"dotnet run (-c Release )?--project (?<project>[\w./-]+)")]
    private static partial Regex Run();

    // Two blanks end the command where its meaning stands on the same line.
    [GeneratedRegex(@"--project tests/ApiGen\.Benchmarks\s+-- (?<arguments>[^\s`]+( [^\s`<]+)*)")]
    private static partial Regex Benchmark();
}
