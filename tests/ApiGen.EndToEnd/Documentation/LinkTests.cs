using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Documentation;

/// <summary>Links of the pages lead somewhere.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Folders = ["docs", ".github", "samples"];

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
    public void Every_page_for_readers_is_linked_from_the_first_one()
    {
        string first = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.Equal([], Snippet.Pages.Skip(1).Where(page => !first.Contains($"({page}", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_tests_that_the_page_on_security_names_are_there()
    {
        string[] named = [.. TestName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"))).Select(match => match.Groups["name"].Value).Distinct()];
        HashSet<string> files = [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)!)];

        Assert.True(named.Length > 8);
        Assert.Equal([], named.Except(files));
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

    [GeneratedRegex("`(?<name>[A-Za-z]+Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
