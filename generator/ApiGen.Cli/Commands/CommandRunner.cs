using System.CommandLine;
using ApiGen.Cli.Import;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Commands;

/// <summary>Runs a command's work and turns what goes wrong into one line on standard error and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>The option of all commands that shows where an unexpected error comes from.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show all details of an unexpected error.", Recursive = true };

    /// <summary>Makes the work the command's action.</summary>
    /// <param name="command">The command.</param>
    /// <param name="work">The work; what it gives is the exit code.</param>
    /// <param name="outcome">What to say of work that ended because of a signal; by default that nothing was changed.</param>
    /// <param name="remedy">What to say of an argument that has not arrived whole, by its option; by default that nothing was done.</param>
    /// <param name="endsBySignal">Whether a signal is the end that the work is meant to have.</param>
    /// <param name="writes">Whether the work writes files: all of them, or none where it cannot be done, which is told then.</param>
    public static void Runs(
        this Command command, Func<ParseResult, CancellationToken, Task<int>> work, Func<OperationCanceledException, string>? outcome = null, Func<Option?, string>? remedy = null, bool endsBySignal = false, bool writes = false) =>
        command.SetAction(async (result, cancellationToken) =>
        {
            TextWriter error = result.InvocationConfiguration.Error;
            bool hasBegun = false;
            try
            {
                // Work stops at the next place where nothing is left half done; until then this line shows that the signal has arrived.
                bool isHeard = false;
                int code;
                using (cancellationToken.Register(Hear))
                {
                    GivenWords.Require(result, remedy ?? GivenWords.Whole);
                    hasBegun = true;
                    code = await work(result, cancellationToken).ConfigureAwait(false);
                }

                if (isHeard && !endsBySignal)
                {
                    await error.WriteLineAsync("apigen: the work was done before it could be stopped.").ConfigureAwait(false);
                }

                return code;

                void Hear()
                {
                    isHeard = true;
                    error.WriteLine("apigen: stopping.");
                }
            }
            catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
            {
                await error.WriteLineAsync($"apigen: interrupted; {outcome?.Invoke(exception) ?? "nothing was changed"}.").ConfigureAwait(false);
                return ExitCode.Interrupted;
            }
            catch (ImportException exception)
            {
                await error.WriteLineAsync(Told(exception)).ConfigureAwait(false);
                return ExitCode.Failure;
            }
            catch (Exception exception) when (exception is CommandException or TimeoutException)
            {
                await error.WriteLineAsync("apigen: error: " + Told(exception)).ConfigureAwait(false);
                return ExitCode.Failure;
            }
            catch (Exception exception)
            {
                return await TellAsync(exception, result.GetValue(Verbose), error).ConfigureAwait(false);
            }

            string Told(Exception exception) => !writes || !hasBegun || exception.Message.Contains("othing was ", StringComparison.Ordinal) ? exception.Message
                : exception.Message + (exception.Message.Contains('\n', StringComparison.Ordinal) ? "\n" : " ") + "Nothing was written.";
        });

    /// <summary>Tells of an error that no command expects to be its own.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="isVerbose">Whether all of it is wanted, and not one line.</param>
    /// <param name="error">Standard error.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(Exception exception, bool isVerbose, TextWriter error)
    {
        bool isRefusal = exception is IOException or UnauthorizedAccessException;
        await error.WriteLineAsync(isRefusal ? "apigen: error: " + Refusal(exception) : Unexpected(exception, isVerbose)).ConfigureAwait(false);
        return isRefusal ? ExitCode.Failure : ExitCode.Unexpected;
    }

    // Somebody else may delete the folder that a shell stands in.
    private static bool IsHereGone()
    {
        try
        {
            return !Directory.Exists(Directory.GetCurrentDirectory());
        }
        catch (IOException)
        {
            return true;
        }
    }

    // Of a file .NET says the path. Where it says none, it is what the command prints that goes nowhere.
    private static string Refusal(Exception exception) => exception.Message.Contains('\'', StringComparison.Ordinal)
        ? SingleLine.Of(exception.Message)
        : IsHereGone() ? "the current folder is not there any more. Change to one that is."
        : $"the output cannot be written: {(exception is UnauthorizedAccessException ? "it is closed" : exception.Message.TrimEnd('.'))}. Files that the command writes may be there all the same.";

    private static string Unexpected(Exception exception, bool isVerbose)
    {
        string first = exception.Message.Split('\n', '\r')[0];
        string line = $"apigen: error: unexpected {exception.GetType().Name}: {first}";
        return isVerbose ? line + Environment.NewLine + exception : line + " Run again with --verbose for the details; please report them.";
    }
}
