using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Generating;

/// <summary>What has to change in a folder so that it holds what was generated and nothing that was generated earlier.</summary>
/// <param name="Written">The files that are new or differ, by their full paths.</param>
/// <param name="Deleted">The full paths of files of the same namespaces that are not generated any more.</param>
internal sealed record SourceFolder(IReadOnlyList<(string Path, string Text)> Written, IReadOnlyList<string> Deleted)
{
    /// <summary>Whether nothing has to change.</summary>
    public bool IsCurrent => Written.Count == 0 && Deleted.Count == 0;

    /// <summary>Compares.</summary>
    /// <param name="folder">The folder, which need not exist.</param>
    /// <param name="files">What was generated.</param>
    /// <param name="namespaces">The namespaces whose files are all generated here, so that those that are left over go.</param>
    /// <exception cref="CommandException">A file that somebody else wrote is in the way.</exception>
    public static SourceFolder Compare(string folder, IReadOnlyList<SourceFile> files, IEnumerable<string> namespaces)
    {
        List<(string, string)> written = [];
        List<string> foreign = [];
        foreach (SourceFile file in files)
        {
            string path = Path.Combine(folder, file.Name);
            string? there = File.Exists(path) ? Normal(File.ReadAllText(path)) : null;
            if (there is not null && !there.StartsWith(SourceFile.Mark, StringComparison.Ordinal))
            {
                foreign.Add(path);
            }
            else if (there != file.Text)
            {
                written.Add((path, file.Text));
            }
        }

        return foreign.Count > 0
            ? throw new CommandException($"ApiGen did not write {string.Join(", ", foreign)}, so nothing was written. Move it, or choose another folder.")
            : new SourceFolder(written, [.. Left(folder, files, namespaces)]);
    }

    // A check-out may have given the files the line ends of its system.
    private static string Normal(string text) => text.ReplaceLineEndings("\n");

    private static IEnumerable<string> Left(string folder, IReadOnlyList<SourceFile> files, IEnumerable<string> all)
    {
        HashSet<string> names = new(files.Select(file => file.Name), StringComparer.OrdinalIgnoreCase);
        HashSet<string> namespaces = new(files.Select(file => file.Namespace).Concat(all.Select(SourceFile.LineOf)), StringComparer.Ordinal);
        return !Directory.Exists(folder) ? [] :
            from path in Directory.EnumerateFiles(folder, "*.g.cs").Order(StringComparer.Ordinal)
            where !names.Contains(Path.GetFileName(path))
            let text = Normal(File.ReadAllText(path))
            where text.StartsWith(SourceFile.Mark, StringComparison.Ordinal) && namespaces.Contains(SourceFile.NamespaceOf(text) ?? "")
            select path;
    }
}
