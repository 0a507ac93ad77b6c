using System.ComponentModel;
using System.Diagnostics;

namespace ApiGen.Emulator.Specs;

/// <summary>Reads files, and refuses pipes and devices: opening one may wait for ever, where no signal is heard.</summary>
internal static class RegularFile
{
    /// <summary>The bytes of a file, or of the file that a link leads to.</summary>
    /// <exception cref="IOException">The path leads nowhere, or to a folder, a pipe, a device or a socket.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or folder may not be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        Require(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Refuses what is there and is no file, and links that lead nowhere.</summary>
    /// <exception cref="IOException">The path leads to a folder, a pipe, a device or a socket, or is a link to what is not there.</exception>
    public static void Require(string path)
    {
        FileInfo file = new(path);
        if (Directory.Exists(path))
        {
            // Where a folder may not be looked into, this says so.
            _ = Directory.EnumerateFileSystemEntries(path).Any();
            throw new IOException($"'{path}' is a folder, and only files are read.");
        }

        if (!Is("-f", path, file))
        {
            // What a link of the system leads to may be there without a path of its own, as the pipe of a shell is.
            throw new IOException(DeadLink(path) ?? $"'{path}' is a pipe or a device, and only files are read. Write what it holds to a file first.");
        }
    }

    /// <summary>What to say of a link that leads nowhere; null for everything else.</summary>
    public static string? DeadLink(string path)
    {
        FileInfo file = new(Path.TrimEndingDirectorySeparator(path));
        return file.LinkTarget is { } target && !Directory.Exists(path) && !Is("-e", file.FullName, file)
            ? $"'{path}' is a link to '{target}', which {(IsCircle(file) ? "leads back to itself" : "is not there")}."
            : null;
    }

    private static bool IsCircle(FileInfo link)
    {
        try
        {
            _ = link.ResolveLinkTarget(returnFinalTarget: true);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // .NET does not tell what a path is. But what is no file has no length, so that links and the few empty ones alone are asked about.
    private static bool Is(string question, string path, FileInfo file)
    {
        if (file.LinkTarget is null && (OperatingSystem.IsWindows() || !file.Exists || file.Length > 0))
        {
            return true;
        }

        if (OperatingSystem.IsWindows())
        {
            return file.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true };
        }

        try
        {
            using Process test = Process.Start("test", [question, Path.GetFullPath(path)]);
            test.WaitForExit();
            return test.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return true;
        }
    }
}
