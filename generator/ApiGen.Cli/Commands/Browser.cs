using System.ComponentModel;
using System.Diagnostics;

namespace ApiGen.Cli.Commands;

/// <summary>The browser of the person at this machine.</summary>
internal static class Browser
{
    /// <summary>Opens a page, and gives whether there is something that opens it; what that prints is not shown.</summary>
    /// <param name="page">The address.</param>
    /// <param name="cancellationToken">Ends the wait for what opens it, which may last as long as the browser.</param>
    public static async Task<bool> OpenAsync(string page, CancellationToken cancellationToken)
    {
        try
        {
            using Process? opener = Process.Start(Opener(page));
            if (opener is null || OperatingSystem.IsWindows())
            {
                return true;
            }

            await opener.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return opener.ExitCode == 0;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or PlatformNotSupportedException or FileNotFoundException)
        {
            return false;
        }
    }

    // Only a shell can leave the output of a program that outlives this one in nobody's way: a pipe would break with the end of the tool.
    private static ProcessStartInfo Opener(string page) => OperatingSystem.IsWindows()
        ? new ProcessStartInfo(page) { UseShellExecute = true }
        : new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$1\" </dev/null >/dev/null 2>&1", OperatingSystem.IsMacOS() ? "open" : "xdg-open", page]);
}
