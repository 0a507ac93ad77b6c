namespace ApiGen.Cli.Writing;

/// <summary>
/// Writes a set of files so that an interruption leaves each file either old or new: all texts go into temporary files first,
/// and only when the last one is safely on disk are they renamed.
/// </summary>
internal static class AtomicFiles
{
    private const string TemporarySuffix = ".apigen-tmp";

    /// <summary>Writes the files; those whose text is unchanged are left alone.</summary>
    /// <param name="files">Full path and text of each file.</param>
    /// <param name="deleted">Full paths of files to delete once the others are in place.</param>
    /// <param name="cancellationToken">Stops before the first rename; then nothing has changed.</param>
    /// <returns>How many files were written.</returns>
    public static async Task<int> WriteAsync(IReadOnlyList<(string Path, string Text)> files, IReadOnlyList<string> deleted, CancellationToken cancellationToken)
    {
        List<(string Temporary, string Path)> pending = [];
        try
        {
            foreach ((string path, string text) in files)
            {
                if (File.Exists(path) && await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false) == text)
                {
                    continue;
                }

                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                string temporary = path + TemporarySuffix;
                pending.Add((temporary, path));
                await File.WriteAllTextAsync(temporary, text, cancellationToken).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            foreach ((string temporary, string path) in pending)
            {
                File.Move(temporary, path, overwrite: true);
            }

            foreach (string path in deleted)
            {
                File.Delete(path);
            }

            return pending.Count;
        }
        finally
        {
            foreach ((string temporary, _) in pending)
            {
                File.Delete(temporary);
            }
        }
    }
}
