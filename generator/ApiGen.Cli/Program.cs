using System.CommandLine;
using System.CommandLine.Invocation;
using ApiGen.Cli.Commands;

// A signal lets the work take back what it has begun; the default of two seconds is short for a slow disk.
InvocationConfiguration configuration = new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30), EnableDefaultExceptionHandler = false };
try
{
    ParseResult result = ApiGenCommand.Create().Parse(args, ApiGenCommand.Parsing);
    return result.Action is ParseErrorAction
        ? await UsageErrors.TellAsync(result, Console.Error).ConfigureAwait(false)
        : await result.InvokeAsync(configuration).ConfigureAwait(false);
}
catch (Exception exception)
{
    await Console.Error.WriteLineAsync(CommandRunner.Unexpected(exception, args.Contains(CommandRunner.Verbose.Name))).ConfigureAwait(false);
    return ExitCode.Unexpected;
}
