namespace ApiGen.Cli.Writing;

/// <summary>
/// Writes a set of files so that an interruption leaves each file either old or new: all texts go into temporary files first,
/// and only when the last one is safely on disk are they renamed. A file keeps its mode, and a link stays one: the file that it
/// leads to is written.
/// </summary>
internal sealed class AtomicFiles
{
    private const string TemporarySuffix = ".apigen-tmp";

    private readonly List<(string Temporary, string Path)> _pending = [];
    private readonly Stack<string> _newFolders = new();

    private AtomicFiles()
    {
    }

    /// <summary>Writes the files; those whose bytes are unchanged are left alone.</summary>
    /// <param name="files">Full path and text of each file.</param>
    /// <param name="deleted">Full paths of files to delete once the others are in place.</param>
    /// <param name="cancellationToken">Stops before the first rename; then nothing has changed.</param>
    /// <returns>How many files were written.</returns>
    public static async Task<int> WriteAsync(IReadOnlyList<(string Path, string Text)> files, IReadOnlyList<string> deleted, CancellationToken cancellationToken)
    {
        AtomicFiles work = new();
        try
        {
            await work.PrepareAsync(files, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch
        {
            work.TakeBack();
            throw;
        }

        return work.Rename(deleted);
    }

    private async Task PrepareAsync(IReadOnlyList<(string Path, string Text)> files, CancellationToken cancellationToken)
    {
        foreach ((string link, string text) in files)
        {
            byte[] bytes = SpecFiles.Bytes(text);
            string path = new FileInfo(link) is { LinkTarget: not null } file ? file.ResolveLinkTarget(returnFinalTarget: true)!.FullName : link;
            bool isThere = File.Exists(path);
            if (isThere && (await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)).AsSpan().SequenceEqual(bytes))
            {
                continue;
            }

            CreateFolder(Path.GetDirectoryName(path)!);
            string temporary = path + TemporarySuffix;
            _pending.Add((temporary, path));
            await File.WriteAllBytesAsync(temporary, bytes, cancellationToken).ConfigureAwait(false);
            if (isThere && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }
        }
    }

    private int Rename(IReadOnlyList<string> deleted)
    {
        try
        {
            foreach ((string temporary, string path) in _pending)
            {
                Replace(temporary, path);
            }
        }
        catch
        {
            TakeBack();
            throw;
        }

        foreach (string path in deleted)
        {
            File.Delete(path);
        }

        return _pending.Count;
    }

    // Elsewhere the folder decides whether a name may be given anew; Windows asks the file, which therefore loses its mark for a moment.
    private static void Replace(string temporary, string path)
    {
        FileAttributes? marks = OperatingSystem.IsWindows() && File.Exists(path) ? File.GetAttributes(path) : null;
        if (marks is { } old && old.HasFlag(FileAttributes.ReadOnly))
        {
            File.SetAttributes(path, old & ~FileAttributes.ReadOnly);
        }

        File.Move(temporary, path, overwrite: true);
        if (marks is { } kept)
        {
            File.SetAttributes(path, kept);
        }
    }

    private void CreateFolder(string folder)
    {
        List<string> missing = [];
        for (string? level = folder; level is not null && !Directory.Exists(level); level = Path.GetDirectoryName(level))
        {
            missing.Add(level);
        }

        foreach (string level in Enumerable.Reverse(missing))
        {
            Directory.CreateDirectory(level);
            _newFolders.Push(level);
        }
    }

    private void TakeBack()
    {
        foreach ((string temporary, _) in _pending)
        {
            File.Delete(temporary);
        }

        // From the innermost out; one that holds anything by now is somebody else's too.
        foreach (string folder in _newFolders.Where(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            Directory.Delete(folder);
        }
    }
}
