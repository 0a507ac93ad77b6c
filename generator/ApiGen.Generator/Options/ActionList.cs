using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Options;

/// <summary>A file that lists actions, a pattern a line; <c>#</c> and <c>//</c> start a comment.</summary>
/// <param name="Path">The path as the project file has it.</param>
/// <param name="Text">The content.</param>
internal sealed record ActionList(string Path, string Text)
{
    /// <summary>From where on the text may not be what was written, because the file is not UTF-8; null when it is whole.</summary>
    public int? GarbledFrom { get; init; }

    /// <summary>Why nothing of the file could be read; null when it was.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether the text is what was written.</summary>
    public bool IsWhole => GarbledFrom is null && Fault is null;

    /// <summary>What there is to say of a file that is not UTF-8, or cannot be read.</summary>
    public IEnumerable<SpecDiagnostic> Faults()
    {
        if (Fault is not null)
        {
            yield return new SpecDiagnostic(SpecDiagnostics.Unreadable, new SpecLocation(Path, 0, 0, 0, 0, 0, 0), new[] { Fault }.ToEquatableArray());
        }

        if (GarbledFrom is { } offset)
        {
            string[] before = Text.Substring(0, offset).Replace("\r\n", "\n").Split('\n', '\r');
            int line = before.Length - 1, column = before[line].Length;
            yield return new SpecDiagnostic(SpecDiagnostics.NotUnicode, new SpecLocation(Path, offset, 0, line, column, line, column), EquatableArray<string>.Empty);
        }
    }

    /// <summary>The patterns with their places.</summary>
    public IEnumerable<(string Pattern, SpecLocation Place)> Patterns()
    {
        int start = 0, number = 0;
        foreach (string line in GarbledFrom is null ? Text.Split('\n', '\r') : [])
        {
            string pattern = WithoutComment(line);
            string trimmed = pattern.Trim();
            if (trimmed.Length > 0)
            {
                int column = pattern.IndexOf(trimmed, StringComparison.Ordinal);
                yield return (trimmed, new SpecLocation(Path, start + column, trimmed.Length, number, column, number, column + trimmed.Length));
            }

            start += line.Length + 1;
            number += start < Text.Length && Text[start - 1] == '\r' && Text[start] == '\n' ? 0 : 1;
        }
    }

    private static string WithoutComment(string line)
    {
        int hash = line.IndexOf('#'), slashes = line.IndexOf("//", StringComparison.Ordinal);
        int end = hash < 0 ? slashes : slashes < 0 ? hash : Math.Min(hash, slashes);
        return end < 0 ? line : line.Substring(0, end);
    }
}
