using System.Text.RegularExpressions;

namespace ApiGen.EndToEnd.Packages;

/// <summary>The warnings and errors in the output of a build.</summary>
internal sealed partial class BuildMessages(IReadOnlyList<string> output)
{
    /// <summary>Every line of the build; for the message of a failed assertion.</summary>
    public string Everything => string.Join('\n', output);

    /// <summary>The warnings and errors of one project, each once, without the project's path. The test is skipped when the project is not among those of the quick form.</summary>
    public IReadOnlyList<BuildMessage> Of(string project)
    {
        Consumers.SkipUnlessBuilt(project);
        return [.. Messages(project)];
    }

    private IEnumerable<BuildMessage> Messages(string project) => output
            .Select(line => Line().Match(line))
            .Where(match => match.Success && Project(match).Contains($"/{project}.", StringComparison.Ordinal))
            .Select(match => new BuildMessage(match.Groups["place"].Value.Replace('\\', '/'), match.Groups["severity"].Value, match.Groups["code"].Value, match.Groups["text"].Value))
            .Distinct();

    // MSBuild names the project at the end of the line, but for messages whose place is the project itself.
    private static string Project(Match match) =>
        (match.Groups["project"].Success ? match.Groups["project"] : match.Groups["place"]).Value.Replace('\\', '/');

    [GeneratedRegex(@"^\s*(?<place>.+?)\s*: (?<severity>warning|error) (?<code>[A-Z]+[0-9]+): (?<text>.*?)( \[(?<project>[^\[\]]+proj)(::[^\]]*)?\])?$")]
    private static partial Regex Line();
}
