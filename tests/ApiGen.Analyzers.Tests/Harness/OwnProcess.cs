using System.Diagnostics;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>
/// Runs a test in a process of its own: a stack that overflows takes the process down, and what never comes to an end holds its thread for
/// good. The test itself does nothing where it is not in one (<see cref="IsHere"/>).
/// </summary>
internal static class OwnProcess
{
    private const string Name = "APIGEN_OWN_PROCESS";

    /// <summary>Far more than any of these tests takes.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(FullRun.IsWanted ? 60 : 10);

    public static bool IsHere { get; } = Environment.GetEnvironmentVariable(Name) == "1";

    /// <summary>Runs one test, and asserts that it comes to an end and is passed.</summary>
    /// <typeparam name="TTests">The class that the test is of.</typeparam>
    /// <param name="test">The test's name.</param>
    /// <param name="environment">What else the process finds around it.</param>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync<TTests>(string test, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, ["-method", $"{typeof(TTests).FullName}.{test}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Name] = "1";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(Most);
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(end.Token);
            string text = await process.StandardOutput.ReadToEndAsync(end.Token);
            await process.WaitForExitAsync(end.Token);
            Assert.True(process.ExitCode == 0, text + await errors);
            return text;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
