using ApiGen.Cli.Commands;
using ApiGen.Cli.Import.Official;
using ApiGen.Cli.Import.Pages;
using ApiGen.Cli.Reading;
using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Import;

/// <summary>Finds what can be imported under the paths that a person names.</summary>
internal static class SourceFinder
{
    private static readonly string[] PageExtensions = [".txt", ".html", ".htm", ".md"];

    /// <summary>The models and pages under the given files and folders, ordered by path.</summary>
    /// <param name="sources">The files and folders.</param>
    /// <param name="passed">The files of folders that are neither.</param>
    /// <exception cref="ImportException">A path does not exist, or holds nothing to import.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> sources, out IReadOnlyList<string> passed)
    {
        List<string> others = [];
        List<string> found = [];
        foreach (string source in sources)
        {
            NamedFile.RequireAlive(source);
            if (File.Exists(source))
            {
                found.Add(source);
                continue;
            }

            if (!Directory.Exists(source))
            {
                throw new ImportException($"{source}: error: there is no such file or folder.");
            }

            string root = Path.GetFullPath(source);
            string[] inside = [.. new SpecFileSearch(IsSource).Under(root).Select(path => Path.Join(source, Path.GetRelativePath(root, path)))];
            others.AddRange(inside.Where(path => !IsModel(path) && !IsPage(path)));
            inside = [.. inside.Except(others)];
            if (inside.Length == 0)
            {
                throw new ImportException($"{source}: error: nothing to import here. Name a folder with an {OfficialModelFolder.ModelFile}, or documentation pages saved as text or HTML.");
            }

            found.AddRange(inside);
        }

        passed = [.. others.Except(found, StringComparer.Ordinal).Distinct(StringComparer.Ordinal)];

        // A page of types belongs to the service of the actions that use them, so it comes after their pages.
        return [.. found.Distinct(StringComparer.Ordinal).OrderBy(path => !IsModel(path) && DataTypesPage.Is(path, TextBytes.ReadFile(path)))];
    }

    /// <summary>Whether a file is an official model rather than a page.</summary>
    public static bool IsModel(string path) => string.Equals(Path.GetExtension(path), ".json", StringComparison.OrdinalIgnoreCase);

    // Beside pages may lie what cannot be read as one; of a file that a person names, its reader says why.
    private static bool IsPage(string path)
    {
        try
        {
            string content = TextBytes.ReadFile(path);
            return DataTypesPage.Is(path, content) || PageReader.Is(path, content);
        }
        catch (Exception exception) when (exception is CommandException or ImportException)
        {
            return false;
        }
    }

    // A folder may hold notes of any kind beside pages; only the vendor's file name or a page's own extension count.
    private static bool IsSource(string name) =>
        name == OfficialModelFolder.ModelFile || PageExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
