using System.Reflection;
using System.Text.RegularExpressions;
using ApiGen.Generator.Tests.Harness;
using ApiGen.Runtime;
using Xunit;

namespace ApiGen.Generator.Tests.Options;

/// <summary>What docs/project-file.md says that a wrong value gives is what it gives. A row that is new there needs a case here.</summary>
public partial class ProjectPageTests
{
    private const string Folder = "/home/somebody/App";
    private const string Project = Folder + "/App.csproj";
    private const string Header = "version: 2026-01-01\nnamespace: Example.Shop\nendpoint: shop.example.com\n";

    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "project-file.md"));

    private static readonly Dictionary<string, Func<string[]>> OfMetadata = new(StringComparer.Ordinal)
    {
        ["`Actions`"] = () => Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, actions: "FindItm")),
        ["`ActionsFile`"] = () => Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, actionsFile: "a.txt").Add("list", "a.txt", Folder + "/a.txt"), "", [Shop(), new SpecFileText(Folder + "/a.txt", "FindItem\nFindItm\n")]),
        ["`Namespace`"] = () => Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, space: "My-Product")),
        ["`Visibility`"] = () => Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, visibility: "Internl")),
        ["`RequiredMembers`"] = () => Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, requiredMembers: "keywords")),
    };

    private static readonly Dictionary<string, Func<string[]>> OfProject = new(StringComparer.Ordinal)
    {
        ["a name that is nearly one of these or begins as they do (`ApiGenNamespace`, `ApiSpecFile`), an item or its metadata as a property (`ApiServiceActions`), unless the files use it themselves; metadata that nobody reads"] = () => Ids(Plain(), "<ApiSpec Include=\"specs/*.yaml\" Action=\"FindItem\" /><ApiServce Include=\"shop\" /><ApiSpecFile Include=\"x\" /></ItemGroup><PropertyGroup><ApiServiceActions>Find*</ApiServiceActions></PropertyGroup><ItemGroup>"),
        ["a wildcard without a match, in the project, `Directory.Build.props`, a file that defines items, or a file that one of these imports by a plain path, up to three imports deep"] = () => Ids(Plain(), "<ApiSpec Include=\"spec/*.yaml\" />"),
        ["`Update` of what no item includes, or none above it"] = () => Ids(Plain(), "<ApiSpec Update=\"spec/shop.yaml\" Actions=\"FindItem\" /><ApiSpec Update=\"specs/shop.yaml\" Actions=\"FindItem\" /><ApiSpec Include=\"specs/*.yaml\" />"),
        ["an `Exclude` or `Remove` that takes nothing away, as where its path is misspelt or its wildcard finds nothing; wildcards that begin with `**`, and `bin` and `obj`, are left alone"] = () => Ids(Plain(), "<ApiSpec Include=\"specs/*.yaml\" Exclude=\"specs/shpo.yaml\" /><ApiSpec Remove=\"spec/**\" /><ApiService Remove=\"shap\" /><ApiSpec Include=\"specs/*.yaml\" Exclude=\"bin/**;**/draft.yaml\" />"),
        ["a wildcard in `ApiService` or `ActionsFile`"] = () => [.. Ids(Plain(), "<ApiService Include=\"tcs*\" />"), .. Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, actions: "FindItem", actionsFile: "*.txt"))],
        ["a service that does not come with ApiGen"] = () => Ids(Plain().Service("shap")),
        ["a file whose name does not end in `.yaml` or `.yml`"] = () => Ids(new ItemsFile().Spec("specs/shop.json", Folder + "/specs/shop.json"), "", [new SpecFileText(Folder + "/specs/shop.json", "{}")]),
        ["a spec or a list of actions that is not UTF-8"] = () => [
            .. Ids(Plain(), "", [new SpecFileText(Shop().Path, "service: shop\nsummary: \uFFFD\n" + Header)]),
            .. Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, actionsFile: "a.txt").Add("list", "a.txt", Folder + "/a.txt"), "", [Shop(), new SpecFileText(Folder + "/a.txt", "FindItem # \uFFFD\n")])],
        ["a path with a vertical bar, a quotation mark or a line end, which do not pass the compiler"] = () => Ids(Plain().Spec("specs/a|b.yaml", Folder + "/specs/a|b.yaml")),
        ["a service without an action, or of which nothing is selected, also beside others in one wildcard"] = () => [
            .. Ids(Plain(), "", [new SpecFileText(Shop().Path, "service: shop\n" + Header)]),
            .. Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, actions: "-*")),
            .. Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, actions: "Open").Spec("specs/bank.yaml", Folder + "/specs/bank.yaml", actions: "Open"), "", [Shop(), Bank("bank", "Example.Bank")])],
        ["a list of actions without an entry, whatever stands beside it"] = () => [
            .. Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, actionsFile: "a.txt").Add("list", "a.txt", Folder + "/a.txt"), "", [Shop(), new SpecFileText(Folder + "/a.txt", "# none\n")]),
            .. Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, actions: "Open", actionsFile: "a.txt").Add("list", "a.txt", Folder + "/a.txt"), "", [Shop(), new SpecFileText(Folder + "/a.txt", "# none\n")]),
            .. Ids(Plain().Spec("specs/shop.yaml", Shop().Path, actionsFile: "a.txt").Add("list", "a.txt", Folder + "/a.txt"), "", [Shop(), new SpecFileText(Folder + "/a.txt", "\n")])],
        ["an exclusion that leaves nothing out, because another item for the same file selects what it matches, or nothing in its own item does"] = () => [
            .. Ids(Plain().Spec("specs/shop.yaml", Shop().Path, actions: "-Open")),
            .. Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, actions: "FindItem;-Open"))],
        ["a copy of a bundled service beside that service"] = () => Ids(Plain().Add("file", "/packages/shop/service.yaml", "shop", "service.yaml").Service("shop"), "", [Shop(), new SpecFileText("/packages/shop/service.yaml", Shop().GetText(TestContext.Current.CancellationToken).ToString())]),
        ["items that disagree on `Namespace`, `Visibility` or `RequiredMembers` of one service, for one file of it or for several"] = () => [
            .. Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, space: "A").Spec("specs/shop.yaml", Shop().Path, space: "B")),
            .. Ids(new ItemsFile().Spec("specs/shop.yaml", Shop().Path, visibility: "public").Spec("specs/more.yaml", Folder + "/specs/more.yaml", visibility: "internal"), "", [Shop(), new SpecFileText(Folder + "/specs/more.yaml", "service: shop\nversion: 2026-01-01\nactions: { More: {} }\n")])],
    };

    // The compiler and MSBuild tell these, so that tests of the packages hold them.
    private static readonly string[] Elsewhere = ["a file that is not there, on other systems than Windows also one with a backslash in its name, which MSBuild takes for a slash", "items that a target makes right after the compiler has run, or right before it behind ApiGen", "items in a project to whose compiler the generator does not get, as where a target removes `Analyzer` items; the project's own items where it has `ApiGen.Runtime`, as from a project that it refers to, and no reference to `ApiGen`", "items, or the package alone, in a project that is not C#"];

    [Fact]
    public void The_members_of_ones_own_compile_with_the_client_that_they_belong_to()
    {
        string[] blocks = [.. CSharpBlock().Matches(Page).Select(block => block.Groups["code"].Value)];

        // As ImplicitUsings of a new project has it.
        Assembly consumer = ConsumerBuild.Load(Repository.Tcsas("CreateMNP"), "global using System;\n" + Assert.Single(blocks));

        Type client = consumer.GetType("TencentCloud.Tcsas.TcsasClient", throwOnError: true)!;
        DateTimeOffset before = DateTimeOffset.UtcNow;
        using IDisposable made = (IDisposable)Activator.CreateInstance(client, new TencentCloudCredential("AKIDEXAMPLE", "example"), "ap-singapore", null)!;

        Assert.InRange((DateTimeOffset)client.GetProperty("Created")!.GetValue(made)!, before, DateTimeOffset.UtcNow);
    }

    public static TheoryData<string> Metadata() => [.. Rows("| metadata of both items ").Select(row => row.Name)];

    public static TheoryData<string> InVain() => [.. Rows("| in the project file ").Select(row => row.Name).Except(Elsewhere)];

    [Theory]
    [MemberData(nameof(Metadata))]
    public void A_wrong_value_gives_what_the_page_says(string name) => Assert.Equal([Told("| metadata of both items ", name)], OfMetadata[name]().Distinct());

    [Theory]
    [MemberData(nameof(InVain))]
    public void What_has_no_effect_is_told_as_the_page_says(string name) => Assert.Equal([Told("| in the project file ", name)], OfProject[name]().Distinct());

    private static string Told(string table, string name) => Id().Match(Rows(table).Single(row => row.Name == name).Told).Value;

    private static IEnumerable<(string Name, string Told)> Rows(string table) => Page[Page.IndexOf(table, StringComparison.Ordinal)..].Split('\n')
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => (cells[1], cells[^2]));

    private static SpecFileText Shop() => new(Folder + "/specs/shop.yaml", "service: shop\n" + Header + "actions: { FindItem: {}, Open: {} }\n");

    private static SpecFileText Bank(string name, string space) => new($"{Folder}/specs/{name}.yaml", $"service: {name}\nversion: 2026-01-01\nnamespace: {space}\nendpoint: bank.example.com\nactions: {{ Close: {{}} }}\n");

    private static ItemsFile Plain() => new ItemsFile().Spec("specs/shop.yaml", Shop().Path);

    private static string[] Ids(ItemsFile items, string written = "", SpecFileText[]? files = null)
    {
        SpecFileText project = new(Project, $"<Project><ItemGroup>{written}</ItemGroup></Project>");
        return [.. new GeneratorHost([.. files ?? [Shop()], project], items: items.Add("source", Project)).Run().Diagnostics.Select(diagnostic => diagnostic.Id)];
    }

    [GeneratedRegex("^```csharp[^\n]*\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"APIGEN\d{4}")]
    private static partial Regex Id();
}
