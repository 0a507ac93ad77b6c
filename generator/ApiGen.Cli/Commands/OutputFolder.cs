using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Commands;

/// <summary>The folder that a person names for what is written.</summary>
internal static class OutputFolder
{
    /// <summary>The full path of the folder, which need not exist.</summary>
    /// <exception cref="CommandException">There is a file of that name or in the way to it, or a link that leads nowhere.</exception>
    public static string Of(string named)
    {
        string full = Path.GetFullPath(named);
        for (string? level = full; level is not null; level = Path.GetDirectoryName(level))
        {
            if (RegularFile.DeadLink(level) is { } told)
            {
                throw new CommandException($"{told} Make that folder, or name another.");
            }

            if (File.Exists(level))
            {
                throw new CommandException(level == full ? $"'{named}' is a file. Name a folder." : $"'{named}' cannot be a folder: '{level}' is a file.");
            }
        }

        return full;
    }
}
