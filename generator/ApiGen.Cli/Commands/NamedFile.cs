using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Commands;

/// <summary>The files and folders that a person names.</summary>
internal static class NamedFile
{
    /// <summary>The path of a file that the value of an option names.</summary>
    /// <exception cref="CommandException">There is nothing at the path.</exception>
    public static string Of(string option, string path)
    {
        RequireAlive(path);
        return Path.Exists(path) ? path : throw new CommandException($"there is no file '{path}', which {option} names.");
    }

    /// <summary>Refuses a link that leads nowhere.</summary>
    /// <exception cref="CommandException">The path is one.</exception>
    public static void RequireAlive(string path)
    {
        if (RegularFile.DeadLink(path) is { } told)
        {
            throw new CommandException(told);
        }
    }
}
