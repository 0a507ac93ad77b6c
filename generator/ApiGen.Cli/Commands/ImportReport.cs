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
    private const int MaxChangesOfOneService = 200;

    private readonly List<string> _lines = [];

    private readonly HashSet<string> _gaps = [];

    private readonly Dictionary<(string Name, string Version), (ServiceModel? Before, ServiceModel After)> _services = [];

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
    public bool HasGaps => _lines.Any(_gaps.Contains);

    /// <summary>Takes in something that a person should know.</summary>
    public void Note(string text) => _lines.Add("note: " + text);

    /// <summary>Takes in a line.</summary>
    public void Line(string text) => _lines.Add(text);

    /// <summary>Takes in what happened to one service.</summary>
    public void Add(ImportedService imported, SpecUpdate update)
    {
        ServiceModel service = imported.Service;
        if (imported.DescribesTypes || !imported.IsPartial)
        {
            // What a page made guess is known now.
            _lines.RemoveAll(line => Guess().Match(line) is { Success: true } match
                && (service.Types.Any(type => type.Name == match.Groups["type"].Value) || update.After.Types.All(type => type.Name != match.Groups["type"].Value)));
        }

        _gaps.UnionWith(imported.Notes.Where(note => note.IsGap).Select(note => "note: " + note));
        _lines.AddRange(update.Notes.Select(note => "note: " + note));
        (string, string) key = (service.Name, service.Version);
        _services[key] = (_services.TryGetValue(key, out (ServiceModel? Before, ServiceModel After) known) ? known.Before : update.Before, update.After);
    }

    /// <summary>Writes the report.</summary>
    /// <param name="written">How many files were written.</param>
    /// <param name="deleted">The full paths of the files that were deleted.</param>
    public async Task FinishAsync(int written, IReadOnlyList<string> deleted)
    {
        foreach (string line in _lines.Concat(_services.Values.SelectMany(service => Changes(service.Before, service.After))).Concat(deleted.Select(path => "delete " + Path.GetRelativePath(Environment.CurrentDirectory, path))))
        {
            await configuration.Output.WriteLineAsync(SingleLine.Of(line)).ConfigureAwait(false);
        }

        string gone = deleted.Count > 0 ? FormattableString.Invariant($", {deleted.Count} deleted") : "";
        await configuration.Output.WriteLineAsync($"{Counted.Of(written, "file")} written{gone}.").ConfigureAwait(false);
    }

    // From what was there before all sources of the call: what one of them made guess and another corrects is no change.
    private static IEnumerable<string> Changes(ServiceModel? before, ServiceModel after)
    {
        if (before is null)
        {
            return [$"+ {after.Name} {after.Version}: {Counted.Of(after.Actions.Count, "action")}, {Counted.Of(after.Types.Count, "type")}"];
        }

        IReadOnlyList<SpecChange> changes = SpecComparison.Compare([before], [after]);
        string[] more = changes.Count > MaxChangesOfOneService
            ? [FormattableString.Invariant($"... and {Counted.Of(changes.Count - MaxChangesOfOneService, "more change")} in {after.Name} {after.Version}")]
            : [];
        return changes.Take(MaxChangesOfOneService).Select(ChangeText.Line).Concat(more);
    }

    [GeneratedRegex(@": the type (?<type>\w+) (?:was guessed|is not described)", RegexOptions.CultureInvariant)]
    private static partial Regex Guess();
}
