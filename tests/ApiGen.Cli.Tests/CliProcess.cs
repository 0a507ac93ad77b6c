using System.Diagnostics;

namespace ApiGen.Cli.Tests;

/// <summary>Runs the real tool in a process of its own.</summary>
internal static class CliProcess
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "apigen.dll");

    public static Task<CliResult> RunAsync(params string[] arguments) => RunInAsync(AppContext.BaseDirectory, arguments);

    public static async Task<CliResult> RunInAsync(string directory, params string[] arguments)
    {
        using Process process = Start(directory, arguments);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, await output, await error);
    }

    public static Process Start(string directory, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Tool, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in new[] { "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN", "TENCENTCLOUD_REGION" })
        {
            start.Environment.Remove(name);
        }

        return Process.Start(start)!;
    }
}

internal sealed record CliResult(int ExitCode, string Output, string Error);
