using System.CommandLine;
using System.Text.RegularExpressions;
using ApiGen.Cli.Comparing;
using ApiGen.Cli.Import;
using ApiGen.Cli.Merging;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary>Tells what an import does: a line for each source while a person watches, and the changes at the end.</summary>
internal sealed partial class ImportReport(InvocationConfiguration configuration)
{
    // A new service has hundreds of entries that say nothing but "added".
    private const int MaxChangesOfOneSource = 200;

    private readonly List<string> _lines = [];

    /// <summary>Runs the work for each source, and names the source on a terminal, since a whole catalogue takes minutes.</summary>
    public async Task ProgressAsync(IReadOnlyList<string> sources, Action<string> work, CancellationToken cancellationToken)
    {
        bool isWatched = sources.Count > 1 && !Console.IsErrorRedirected && !Console.IsOutputRedirected;
        for (int i = 0; i < sources.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isWatched)
            {
                await configuration.Error.WriteLineAsync(FormattableString.Invariant($"{i + 1} of {sources.Count}: {sources[i]}")).ConfigureAwait(false);
            }

            work(sources[i]);
        }
    }

    /// <summary>Whether something of a source could not be read, so that it is missing in the specs.</summary>
    public bool HasGaps { get; private set; }

    /// <summary>Takes in something that a person should know.</summary>
    public void Note(string text) => _lines.Add("note: " + text);

    /// <summary>Takes in a line.</summary>
    public void Line(string text) => _lines.Add(text);

    /// <summary>Takes in what happened to one service.</summary>
    public void Add(ImportedService imported, SpecUpdate update)
    {
        ServiceModel service = imported.Service;
        if (imported.DescribesTypes)
        {
            // What another page made guess is known now.
            _lines.RemoveAll(line => Guess().Match(line) is { Success: true } match
                && (service.Types.Any(type => type.Name == match.Groups["type"].Value) || update.After.Types.All(type => type.Name != match.Groups["type"].Value)));
        }

        HasGaps |= imported.Notes.Any(note => note.IsGap);
        _lines.AddRange(update.Notes.Select(note => "note: " + note));
        if (update.Changes is [{ Kind: SpecChangeKind.Added } only] && only.Text == "service added")
        {
            _lines.Add($"+ {service.Name} {service.Version}: {Counted.Of(service.Actions.Count, "action")}, {Counted.Of(service.Types.Count, "type")}");
            return;
        }

        _lines.AddRange(update.Changes.Take(MaxChangesOfOneSource).Select(ChangeText.Line));
        if (update.Changes.Count > MaxChangesOfOneSource)
        {
            _lines.Add(FormattableString.Invariant($"... and {Counted.Of(update.Changes.Count - MaxChangesOfOneSource, "more change")} in {service.Name} {service.Version}"));
        }
    }

    /// <summary>Writes the report.</summary>
    /// <param name="written">How many files were written.</param>
    /// <param name="deleted">The full paths of the files that were deleted.</param>
    public async Task FinishAsync(int written, IReadOnlyList<string> deleted)
    {
        foreach (string line in _lines.Concat(deleted.Select(path => "delete " + Path.GetRelativePath(Environment.CurrentDirectory, path))))
        {
            await configuration.Output.WriteLineAsync(SingleLine.Of(line)).ConfigureAwait(false);
        }

        string gone = deleted.Count > 0 ? FormattableString.Invariant($", {deleted.Count} deleted") : "";
        await configuration.Output.WriteLineAsync($"{Counted.Of(written, "file")} written{gone}.").ConfigureAwait(false);
    }

    [GeneratedRegex(@": the type (?<type>\w+) (?:was guessed|is not described)", RegexOptions.CultureInvariant)]
    private static partial Regex Guess();
}
