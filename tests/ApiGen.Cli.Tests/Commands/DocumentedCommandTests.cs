using System.Text.RegularExpressions;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Tests.Commands;

/// <summary>The commands that pages and help show are commands that the tool takes.</summary>
public sealed partial class DocumentedCommandTests
{
    public static TheoryData<string> Pages =>
    [
        .. Directory.GetFiles(TestData.Repository, "README.md")
            .Concat(Directory.GetFiles(Path.Combine(TestData.Repository, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Path.Combine(TestData.Repository, "generator"), "PACKAGE.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(TestData.Repository, path).Replace('\\', '/'))
            .Where(page => Lines(page).Any() || Mentions(page).Any()),
    ];

    public static TheoryData<string> Helped => [.. HelpExamples.Examples.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_command_on_a_page_is_understood(string page)
    {
        Assert.Equal([], Lines(page).SelectMany(Errors));
        Assert.Equal([], Mentions(page).Except(ApiGenCommand.Create().Subcommands.Select(command => command.Name)));
    }

    [Theory]
    [MemberData(nameof(Helped))]
    public void A_command_in_the_help_is_understood(string command) => Assert.Equal([], HelpExamples.Examples[command].SelectMany(Errors));

    private static IEnumerable<string> Errors(string line)
    {
        string command = Written().Match(line).Groups["command"].Value;
        Assert.NotEqual("", command);

        // The parser splits at blanks and double quotes, as shells do; single quotes are the shell's alone.
        return ApiGenCommand.Create().Parse(SingleQuoted().Replace(command, "quoted"), ApiGenCommand.Parsing).Errors.Select(error => $"{command}: {error.Message}");
    }

    private static IEnumerable<string> Lines(string page) => Text(page).Split('\n').Where(line => Written().IsMatch(line));

    private static IEnumerable<string> Mentions(string page) => Mentioned().Matches(Text(page)).Select(match => match.Groups["name"].Value);

    private static string Text(string page) => File.ReadAllText(Path.Combine(TestData.Repository, page)).ReplaceLineEndings("\n");

    // In a block: alone, in a substitution, before where its output goes or a remark.
    [GeneratedRegex(@"^ *(source <\()?apigen (?<command>[^>#)]*[^>#) ])\)?( +[>#].*| *)$")]
    private static partial Regex Written();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex SingleQuoted();

    [GeneratedRegex("`apigen (?<name>[a-z]+)[^`]*`")]
    private static partial Regex Mentioned();
}
