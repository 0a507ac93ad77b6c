using System.Security.Cryptography;
using System.Text;
using ApiGen.Cli.Commands;
using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Writing;

/// <summary>
/// Lets commands that change one folder run one after the other, since each reads what is there, changes it and writes it whole. What
/// is held is a file in the system's folder for temporary files, which goes when it is let go, also by a process that is killed.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // How Linux, macOS and Windows say that somebody else holds a file.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream? _file;

    private FolderLock(FileStream? file) => _file = file;

    /// <summary>Waits until no other command changes a folder. Where no temporary file can be made, commands are not kept apart.</summary>
    /// <param name="folder">The full path of the folder, which need not exist.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static Task<FolderLock> TakeAsync(string folder, CancellationToken cancellationToken) => TakeAsync(folder, null, null, cancellationToken);

    /// <inheritdoc cref="TakeAsync(string, CancellationToken)" />
    /// <param name="folder">The full path of the folder, which need not exist.</param>
    /// <param name="clock">The time; null for that of the system.</param>
    /// <param name="error">Where a long wait is told; null for standard error.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<FolderLock> TakeAsync(string folder, TimeProvider? clock, TextWriter? error, CancellationToken cancellationToken)
    {
        // The place is one, whichever links lead to it.
        string name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.UserName + "\n" + Path.TrimEndingDirectorySeparator(RealPath.Of(folder)))))[..32];
        string path = Path.Combine(Path.GetTempPath(), $"apigen-{name}.lock");
        using ITimer notice = LongWait.Tell($"another command that changes '{folder}'", clock, error);
        while (true)
        {
            if (TryOpen(path, out FileStream? file))
            {
                // The one before may have let it go, and taken it away, between the two steps of opening it.
                if (file is null || File.Exists(path))
                {
                    return new FolderLock(file);
                }

                await file.DisposeAsync().ConfigureAwait(false);
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the next one go on.</summary>
    public void Dispose() => _file?.Dispose();

    private static bool TryOpen(string path, out FileStream? file)
    {
        file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (IOException exception) when (Held.Contains(exception.HResult))
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
