using System.Text.RegularExpressions;
using ApiGen.EndToEnd.Support;

namespace ApiGen.EndToEnd.Packages;

/// <summary>The documentation, whose examples are tried as they stand there.</summary>
internal static class Page
{
    /// <summary>The first block of a language on a page.</summary>
    public static string Block(string page, string language)
    {
        Match block = Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, page)), $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(block.Success, $"{page} has no block of {language}.");
        return block.Groups[1].Value;
    }
}
