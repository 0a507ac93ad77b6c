using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ApiGen.Cli.Commands;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Reading;

/// <summary>What another program did.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output, as bytes.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ProgramRun(int ExitCode, byte[] Output, string Error)
{
    // It may wait itself, for ever, for what never comes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The output as text.</summary>
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="what">What is waited for, such as <c>'git ls-tree'</c>, for messages.</param>
    /// <param name="program">The program, found by its name.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="arguments">Its arguments, passed as they are.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="clock">The time; by default that of the system.</param>
    /// <param name="error">Where a long wait is told; by default standard error.</param>
    /// <param name="cancellationToken">Ends the program early.</param>
    /// <exception cref="CommandException">The program is not there.</exception>
    /// <exception cref="TimeoutException">It did not end. It and what it has started are ended.</exception>
    public static async Task<ProgramRun> OfAsync(
        string what, string program, string folder, IEnumerable<string> arguments, string input = "", TimeProvider? clock = null, TextWriter? error = null, CancellationToken cancellationToken = default)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardErrorEncoding = Encoding.UTF8,
        };

        // Messages are passed on beside English ones, and a program that asks a person would wait for ever.
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        using Process process = Start(start);
        using CancellationTokenSource bound = new(Patience, clock ?? TimeProvider.System);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        using ITimer notice = LongWait.Tell(what, clock, error);
        try
        {
            Task<string> messages = process.StandardError.ReadToEndAsync(end.Token);
            Task writing = WriteAsync(process.StandardInput, input, end.Token);
            using MemoryStream output = new();
            await process.StandardOutput.BaseStream.CopyToAsync(output, end.Token).ConfigureAwait(false);
            await writing.ConfigureAwait(false);
            string told = await messages.ConfigureAwait(false);
            await process.WaitForExitAsync(end.Token).ConfigureAwait(false);
            return new ProgramRun(process.ExitCode, output.ToArray(), told);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException(FormattableString.Invariant($"{SingleLine.Of(what)} has not ended in {Patience.TotalMinutes} minutes, and was ended. Run it by itself to see what it waits for."));
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new CommandException($"the program '{start.FileName}' is needed for this and cannot be started. Install it, or add its folder to PATH.");
        }
    }

    private static async Task WriteAsync(StreamWriter writer, string input, CancellationToken cancellationToken)
    {
        try
        {
            await using (writer.ConfigureAwait(false))
            {
                await writer.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // The program ended without reading; its exit code and message say why.
        }
    }
}
