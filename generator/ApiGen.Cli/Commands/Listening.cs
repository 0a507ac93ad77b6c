namespace ApiGen.Cli.Commands;

/// <summary>The end of commands that serve until somebody stops them: a signal is how they end, at whatever moment it comes once they listen.</summary>
internal static class Listening
{
    /// <summary>Says where the command listens.</summary>
    /// <param name="output">Standard output, which another program may read through a pipe.</param>
    /// <param name="lines">What is said.</param>
    public static async Task TellAsync(TextWriter output, params string[] lines)
    {
        foreach (string line in lines)
        {
            await output.WriteLineAsync(line).ConfigureAwait(false);
        }

        await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Waits for the signal.</summary>
    public static async Task UntilStoppedAsync(CancellationToken cancellationToken) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
