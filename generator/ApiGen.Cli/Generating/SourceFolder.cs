using ApiGen.Cli.Commands;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Generating;

/// <summary>What has to change in a folder so that it holds what was generated and nothing that was generated earlier.</summary>
/// <param name="Written">The files that are new or differ, by their full paths.</param>
/// <param name="Deleted">The full paths of files of the same services that are not generated any more, also in a namespace that a service had before.</param>
internal sealed record SourceFolder(IReadOnlyList<(string Path, string Text)> Written, IReadOnlyList<string> Deleted)
{
    /// <summary>Whether nothing has to change.</summary>
    public bool IsCurrent => Written.Count == 0 && Deleted.Count == 0;

    /// <summary>Compares.</summary>
    /// <param name="folder">The folder, which need not exist.</param>
    /// <param name="files">What was generated.</param>
    /// <param name="services">The services whose files are all generated here, so that those that are left over go.</param>
    /// <exception cref="CommandException">A file that somebody else wrote is in the way.</exception>
    public static SourceFolder Compare(string folder, IReadOnlyList<SourceFile> files, IReadOnlyList<ServiceModel> services)
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
            : new SourceFolder(written, [.. Left(folder, files, services)]);
    }

    // A check-out may have given the files the line ends of its system.
    private static string Normal(string text) => text.ReplaceLineEndings("\n");

    private static IEnumerable<string> Left(string folder, IReadOnlyList<SourceFile> files, IReadOnlyList<ServiceModel> services)
    {
        HashSet<string> names = new(files.Select(file => file.Name), StringComparer.OrdinalIgnoreCase);
        HashSet<string> clients = [.. services.Select(service => SourceFile.ServiceLine(service.Name, service.Version))];
        (string Path, string Text)[] there =
        [
            .. from path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.g.cs").Order(StringComparer.Ordinal) : Enumerable.Empty<string>()
               let text = Normal(File.ReadAllText(path))
               where text.StartsWith(SourceFile.Mark, StringComparison.Ordinal)
               select (path, text),
        ];

        // A folder holds one namespace of a service, as a build does: where it had another one before, all of that goes.
        HashSet<string?> namespaces =
        [
            .. services.Select(service => $"namespace {service.Namespace};"),
            .. there.Where(file => SourceFile.ServiceOf(file.Text) is { } client && clients.Contains(client)).Select(file => SourceFile.NamespaceOf(file.Text)),
        ];
        return there.Where(file => !names.Contains(Path.GetFileName(file.Path)) && namespaces.Contains(SourceFile.NamespaceOf(file.Text))).Select(file => file.Path);
    }
}
