namespace ApiGen.Emulator.Specs;

/// <summary>Finds spec files. Over all questions to one search each file is found once, by whichever names it can be reached.</summary>
internal sealed class SpecFileSearch
{
    private static readonly string[] BuildFolders = ["bin", "obj"];

    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>Whether a file's name is that of a spec.</summary>
    public static bool IsSpec(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file was not found before; from now on it was.</summary>
    public bool IsNew(string file) => _files.Add(RealPath.Of(file));

    /// <summary>The full paths of the spec files of a folder and the folders in it, ordered; none when there is no such folder.</summary>
    /// <remarks>
    /// Hidden folders belong to tools and are not entered, and neither is what a build has made beside a project. A linked folder is
    /// entered like another, but no folder twice, so that a loop of links ends.
    /// </remarks>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public IReadOnlyList<string> Under(string root)
    {
        List<string> found = [];
        if (Directory.Exists(root))
        {
            Collect(new DirectoryInfo(Path.GetFullPath(root)), found);
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private void Collect(DirectoryInfo folder, List<string> found)
    {
        if (!_folders.Add(RealPath.Of(folder.FullName)))
        {
            return;
        }

        // What has its own name here comes before what a link leads to, so that it is found by its own name.
        foreach (FileInfo file in folder.EnumerateFiles().Where(file => IsSpec(file.Name)).OrderBy(file => file.LinkTarget is not null).Where(file => IsNew(file.FullName)))
        {
            found.Add(file.FullName);
        }

        DirectoryInfo[] inner = [.. folder.EnumerateDirectories().Where(inner => !inner.Name.StartsWith('.')).OrderBy(inner => inner.LinkTarget is not null)];
        bool isProject = inner.Any(IsBuildFolder) && folder.EnumerateFiles("*.*proj").Any();
        foreach (DirectoryInfo next in inner.Where(next => !isProject || !IsBuildFolder(next)))
        {
            Collect(next, found);
        }
    }

    private static bool IsBuildFolder(DirectoryInfo folder) => BuildFolders.Contains(folder.Name);
}
