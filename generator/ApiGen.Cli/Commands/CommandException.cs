namespace ApiGen.Cli.Commands;

/// <summary>A command that cannot do its work; the message says why and what to do.</summary>
internal sealed class CommandException(string message) : Exception(message);
