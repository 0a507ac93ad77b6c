using System.CommandLine;
using ApiGen.Cli.Import;

namespace ApiGen.Cli.Commands;

/// <summary>Runs a command's work and turns what goes wrong into one line on standard error and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Makes the work the command's action.</summary>
    public static void Runs(this Command command, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction(async (result, cancellationToken) =>
        {
            TextWriter error = result.InvocationConfiguration.Error;
            try
            {
                return await work(result, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await error.WriteLineAsync("apigen: interrupted; nothing was changed.").ConfigureAwait(false);
                return ExitCode.Interrupted;
            }
            catch (ImportException exception)
            {
                await error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return ExitCode.Failure;
            }
            catch (CommandException exception)
            {
                await error.WriteLineAsync("apigen: error: " + exception.Message).ConfigureAwait(false);
                return ExitCode.Failure;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync("apigen: error: " + exception.Message).ConfigureAwait(false);
                return ExitCode.Failure;
            }
        });
}
