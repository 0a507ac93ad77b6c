using System.CommandLine;
using ApiGen.Cli.Fetching;
using ApiGen.Cli.Import;
using ApiGen.Cli.Merging;
using ApiGen.Cli.Projects;
using ApiGen.Cli.Writing;
using ApiGen.Emulator.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary><c>apigen add</c>: gets a service's model from where the vendor publishes it, imports it, and adds it to the project.</summary>
internal static class AddCommand
{
    private static readonly Argument<string> ServiceName = new("service") { HelpName = "service", Description = "The service, such as cvm." };

    private static readonly Option<string?> Actions = new("--actions", "-a") { Description = "The actions that the project selects, such as \"RunInstances;Describe*\"; by default all of them." };

    private static readonly Option<string?> Version = new Option<string?>("--api-version") { Description = "The version of the service; by default the newest." }.Checked(ModelFetcher.VersionFault);

    private static readonly Option<ModelEdition> Edition = new("--edition")
    {
        Description = "International or Mainland: whose model it is, and which host is called.",
        DefaultValueFactory = _ => ModelEdition.International,
        CustomParser = EnumOption.Parse<ModelEdition>,
    };

    private static readonly Option<string?> Reference = new("--ref") { Description = "A branch, tag or commit of the vendor's repository; by default its newest commit." };

    private static readonly Option<string?> From = new("--from") { Description = "A copy of the vendor's repository in place of the vendor's own: a folder, or an https address." };

    private static readonly Option<string> Out = new("--out", "-o") { Description = "The folder of specs; by default 'specs'.", DefaultValueFactory = _ => "specs" };

    private static readonly Option<string?> Project = new("--project") { Description = "The project that gets the item; by default the one in the current folder." };

    private static readonly Option<string?> Limits = new("--limits") { Description = "A JSON table of documented limits." };

    private static readonly Option<string?> Namespace = new Option<string?>("--namespace") { Description = "The C# namespace of the generated code; by default TencentCloud.<Service>." }.Checked(ModelFetcher.NamespaceFault);

    private static readonly Option<RegionRequirement> Region = new("--region")
    {
        Description = "Whether actions take a region, which a model does not say: Optional, Required or None.",
        DefaultValueFactory = _ => RegionRequirement.Optional,
        CustomParser = EnumOption.Parse<RegionRequirement>,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("add", "Gets the official model of a service from where the vendor publishes it, imports it, and adds it to the project here.")
        {
            ServiceName, Actions, Version, Edition, Reference, From, Out, Project, Limits, Namespace, Region,
        };
        command.Runs(RunAsync, writes: true);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string service = result.GetRequiredValue(ServiceName);
        string? version = result.GetValue(Version);
        if (ModelFetcher.ServiceFault(service) is { } fault)
        {
            throw new CommandException(fault);
        }

        ModelSource source = new(result.GetValue(Edition), result.GetValue(From), result.GetValue(Reference));
        if (source is { From: not null, Reference: not null })
        {
            throw new CommandException("--ref has no effect beside --from, which names files as they are. Give one of the two.");
        }

        string? table = result.GetValue(Limits) is { } limits ? NamedFile.Of(Limits.Name, limits) : null;
        string root = OutputFolder.Of(result.GetRequiredValue(Out));
        string? project = ProjectEdit.Find(result.GetValue(Project));
        _ = SpecLock.Read(root);
        FetchedModel model = await FetchAsync(source, service, version, cancellationToken).ConfigureAwait(false);
        LockedModel entry = new(
            service, model.Version, Relative(root, source), model.Commit, model.Hashes, result.GetValue(Region), result.GetValue(Namespace), table is null ? null : Relative(root, table));
        ImportedService imported = model.Read(LockedOptions.Of(entry, root));
        if (result.GetValue(Actions) is { } patterns)
        {
            ActionPatterns.Require(patterns, [.. imported.Service.Actions.Select(action => action.Name)]);
        }

        string? actions = result.GetValue(Actions);
        await ProjectEdit.RequireNoCopyAsync(project, root, service, model.Version, cancellationToken).ConfigureAwait(false);

        // What others have recorded and added while the model was read is read now; nobody else changes it until all is written.
        using FolderLock held = await FolderLock.TakeAsync(root, cancellationToken).ConfigureAwait(false);
        SpecLock record = SpecLock.Read(root);
        ImportReport report = new(result.InvocationConfiguration);
        ImportWork work = new(new SpecTree(root), report);
        bool isGiven = result.GetResult(Region) is { Implicit: false };
        SpecUpdate update = work.Add(imported, new ImportedOptions(LockedOptions.Of(entry, root), isGiven, entry.Limits is not null) { Edition = result.GetResult(Edition) is { Implicit: false } ? source.Edition : null });
        record.Set(entry);
        string serviceFile = SourceOf(update, root);
        ProjectEdit edit = ProjectEdit.Plan(project, serviceFile, actions);
        await work.WriteAsync([(record.FilePath, record.Text())], [SettleAsync, ConfirmAsync], cancellationToken).ConfigureAwait(false);
        return report.HasGaps ? ExitCode.Gaps : ExitCode.Success;

        async Task<IReadOnlyList<(string Path, string Text)>> SettleAsync(CancellationToken stop)
        {
            edit = await edit.SettleAsync(serviceFile, actions, stop).ConfigureAwait(false);
            foreach (string note in edit.Notes)
            {
                report.Note(note);
            }

            return edit.Files;
        }

        async Task<IReadOnlyList<(string Path, string Text)>> ConfirmAsync(CancellationToken stop)
        {
            await edit.RequireEffectAsync(serviceFile, stop).ConfigureAwait(false);
            return [];
        }
    }

    private static async Task<FetchedModel> FetchAsync(ModelSource source, string service, string? version, CancellationToken cancellationToken)
    {
        using Download download = new();
        ModelFiles files = await ModelFiles.OpenAsync(source, download, cancellationToken).ConfigureAwait(false);
        return await new ModelFetcher(files, source).FetchAsync(service, version, cancellationToken).ConfigureAwait(false);
    }

    // A new service has the usual layout; one that is there has its own.
    private static string SourceOf(SpecUpdate update, string root) =>
        update.Before is null ? new ServiceFolder(root, update.After.Name, update.After.Version).ServicePath : update.After.Source;

    private static ModelSource Relative(string root, ModelSource source) =>
        source.From is { } from && Directory.Exists(from) ? source with { From = Relative(root, from) } : source;

    // Between the places where both lie, since others may come to the lock file by another way than through the same links.
    private static string Relative(string root, string path) => Path.GetRelativePath(RealPath.Of(root), RealPath.Of(path)).Replace(Path.DirectorySeparatorChar, '/');
}
