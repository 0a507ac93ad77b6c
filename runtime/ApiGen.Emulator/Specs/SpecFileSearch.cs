namespace ApiGen.Emulator.Specs;

/// <summary>Finds spec files, or others. Over all questions to one search each file is found once, by whichever names it can be reached.</summary>
/// <param name="tree">Where it searches.</param>
/// <param name="isWanted">Whether a name is that of a file to find; null for specs.</param>
internal sealed class SpecFileSearch(FileTree tree, Predicate<string>? isWanted = null)
{
    private static readonly string[] BuildFolders = ["bin", "obj"];

    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>A search on disk.</summary>
    /// <param name="isWanted">Whether a name is that of a file to find; null for specs.</param>
    public SpecFileSearch(Predicate<string>? isWanted = null)
        : this(FileTree.Disk, isWanted)
    {
    }

    /// <summary>Whether a file's name is that of a spec.</summary>
    public static bool IsSpec(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file was not found before; from now on it was.</summary>
    public bool IsNew(string file) => _files.Add(tree.Real(file));

    /// <summary>The full paths of the files of a folder and the folders in it, ordered; none when there is no such folder.</summary>
    /// <remarks>
    /// Hidden folders belong to tools and are not entered, and neither is what a build has made beside a project. A linked folder is
    /// entered like another, but no folder twice, so that a loop of links ends. A link that leads nowhere counts as a file, also where its name may be that of a folder,
    /// and so does a folder that may not be looked into: who reads them is told why that cannot be.
    /// </remarks>
    /// <param name="root">The full path of the folder.</param>
    public IReadOnlyList<string> Under(string root)
    {
        List<string> found = [];
        if (tree.HasFolder(root))
        {
            Collect(root, found);
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private void Collect(string folder, List<string> found)
    {
        if (!_folders.Add(tree.Real(folder)))
        {
            return;
        }

        FileTreeEntry[] entries;
        try
        {
            // What has its own name here comes before what a link leads to, so that it is found by its own name.
            entries = [.. tree.Entries(folder).OrderBy(entry => entry.IsLink).ThenBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            found.Add(folder);
            return;
        }

        found.AddRange(entries.Where(entry => entry.MayHold(isWanted ?? IsSpec) && IsNew(entry.Path)).Select(entry => entry.Path));
        bool isProject = entries.Any(IsBuildFolder) && entries.Any(entry => !entry.IsFolder && entry.Name.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && Path.HasExtension(entry.Name));
        foreach (FileTreeEntry next in entries.Where(entry => entry.IsFolder && !entry.Name.StartsWith('.') && !(isProject && IsBuildFolder(entry))))
        {
            Collect(next.Path, found);
        }
    }

    private static bool IsBuildFolder(FileTreeEntry entry) => entry.IsFolder && BuildFolders.Contains(entry.Name);
}
