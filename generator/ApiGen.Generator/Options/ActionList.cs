using ApiGen.Specs.Diagnostics;

namespace ApiGen.Generator.Options;

/// <summary>A file that lists actions, a pattern a line; <c>#</c> and <c>//</c> start a comment.</summary>
/// <param name="Path">The path as the project file has it.</param>
/// <param name="Text">The content.</param>
internal sealed record ActionList(string Path, string Text)
{
    /// <summary>The patterns with their places.</summary>
    public IEnumerable<(string Pattern, SpecLocation Place)> Patterns()
    {
        int start = 0, number = 0;
        foreach (string line in Text.Split('\n'))
        {
            string pattern = WithoutComment(line);
            string trimmed = pattern.Trim();
            if (trimmed.Length > 0)
            {
                int column = pattern.IndexOf(trimmed, StringComparison.Ordinal);
                yield return (trimmed, new SpecLocation(Path, start + column, trimmed.Length, number, column, number, column + trimmed.Length));
            }

            start += line.Length + 1;
            number++;
        }
    }

    private static string WithoutComment(string line)
    {
        int hash = line.IndexOf('#'), slashes = line.IndexOf("//", StringComparison.Ordinal);
        int end = hash < 0 ? slashes : slashes < 0 ? hash : Math.Min(hash, slashes);
        return end < 0 ? line : line.Substring(0, end);
    }
}
