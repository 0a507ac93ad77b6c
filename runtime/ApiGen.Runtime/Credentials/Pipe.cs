using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ApiGen.Runtime.Credentials;

/// <summary>Tells files from pipes and devices. To open a pipe waits until somebody writes to it, maybe for ever, where no token and no timeout is heard.</summary>
internal static class Pipe
{
    // Not to wait, and not to be inherited by a child (sources: fcntl.h of Linux and of Darwin).
    private const int LinuxFlags = 0x800 | 0x80000;
    private const int DarwinFlags = 0x4 | 0x1000000;

    /// <summary>Whether a path leads to a pipe, a terminal or another device that cannot be read from any place of it. False for what is not there or may not be read: opening it tells that.</summary>
    internal static bool Is(string path)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return false;
        }

        try
        {
            using SafeFileHandle file = new(Open(Encoding.UTF8.GetBytes(path + '\0'), OperatingSystem.IsLinux() ? LinuxFlags : DarwinFlags), ownsHandle: true);
            if (file.IsInvalid)
            {
                return false;
            }

            using FileStream stream = new(file, FileAccess.Read, bufferSize: 0);
            return !stream.CanSeek;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    // .NET opens no file without waiting.
    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Open(byte[] path, int flags);
}
