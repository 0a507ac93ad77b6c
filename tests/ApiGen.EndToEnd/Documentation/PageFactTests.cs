using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Documentation;

/// <summary>What pages say that is neither a link nor code: names, figures and commands.</summary>
public sealed partial class PageFactTests
{
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
        Match prefix = Prefix().Match(Text("Directory.Build.props"));

        Assert.True(prefix.Success);
        Assert.Contains($"Packed so, their version is `{prefix.Groups["version"].Value}-dev`; write it where the pages say `{prefix.Groups["version"].Value}`.", Text("docs/getting-started.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Those_who_carry_on_find_what_a_repository_is_expected_to_have()
    {
        string workflow = Text(".github/workflows/ci.yml");

        Assert.Contains("- run: .ci/run\n", workflow, StringComparison.Ordinal);
        Assert.Contains("- run: dotnet format --verify-no-changes\n", workflow, StringComparison.Ordinal);
        Assert.Contains("dotnet", Text(".devcontainer/devcontainer.json"), StringComparison.Ordinal);
        Assert.Contains("privately", Text(".github/SECURITY.md"), StringComparison.Ordinal);
        Assert.NotEmpty(Text(".github/CODE_OF_CONDUCT.md"));
        Assert.NotEmpty(Text(".github/ISSUE_TEMPLATE/bug.yml"));
        Assert.NotEmpty(Text(".github/ISSUE_TEMPLATE/wish.yml"));
        Assert.Contains("root = true", Text(".editorconfig"), StringComparison.Ordinal);
        string contributing = Text(".github/CONTRIBUTING.md");
        string[] headings = ["## Add a diagnostic", "## Change what is generated", "## Add a template", "## Add a service"];
        Assert.All(headings, heading => Assert.Contains(heading, contributing, StringComparison.Ordinal));
    }

    private static IEnumerable<Type> Public() =>
        new[] { typeof(ApiGen.Runtime.ApiClient), typeof(ApiGen.Runtime.Hosting.ApiClientSettings), typeof(ApiGen.Emulator.ApiEmulator), typeof(TencentCloud.Tcsas.TcsasClient), typeof(PageFactTests) }
            .Select(type => type.Assembly).Distinct().SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsVisible || type.Namespace == "TencentCloud.Tcsas");

    private static IEnumerable<string[]> Rows(string page) =>
        Text(page).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray());

    private static string Text(string page) => File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![\w-])[A-Z][A-Za-z]+(?![\w-])")]
    private static partial Regex Name();

    [GeneratedRegex("<VersionPrefix>(?<version>.*?)</VersionPrefix>")]
    private static partial Regex Prefix();
}
