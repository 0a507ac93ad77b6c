using System.CommandLine;
using ApiGen.Cli.Comparing;
using ApiGen.Cli.Fetching;
using ApiGen.Cli.Import;
using ApiGen.Cli.Merging;
using ApiGen.Cli.Writing;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen update</c>: gets again what <c>apigen add</c> has recorded, and reports what changed.</summary>
internal static class UpdateCommand
{
    private const int MostNoted = 5;

    private const string NoneWritten = "Nothing was written, of the other services neither.";

    private static readonly Argument<string[]> ServiceNames = new("services") { HelpName = "services", Description = "The services; by default all that are recorded.", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<string> Specs = new("--specs", "-s") { Description = "The folder of specs with the lock file; by default 'specs'.", DefaultValueFactory = _ => "specs" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Report the differences and write nothing." };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("update", "Gets again the models that 'add' has recorded and merges them. Exit code 0: nothing breaks callers; 2: something does.")
        {
            ServiceNames, Specs, DryRun,
        };
        ServiceNames.CompletionSources.Add(context => SpecLock.Names(Path.GetFullPath(context.ParseResult.GetValue(Specs) ?? "specs")));
        command.Runs(RunAsync, writes: true);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string root = OutputFolder.Of(result.GetRequiredValue(Specs));
        using FolderLock held = await FolderLock.TakeAsync(root, cancellationToken).ConfigureAwait(false);
        SpecLock record = SpecLock.Read(root);
        string[] names = result.GetValue(ServiceNames) ?? [];
        if (names.FirstOrDefault(name => record.Models.All(model => !string.Equals(model.Service, name, StringComparison.OrdinalIgnoreCase))) is { } missing)
        {
            throw new CommandException($"nothing is recorded of '{missing}' in {record.FilePath}. 'apigen add {missing}' gets it.");
        }

        LockedModel[] chosen = [.. record.Models.Where(model => names.Length == 0 || names.Contains(model.Service, StringComparer.OrdinalIgnoreCase))];
        if (chosen.Length == 0)
        {
            throw new CommandException($"there is nothing to update: {record.FilePath} {(record.Models.Count == 0 && !File.Exists(record.FilePath) ? "is not there" : "is empty")}. 'apigen add' begins it; {Specs.Name} names another folder that has one.");
        }

        ImportReport report = new(result.InvocationConfiguration);
        SpecTree tree = new(root);
        ImportWork work = new(tree, report);
        bool isBreaking = false;
        using Download download = new();
        foreach (LockedModel model in chosen)
        {
            try
            {
                isBreaking |= await UpdateAsync(model, record, tree, work, report, download, cancellationToken).ConfigureAwait(false);
            }
            catch (CommandException exception) when (chosen.Length > 1)
            {
                throw new CommandException($"{exception.Message} {NoneWritten}");
            }
            catch (ImportException exception) when (chosen.Length > 1)
            {
                throw new ImportException($"{exception.Message}\n{NoneWritten}");
            }
        }

        if (result.GetValue(DryRun))
        {
            await report.FinishAsync(0, []).ConfigureAwait(false);
        }
        else
        {
            await work.WriteAsync([(record.FilePath, record.Text())], cancellationToken).ConfigureAwait(false);
        }

        return isBreaking ? ExitCode.Breaking : report.HasGaps ? ExitCode.Gaps : ExitCode.Success;
    }

    private static async Task<bool> UpdateAsync(LockedModel model, SpecLock record, SpecTree tree, ImportWork work, ImportReport report, Download download, CancellationToken cancellationToken)
    {
        ModelSource source = LockedOptions.Source(model, record.Root);
        ModelFetcher fetcher = new(await ModelFiles.OpenAsync(source, download, cancellationToken).ConfigureAwait(false), source);
        FetchedModel fetched = await fetcher.FetchAsync(model.Service, model.Version, cancellationToken).ConfigureAwait(false);
        record.Set(model with { Commit = fetched.Commit, Hashes = fetched.Hashes });
        string name = $"{model.Service} {model.Version}";
        IReadOnlyList<string> versions = await fetcher.VersionsAsync(model.Service, cancellationToken).ConfigureAwait(false);
        if (versions.Count == 0)
        {
            report.Note($"{name}: whether there is a newer version is not known, since {fetcher.VersionsFile(model.Service)} is not there or names no version");
        }
        else if (string.CompareOrdinal(versions[^1], model.Version) > 0 && record.Models.All(known => (known.Service, known.Version) != (model.Service, versions[^1])))
        {
            report.Note($"{name}: there is a newer version {versions[^1]}; 'apigen add {model.Service} --api-version {versions[^1]}' gets it beside this one");
        }

        bool isSame = fetched.Hashes.Count == model.Hashes.Count && fetched.Hashes.All(hash => model.Hashes.GetValueOrDefault(hash.Key) == hash.Value);
        if (isSame && tree.Declarations(model.Service).Any(document => document.Service!.Version == model.Version))
        {
            report.Line($"{name}: the model has not changed");
            NoteByHand(name, fetched.Read(LockedOptions.Of(model, record.Root)), tree, report);
            return false;
        }

        SpecUpdate update = work.Add(fetched.Read(LockedOptions.Of(model, record.Root)), new ImportedOptions(LockedOptions.Of(model, record.Root), HasRegion: false, HasLimits: false));
        if (update.Changes.Count == 0)
        {
            report.Line($"{name}: nothing changes for callers");
        }

        return update.Changes.Any(change => change.IsBreaking);
    }

    // What a person changed stays while the vendor's word is the same; that the specs say something else is no secret.
    private static void NoteByHand(string name, ImportedService imported, SpecTree tree, ImportReport report)
    {
        IReadOnlyList<SpecChange> changes = SpecUpdater.Plan(tree, imported).Changes;
        if (changes.Count > 0)
        {
            string more = changes.Count > MostNoted ? FormattableString.Invariant($"; and {changes.Count - MostNoted} more") : "";
            report.Note($"{name}: the specs say something else by hand, which stays; the vendor's word would be: {string.Join("; ", changes.Take(MostNoted).Select(ChangeText.Line))}{more}. 'apigen add' and 'apigen import' write it");
        }
    }
}
