using System.Diagnostics;

namespace ApiGen.EndToEnd.Support;

/// <summary>What a program that ran to its end left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to the standard output, line by line.</param>
/// <param name="Errors">What it wrote to the standard error.</param>
internal sealed record ProcessRun(int ExitCode, IReadOnlyList<string> Output, string Errors)
{
    /// <summary>Everything that the program wrote; for the message of a failed assertion.</summary>
    public string Everything => $"exit code {ExitCode}\n{string.Join('\n', Output)}\n{Errors}";

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program's name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder to run in; null for the current one.</param>
    /// <param name="environment">Variables to set, or to take away when the value is null.</param>
    /// <param name="cancellationToken">Ends the program, and what it started, early.</param>
    public static async Task<ProcessRun> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellationToken = default)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProcessRun(process.ExitCode, (await output).TrimEnd().ReplaceLineEndings("\n").Split('\n'), await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
