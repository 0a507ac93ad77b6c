using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Commands;

/// <summary>A command that cannot do its work; the message says why and what to do.</summary>
/// <param name="message">The message, which is shown on one line whatever texts of others it quotes.</param>
/// <param name="lines">Further lines.</param>
internal sealed class CommandException(string message, params IEnumerable<string> lines)
    : Exception(string.Join('\n', lines.Prepend(message).Select(SingleLine.Of)));
