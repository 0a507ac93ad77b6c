using System.CommandLine;
using System.CommandLine.Parsing;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Commands;

/// <summary>
/// Tells what is wrong with a command line. The parser's own way prints the whole help to standard output, where the program that reads results takes
/// it for one.
/// </summary>
internal static class UsageErrors
{
    /// <summary>Writes each error as a line, and where help is.</summary>
    /// <param name="result">A command line with errors.</param>
    /// <param name="error">Standard error.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(ParseResult result, TextWriter error)
    {
        Command command = result.CommandResult.Command;

        // What follows from a misspelt option, such as a value that counts as an argument, is no fault of its own.
        string[] misspelt = [.. GivenWords.NoOptions(result)];
        bool lacksCommand = command.Subcommands.Count > 0;
        string? word = lacksCommand ? (result.UnmatchedTokens is [{ } first, ..] ? first : null) : null;
        IEnumerable<string> lines = word is not null ? [$"there is no command '{word}'.{Hint(word, command)}"]
            : lacksCommand ? ["no command is given."]
            : misspelt.Length > 0 ? misspelt
            : result.Errors.Select(Told);
        foreach (string line in lines)
        {
            await error.WriteLineAsync("apigen: error: " + line).ConfigureAwait(false);
        }

        await error.WriteLineAsync($"'{Path(result.CommandResult)} --help' shows how it is used.").ConfigureAwait(false);
        return ExitCode.Failure;
    }

    // The parser's own messages name the option; those on a value begin with it.
    private static string Told(ParseError fault) =>
        fault.SymbolResult is OptionResult option && fault.Message.StartsWith('\'') ? $"{option.Option.Name}: {fault.Message}" : fault.Message;

    private static string Hint(string word, Command command) =>
        NearestName.Find(word, command.Subcommands.Cast<Symbol>().Concat(command.Options).Select(known => known.Name)) is { } near ? $" Did you mean '{near}'?" : "";

    private static string Path(CommandResult command) => command.Parent is CommandResult ? "apigen " + command.Command.Name : "apigen";
}
