using System.CommandLine;
using System.CommandLine.Invocation;
using ApiGen.Cli.Commands;

RootCommand root = new("Imports, checks and compares API specs, and calls the actions that they describe.")
{
    AddCommand.Create(),
    UpdateCommand.Create(),
    ImportCommand.Create(),
    CheckCommand.Create(),
    GenerateCommand.Create(),
    DiffCommand.Create(),
    ListCommand.Create(),
    ShowCommand.Create(),
    CallCommand.Create(),
    ServeCommand.Create(),
    ExploreCommand.Create(),
    CompletionCommand.Create(),
    CommandRunner.Verbose,
};
HelpExamples.AddTo(root);

// A signal lets the work take back what it has begun; the default of two seconds is short for a slow disk.
InvocationConfiguration configuration = new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30), EnableDefaultExceptionHandler = false };

// The parser would put a file's words in place of @file; here the commands themselves read such files, byte for byte.
ParserConfiguration parsing = new() { ResponseFileTokenReplacer = null };
try
{
    ParseResult result = root.Parse(args, parsing);
    return result.Action is ParseErrorAction
        ? await UsageErrors.TellAsync(result, Console.Error).ConfigureAwait(false)
        : await result.InvokeAsync(configuration).ConfigureAwait(false);
}
catch (Exception exception)
{
    await Console.Error.WriteLineAsync(CommandRunner.Unexpected(exception, args.Contains(CommandRunner.Verbose.Name))).ConfigureAwait(false);
    return ExitCode.Unexpected;
}
