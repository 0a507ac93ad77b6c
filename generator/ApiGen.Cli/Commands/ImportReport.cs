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
    private int _written;
    private int _deleted;

    /// <summary>Runs the work for each source, with a progress bar when a person watches.</summary>
    public static async Task ProgressAsync(IReadOnlyList<string> sources, Func<string, Task> work, CancellationToken cancellationToken)
    {
        if (sources.Count < 2 || Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            foreach (string source in sources)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await work(source).ConfigureAwait(false);
            }

            return;
        }

        await AnsiConsole.Progress().AutoClear(true).StartAsync(async context =>
        {
            ProgressTask task = context.AddTask("Importing", maxValue: sources.Count);
            foreach (string source in sources)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await work(source).ConfigureAwait(false);
                task.Increment(1);
            }
        }).ConfigureAwait(false);
    }

    /// <summary>Takes in what happened to one service.</summary>
    public void Add(ServiceModel service, SpecUpdate update, int written)
    {
        _written += written;
        _deleted += update.Deleted.Count;
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
    public async Task FinishAsync()
    {
        foreach (string line in _lines)
        {
            await configuration.Output.WriteLineAsync(line).ConfigureAwait(false);
        }

        string deleted = _deleted > 0 ? FormattableString.Invariant($", {_deleted} deleted") : "";
        await configuration.Output.WriteLineAsync(FormattableString.Invariant($"{_written} files written{deleted}.")).ConfigureAwait(false);
    }
}
