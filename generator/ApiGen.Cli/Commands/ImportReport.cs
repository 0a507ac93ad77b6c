using System.CommandLine;
using ApiGen.Cli.Comparing;
using ApiGen.Cli.Merging;
using ApiGen.Specs.Model;
using Spectre.Console;

namespace ApiGen.Cli.Commands;

/// <summary>Tells what an import did: a progress bar while it runs on a terminal, and the changes at the end.</summary>
internal sealed class ImportReport(InvocationConfiguration configuration)
{
    // A new service has hundreds of entries that say nothing but "added".
    private const int MaxChangesOfOneSource = 200;

    private readonly List<string> _lines = [];

    /// <summary>Runs the work for each source, with a progress bar when a person watches.</summary>
    public static async Task ProgressAsync(IReadOnlyList<string> sources, Action<string> work, CancellationToken cancellationToken)
    {
        if (sources.Count < 2 || Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            foreach (string source in sources)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(source);
            }

            return;
        }

        await AnsiConsole.Progress().AutoClear(true).StartAsync(context =>
        {
            ProgressTask task = context.AddTask("Importing", maxValue: sources.Count);
            foreach (string source in sources)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(source);
                task.Increment(1);
            }

            return Task.CompletedTask;
        }).ConfigureAwait(false);
    }

    /// <summary>Takes in what happened to one service.</summary>
    public void Add(ServiceModel service, SpecUpdate update)
    {
        _lines.AddRange(update.Notes.Select(note => "note: " + note));
        if (update.Changes is [{ Kind: SpecChangeKind.Added } only] && only.Text == "service added")
        {
            _lines.Add(FormattableString.Invariant($"+ {service.Name} {service.Version}: {service.Actions.Count} actions, {service.Types.Count} types"));
            return;
        }

        _lines.AddRange(update.Changes.Take(MaxChangesOfOneSource).Select(ChangeText.Line));
        if (update.Changes.Count > MaxChangesOfOneSource)
        {
            _lines.Add(FormattableString.Invariant($"... and {update.Changes.Count - MaxChangesOfOneSource} more changes in {service.Name} {service.Version}"));
        }
    }

    /// <summary>Writes the report.</summary>
    /// <param name="written">How many files were written.</param>
    /// <param name="deleted">How many files were deleted.</param>
    public async Task FinishAsync(int written, int deleted)
    {
        foreach (string line in _lines)
        {
            await configuration.Output.WriteLineAsync(line).ConfigureAwait(false);
        }

        string gone = deleted > 0 ? FormattableString.Invariant($", {deleted} deleted") : "";
        await configuration.Output.WriteLineAsync(FormattableString.Invariant($"{written} files written{gone}.")).ConfigureAwait(false);
    }
}
