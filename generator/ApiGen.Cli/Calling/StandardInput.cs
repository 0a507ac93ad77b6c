using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Calling;

/// <summary>The standard input of the tool.</summary>
internal static class StandardInput
{
    private const string Descriptor = "/proc/self/fdinfo/0";

    private const string Flags = "flags:";

    private const int ClosedOnExecution = 0x80000;

    /// <summary>Refuses a standard input that whoever started the tool has closed. Its number then belongs to a file of the tool's own, on which a read may never end.</summary>
    /// <exception cref="CommandException">It is closed.</exception>
    public static void Require()
    {
        if (OperatingSystem.IsLinux() && IsOwn())
        {
            throw new CommandException("standard input is closed. Give the value itself, or a file with @.");
        }
    }

    // What a program is started with stays open at its start, and what a runtime opens does not.
    private static bool IsOwn()
    {
        try
        {
            string line = File.ReadLines(Descriptor).First(line => line.StartsWith(Flags, StringComparison.Ordinal));
            return (Convert.ToInt32(line[Flags.Length..].Trim(), 8) & ClosedOnExecution) != 0;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Nothing is open there, or the system does not say.
            return Directory.Exists(Path.GetDirectoryName(Descriptor));
        }
    }
}
