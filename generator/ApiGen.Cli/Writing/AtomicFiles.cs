using ApiGen.Cli.Commands;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Writing;

/// <summary>
/// Writes a set of files so that an interruption leaves each file either old or new: all texts go into temporary files first,
/// and only when the last one is safely on disk are they renamed. Where something then fails, what was done before it is put back.
/// A file keeps its mode, and a link stays one: the file that it leads to is written.
/// </summary>
internal sealed class AtomicFiles
{
    private const string TemporarySuffix = ".apigen-tmp";

    private readonly Queue<(string Temporary, string Path)> _pending = new();
    private readonly Stack<Action> _undo = new();
    private readonly Stack<string> _newFolders = new();
    private int _written;

    private AtomicFiles()
    {
    }

    /// <summary>Writes the files; those whose bytes are unchanged are left alone.</summary>
    /// <param name="files">Full path and text of each file.</param>
    /// <param name="deleted">Full paths of files to delete once the others are in place.</param>
    /// <param name="cancellationToken">Stops before the first rename; then nothing has changed.</param>
    /// <returns>How many files were written.</returns>
    /// <exception cref="CommandException">A file that would change, or its folder, cannot be written; nothing has changed.</exception>
    public static Task<int> WriteAsync(IReadOnlyList<(string Path, string Text)> files, IReadOnlyList<string> deleted, CancellationToken cancellationToken) =>
        WriteAsync(files, deleted, [], cancellationToken);

    /// <summary>Writes the files, and with them those whose texts are only known when the others are in place; those whose bytes are unchanged are left alone.</summary>
    /// <param name="files">Full path and text of each file.</param>
    /// <param name="deleted">Full paths of files to delete once the others are in place.</param>
    /// <param name="dependent">Each gives further files, while those before are there. When one fails, all are put back as they were.</param>
    /// <param name="cancellationToken">Stops before the last renames; then nothing has changed.</param>
    /// <returns>How many files were written.</returns>
    /// <exception cref="CommandException">A file that would change, or its folder, cannot be written; nothing has changed.</exception>
    public static async Task<int> WriteAsync(
        IReadOnlyList<(string Path, string Text)> files, IReadOnlyList<string> deleted, IReadOnlyList<DependentFiles> dependent, CancellationToken cancellationToken)
    {
        AtomicFiles work = new();
        try
        {
            await work.ReplaceAsync(files, deleted, cancellationToken).ConfigureAwait(false);
            foreach (DependentFiles further in dependent)
            {
                await work.ReplaceAsync(await further(cancellationToken).ConfigureAwait(false), [], cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            work.TakeBack();
            throw;
        }

        foreach (string path in deleted)
        {
            File.Delete(path + TemporarySuffix);
        }

        return work._written;
    }

    private async Task ReplaceAsync(IReadOnlyList<(string Path, string Text)> files, IReadOnlyList<string> deleted, CancellationToken cancellationToken)
    {
        await PrepareAsync(files, deleted, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        Rename(deleted);
    }

    private async Task PrepareAsync(IReadOnlyList<(string Path, string Text)> files, IReadOnlyList<string> deleted, CancellationToken cancellationToken)
    {
        List<(string Path, byte[] Bytes, bool IsThere)> changed = [];
        foreach ((string link, string text) in files)
        {
            byte[] bytes = SpecFiles.Bytes(text);
            string path = new FileInfo(link) is { LinkTarget: not null } file ? file.ResolveLinkTarget(returnFinalTarget: true)!.FullName : link;
            bool isThere = File.Exists(path);
            if (!isThere || !(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)).AsSpan().SequenceEqual(bytes))
            {
                changed.Add((path, bytes, isThere));
            }
        }

        ThrowIfReadOnly([.. changed.Where(file => file.IsThere).Select(file => file.Path), .. deleted]);
        foreach ((string path, byte[] bytes, bool isThere) in changed)
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            string temporary = path + TemporarySuffix;
            _pending.Enqueue((temporary, path));
            try
            {
                await File.WriteAllBytesAsync(temporary, bytes, cancellationToken).ConfigureAwait(false);
                if (isThere && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Refusal(path, exception);
            }
        }
    }

    // Renaming asks the folder alone, so that the mark by which somebody protects a file would be passed by.
    private static void ThrowIfReadOnly(IReadOnlyList<string> paths)
    {
        string[] locked = [.. paths.Where(path => File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly)).Order(StringComparer.Ordinal)];
        if (locked.Length > 0)
        {
            throw new CommandException($"{string.Join(", ", locked.Select(SingleLine.Of))}: to be changed, but read-only, so nothing was written. Make {(locked.Length == 1 ? "it" : "them")} writable, or choose another folder.");
        }
    }

    // What is to go is moved aside first: the folders of the others have taken a file already, and its folder has not.
    private void Rename(IReadOnlyList<string> deleted)
    {
        string current = "";
        try
        {
            foreach (string path in deleted)
            {
                current = path;
                string aside = path + TemporarySuffix;
                File.Move(path, aside);
                _undo.Push(() => File.Move(aside, path));
            }

            for (; _pending.TryPeek(out (string Temporary, string Path) file); _pending.Dequeue())
            {
                (string temporary, string path) = file;
                current = path;
                byte[]? before = File.Exists(path) ? File.ReadAllBytes(path) : null;
                UnixFileMode? mode = before is null || OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path);
                Replace(temporary, path);
                _undo.Push(() => PutBack(path, before, mode));
                _written++;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refusal(current, exception);
        }
    }

    // The system's word is on the temporary file, which nobody has named.
    private static CommandException Refusal(string path, Exception exception) =>
        new($"{SingleLine.Of(path)} cannot be changed, so nothing was: {exception.Message.Replace(path + TemporarySuffix, path, StringComparison.Ordinal)}");

    private static void PutBack(string path, byte[]? before, UnixFileMode? mode)
    {
        if (before is null)
        {
            File.Delete(path);
            return;
        }

        string temporary = path + TemporarySuffix;
        File.WriteAllBytes(temporary, before);
        if (mode is { } kept && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(temporary, kept);
        }

        Replace(temporary, path);
    }

    // Windows keeps further marks, such as that of a hidden file.
    private static void Replace(string temporary, string path)
    {
        FileAttributes? marks = OperatingSystem.IsWindows() && File.Exists(path) ? File.GetAttributes(path) : null;
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
            try
            {
                Directory.CreateDirectory(level);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What the system says is often about a file that nobody has named.
                throw new CommandException($"the folder '{SingleLine.Of(level)}' cannot be made: {exception.Message.TrimEnd('.')}. Nothing was written.");
            }

            _newFolders.Push(level);
        }
    }

    private void TakeBack()
    {
        while (_undo.TryPop(out Action? undo))
        {
            undo();
        }

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
