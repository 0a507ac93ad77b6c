namespace ApiGen.Emulator.Specs;

/// <summary>Folders and files that specs are looked for in: those on disk, or those of a commit. Both are searched by one search, so that both give the same specs.</summary>
internal abstract class FileTree
{
    // As many links as Linux follows in one path.
    private const int MostLinks = 40;

    /// <summary>The files on disk.</summary>
    public static FileTree Disk { get; } = new DiskTree();

    /// <summary>Whether there is a folder of this path, or a link that leads to one.</summary>
    public abstract bool HasFolder(string path);

    /// <summary>What is in a folder; links count as what they lead to, and as files when that is not there.</summary>
    public abstract IEnumerable<FileTreeEntry> Entries(string folder);

    /// <summary>The path without any link in it, also above the file. What is not there, or is a link in a circle, keeps its name.</summary>
    /// <param name="path">A full path.</param>
    public string Real(string path)
    {
        int left = MostLinks;
        return Real(path, ref left) ?? path;
    }

    /// <summary>What stands between the names in a path.</summary>
    protected abstract char Separator { get; }

    /// <summary>The beginning of a full path that is no name of a folder.</summary>
    protected abstract string RootOf(string path);

    /// <summary>The full path that a link leads to, which may be another link; null when the path is none.</summary>
    protected abstract string? TargetOf(string path);

    private string? Real(string path, ref int left)
    {
        string real = RootOf(path);
        foreach (string part in path[real.Length..].Split(Separator, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = real.EndsWith(Separator) ? real + part : real + Separator + part;
            if (TargetOf(next) is { } target)
            {
                if (left-- == 0 || Real(target, ref left) is not { } end)
                {
                    return null;
                }

                next = end;
            }

            real = next;
        }

        return real;
    }
}
