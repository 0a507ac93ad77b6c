using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Documentation;

/// <summary>Links of the pages lead somewhere.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Folders = ["docs", ".github", "samples"];

    private static readonly string[] Products = ["runtime", "generator"];

    public static TheoryData<string> Pages =>
    [
        "README.md",
        "CHANGELOG.md",
        .. Folders
            .Where(folder => Directory.Exists(Path.Combine(Repository.Root, folder)))
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Files_and_headings_that_a_page_links_to_are_there(string page)
    {
        string path = Path.Combine(Repository.Root, page);

        Assert.Equal([], Link().Matches(WithoutCode(path)).Select(match => match.Groups["target"].Value).Where(target => !Leads(path, target)));
    }

    [Fact]
    public void Pages_that_the_product_names_by_their_address_are_there()
    {
        string root = Path.Combine(Repository.Root, "page");
        (string File, string Target)[] named =
        [
            .. Products
                .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
                .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
                .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
                .SelectMany(path => Address().Matches(File.ReadAllText(Path.Combine(Repository.Root, path))).Select(match => (path, match.Groups["target"].Value))),
        ];

        // The failures that are not repeated, and the diagnostics of the generator and the analyzers, each in its folder.
        Assert.Contains(named, static one => one.Target == "docs/runtime.md#retries");
        Assert.Equal(2, named.Count(static one => one.Target == "docs/diagnostics/"));
        Assert.Equal([], named.Where(one => !Leads(root, one.Target)));
    }

    [Fact]
    public void Every_page_for_readers_is_linked_from_the_first_one()
    {
        string first = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.Equal([], Snippet.Pages.Skip(1).Where(page => !first.Contains($"({page}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_threat_on_the_page_on_security_has_tests_that_are_there()
    {
        string[] page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "security.md"));
        string[][] threats = [.. page.SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith('|')).Select(row => row.Split('|', StringSplitOptions.TrimEntries)[1..^1])];

        // A hostile spec, model, response, network, a leaked log, a poisoned cache.
        Assert.InRange(threats.Length, 6, 100);
        Assert.All(threats, threat => Assert.Equal([], threat[^1].Split("; ").SelectMany(named => Missing(named).Select(missing => $"{threat[0]}: {missing}"))));
    }

    /// <summary>What of <c>`project`: `class`, `class`</c> is not there; the text itself when it is no such thing.</summary>
    private static IEnumerable<string> Missing(string named)
    {
        Match tests = TestNames().Match(named);
        return tests.Success
            ? tests.Groups["class"].Captures.Select(capture => capture.Value)
                .Where(name => Directory.GetFiles(Path.Combine(Repository.Root, "tests", tests.Groups["project"].Value), name + ".cs", SearchOption.AllDirectories).Length == 0)
            : [named];
    }

    private static bool Leads(string page, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal))
        {
            return true;
        }

        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
        return parts.Length == 1 ? Path.Exists(file) : File.Exists(file) && Heading().Matches(WithoutCode(file)).Any(heading => Anchor(heading.Groups["text"].Value.Trim()) == parts[1]);
    }

    // As the usual hosts of code make them: lower case, no punctuation, a hyphen for each blank.
    private static string Anchor(string heading) => Punctuation().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutCode(string path) => Code().Replace(File.ReadAllText(path), "");

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)")]
    private static partial Regex Link();

    // What ends a sentence is no part of an address.
    [GeneratedRegex(@"https://github\.com/apigen-dotnet/apigen/(blob|tree)/main/(?<target>[\w./-]*[\w/](#[\w-]+)?)")]
    private static partial Regex Address();

    [GeneratedRegex(@"^`(?<project>ApiGen\.[\w.]+)`: `(?<class>\w+Tests)`(, `(?<class>\w+Tests)`)*( \([^()]+\))?$")]
    private static partial Regex TestNames();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
