using System.Diagnostics;

namespace ApiGen.EndToEnd.Support;

/// <summary>A web application that runs as a process of its own until it is disposed.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private RunningService(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    /// <summary>A client of the application.</summary>
    public HttpClient Http { get; }

    /// <summary>Takes over a process that was started with its standard output redirected, and waits until it listens.</summary>
    public static async Task<RunningService> WaitForAsync(Process process)
    {
        List<string> output = [];
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            output.Add(line);
            int at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
            {
                // Nobody reads on, so the rest must not fill the pipe.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return new RunningService(process, new Uri(line[(at + Listening.Length)..].Trim()));
            }
        }

        Assert.Fail($"The service ended before it listened.\n{string.Join('\n', output)}\n{await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        return null!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
