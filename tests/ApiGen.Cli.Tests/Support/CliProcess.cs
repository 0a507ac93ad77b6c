using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ApiGen.Cli.Tests.Support;

/// <summary>Runs the real tool in a process of its own.</summary>
internal static class CliProcess
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "apigen.dll");

    // By its path, since tests run the tool with another PATH.
    private static readonly string Dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    // A shell starts what runs in its background with interrupts ignored, and children inherit that; the tool must hear them.
    private static readonly string[] Launcher = IsInterruptIgnored() ? ["env", "--default-signal=INT", Dotnet] : [Dotnet];

    public static Task<CliResult> RunAsync(params string[] arguments) => RunInAsync(AppContext.BaseDirectory, arguments);

    public static Task<CliResult> RunInAsync(string directory, params string[] arguments) => FinishAsync(Start(directory, arguments));

    /// <summary>Runs the tool with further variables of the environment, each as <c>Name=value</c>.</summary>
    public static Task<CliResult> RunWithAsync(string[] variables, params string[] arguments) => FinishAsync(StartWith(variables, arguments));

    /// <summary>Starts the tool with further variables of the environment, each as <c>Name=value</c>.</summary>
    public static Process StartWith(string[] variables, params string[] arguments)
    {
        ProcessStartInfo start = Prepare(AppContext.BaseDirectory, AppContext.BaseDirectory, arguments);
        foreach (string[] variable in variables.Select(variable => variable.Split('=', 2)))
        {
            start.Environment[variable[0]] = variable[1];
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a process.</summary>
    public static async Task<CliResult> FinishAsync(Process started)
    {
        using Process process = started;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal, and returns when it is sent.</summary>
    public static void Signal(Process process, string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Starts the tool without a credential anywhere that it looks.</summary>
    public static Process Start(string directory, params string[] arguments) => StartAt(home: AppContext.BaseDirectory, directory, arguments);

    /// <summary>Starts the tool for a user with the given home folder.</summary>
    public static Process StartAt(string home, string directory, params string[] arguments) => Process.Start(Prepare(home, directory, arguments))!;

    private static ProcessStartInfo Prepare(string home, string directory, string[] arguments)
    {
        ProcessStartInfo start = new(Launcher[0], [.. Launcher[1..], Tool, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("TENCENTCLOUD_", StringComparison.Ordinal) || name.StartsWith("TCCLI_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment[OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME"] = home;

        return start;
    }

    private static bool IsInterruptIgnored()
    {
        const string ignoredSignals = "SigIgn:";
        const ulong interrupt = 1 << (2 - 1);
        return OperatingSystem.IsLinux()
            && File.ReadLines("/proc/self/status").First(line => line.StartsWith(ignoredSignals, StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line.AsSpan(ignoredSignals.Length), NumberStyles.HexNumber | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture) & interrupt) != 0;
    }
}

internal sealed record CliResult(int ExitCode, string Output, string Error);
