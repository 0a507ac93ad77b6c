using System.Runtime.InteropServices;

namespace ApiGen.Cli.Commands;

/// <summary>
/// A signal that ends the work: SIGINT, SIGTERM, SIGHUP (the terminal is gone) or SIGQUIT. Heard from the first moment on; System.CommandLine hears it once the work has come to its first pause, and
/// until then ends the process at once, half done and with another exit code.
/// </summary>
internal static class Interruption
{
    // Time to take back what was begun, also on a slow disk.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // It lives as long as the process, since a signal may come at any moment of it.
    private static readonly CancellationTokenSource Stop = new();

    // Kept as long: by default a signal that comes when the work is done, and told, would end the process with another exit code.
    private static PosixSignalRegistration[] _heard = [];

    /// <summary>Runs work that a signal cancels; work that does not end then is left behind.</summary>
    /// <param name="work">The work; what it gives is the exit code.</param>
    public static async Task<int> HeardByAsync(Func<CancellationToken, Task<int>> work)
    {
        _heard = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }.Select(static signal => PosixSignalRegistration.Create(signal, Hear))];
        Task<int> running = work(Stop.Token);
        return await Task.WhenAny(running, GiveUpAsync()).Unwrap().ConfigureAwait(false);
    }

    private static void Hear(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Stop.Cancel();
    }

    private static async Task<int> GiveUpAsync()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, Stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(Patience).ConfigureAwait(false);
        return ExitCode.Interrupted;
    }
}
