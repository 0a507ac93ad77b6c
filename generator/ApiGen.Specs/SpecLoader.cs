namespace ApiGen.Specs;

/// <summary>Reads and binds a set of spec files in one go.</summary>
public static class SpecLoader
{
    /// <summary>Reads and binds the given files.</summary>
    /// <param name="files">The files in any order.</param>
    /// <returns>The services that can be used, and every diagnostic.</returns>
    public static SpecSet Load(IEnumerable<SpecText> files) => SpecBinder.Bind(files.Select(SpecReader.Read));

    /// <summary>Reads and binds all <c>.yaml</c> and <c>.yml</c> files of a folder and the folders in it.</summary>
    /// <param name="directory">The folder. It is also the start of the paths in diagnostics, as it was given.</param>
    /// <returns>The services that can be used, and every diagnostic.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    public static SpecSet LoadDirectory(string directory) => Load(ReadDirectory(directory));

    /// <summary>Gives the text of all <c>.yaml</c> and <c>.yml</c> files of a folder and the folders in it, ordered by path.</summary>
    /// <param name="directory">The folder. It is also the start of the paths, as it was given.</param>
    /// <returns>The files.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    public static IReadOnlyList<SpecText> ReadDirectory(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(static path => path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
            .Select(static path => SpecText.FromBytes(path.Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllBytes(path)))
            .OrderBy(static text => text.Path, StringComparer.Ordinal),
    ];
}
