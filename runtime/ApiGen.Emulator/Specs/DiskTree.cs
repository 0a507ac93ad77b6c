namespace ApiGen.Emulator.Specs;

/// <summary>The files on disk.</summary>
internal sealed class DiskTree : FileTree
{
    /// <inheritdoc />
    public override bool HasFolder(string path) => Directory.Exists(path);

    /// <inheritdoc />
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public override IEnumerable<FileTreeEntry> Entries(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos()
        .Select(entry => new FileTreeEntry(entry.Name, entry.FullName, entry is DirectoryInfo, entry.LinkTarget is not null, IsLost(entry)));

    // What links lead to in the end is no link, unless they lead to each other.
    private bool IsLost(FileSystemInfo entry) =>
        entry is FileInfo { LinkTarget: not null } && Real(entry.FullName) is var real && (!Path.Exists(real) || new FileInfo(real).LinkTarget is not null);

    /// <inheritdoc />
    protected override char Separator => Path.DirectorySeparatorChar;

    /// <inheritdoc />
    protected override string RootOf(string path) => Path.GetPathRoot(path)!;

    /// <inheritdoc />
    protected override string? TargetOf(string path) =>
        new FileInfo(path).LinkTarget is { } target ? Path.GetFullPath(target, Path.GetDirectoryName(path)!) : null;
}
