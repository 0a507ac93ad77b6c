using System.Text.RegularExpressions;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>A file of the corpus. <c>/*!APIGEN1001*/</c> stands right before what the rule must report.</summary>
/// <param name="Path">Where the file stands.</param>
/// <param name="Text">Its text.</param>
internal sealed partial record CorpusFile(string Path, string Text)
{
    /// <summary>The files of the corpus.</summary>
    public static IReadOnlyList<CorpusFile> All { get; } =
        [.. typeof(CorpusFile).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith("Corpus/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(static name => new CorpusFile(name, TestReferences.Resource(name)))];

    public int LineCount => Text.AsSpan().Count('\n');

    /// <summary>Rule, file and line of each marked place, with the text that stands there.</summary>
    public IEnumerable<string> Marked() =>
        Mark().Matches(Text).Select(mark => Describe(mark.Groups[1].Value, mark.Index + mark.Length));

    /// <summary>A place in the form in which marked and reported ones are compared.</summary>
    public string Describe(string rule, int position)
    {
        int line = Text.AsSpan(0, position).Count('\n') + 1;
        string rest = Text[position..].Split('\n')[0];
        return $"{Path}({line}): {rule} at {rest[..Math.Min(rest.Length, 40)]}";
    }

    [GeneratedRegex(@"/\*!(APIGEN\d{4})\*/")]
    private static partial Regex Mark();
}
