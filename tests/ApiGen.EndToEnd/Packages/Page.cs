using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>The documentation, whose examples are tried as they stand there.</summary>
internal static class Page
{
    /// <summary>The first block of a language on a page, or the first after one of its headings.</summary>
    public static string Block(string page, string language, string? after = null)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
        int from = after is null ? 0 : text.IndexOf($"\n{after}\n", StringComparison.Ordinal);
        Assert.True(from >= 0, $"{page} has no heading '{after}'.");
        Match block = new Regex($"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Match(text, from);
        Assert.True(block.Success, $"{page} has no block of {language}.");
        return block.Groups[1].Value;
    }
}
