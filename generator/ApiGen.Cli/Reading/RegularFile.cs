using System.ComponentModel;
using System.Diagnostics;
using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Reading;

/// <summary>Reads files, and refuses pipes and devices: opening one may wait for ever, where no signal is heard.</summary>
internal static class RegularFile
{
    /// <summary>The bytes of a file, or of the file that a link leads to.</summary>
    /// <exception cref="CommandException">The path leads to a pipe, a device or a socket.</exception>
    public static byte[] ReadBytes(string path)
    {
        Require(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Refuses what is there and is no file.</summary>
    /// <exception cref="CommandException">The path leads to a pipe, a device or a socket.</exception>
    public static void Require(string path)
    {
        if (!IsRegular(path))
        {
            throw new CommandException($"'{path}' is a pipe or a device, and only files are read. Write what it holds to a file first.");
        }
    }

    // .NET does not tell what a path is. But what is no file has no length, so that links and the few empty ones alone are asked about.
    private static bool IsRegular(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path) || new FileInfo(path) is { LinkTarget: null, Length: > 0 })
        {
            return true;
        }

        try
        {
            using Process test = Process.Start("test", ["-f", Path.GetFullPath(path)]);
            test.WaitForExit();
            return test.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return true;
        }
    }
}
