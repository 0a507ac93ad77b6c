using System.CommandLine;
using System.CommandLine.Invocation;
using ApiGen.Cli.Commands;

ConsoleText.Install();
InvocationConfiguration configuration = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
try
{
    ParseResult result = ApiGenCommand.Create().Parse(JoinedValue.Apart(args, out string option), ApiGenCommand.Parsing);
    if (option.Length > 0)
    {
        using StringWriter words = new();
        configuration.Output = words;
        int code = await RunAsync(result).ConfigureAwait(false);
        await Console.Out.WriteAsync(string.Concat(words.ToString().Split('\n').Where(word => word.Trim().Length > 0).Select(word => $"{option}{word.TrimEnd('\r')}\n"))).ConfigureAwait(false);
        return code;
    }

    return result.Action is ParseErrorAction
        ? await UsageErrors.TellAsync(result, Console.Error).ConfigureAwait(false)
        : await RunAsync(result).ConfigureAwait(false);
}
catch (Exception exception)
{
    return await CommandRunner.TellAsync(exception, args.Contains(CommandRunner.Verbose.Name), Console.Error).ConfigureAwait(false);
}

Task<int> RunAsync(ParseResult result) => Interruption.HeardByAsync(stop => result.InvokeAsync(configuration, stop));
