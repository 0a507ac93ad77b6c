using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;
using ApiGen.Cli.Writing;
using ApiGen.Emulator;
using ApiGen.Emulator.Specs;

namespace ApiGen.Cli.Projects;

/// <summary>What adding specs to a project changes in its file.</summary>
/// <param name="Path">The project's full path; null when there is no project.</param>
/// <param name="Text">Its new text; null when nothing changes.</param>
/// <param name="Notes">What a person should know.</param>
internal sealed record ProjectEdit(string? Path, string? Text, IReadOnlyList<string> Notes)
{
    private static readonly string[] OtherLanguages = [".vbproj", ".fsproj"];

    /// <summary>The files that it writes.</summary>
    public IReadOnlyList<(string Path, string Text)> Files => Text is null ? [] : [(Path!, Text)];

    // Whether the build has to be asked, once the specs are there, if an item has them already.
    private bool IsOpen { get; init; }

    // The includes of the items that seem to cover the specs; which of several has them only the build knows.
    private string[] Covered { get; init; } = [];

    private string? Covering => Covered.FirstOrDefault();

    /// <summary>The project that a person names, or the one in the current folder; null when there is none.</summary>
    /// <param name="named">What a person names: a project, or a folder with one.</param>
    /// <exception cref="CommandException">There is no such project, or there are several, or it is of another language.</exception>
    public static string? Find(string? named)
    {
        NamedFile.RequireAlive(named ?? ".");
        string place = System.IO.Path.GetFullPath(named ?? ".");
        if (File.Exists(place))
        {
            return place.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && !EvaluatedItems.IsProject(place) ? throw OtherLanguage(named!) : place;
        }

        string[] found = Directory.Exists(place) ? Directory.GetFiles(place, EvaluatedItems.Pattern) : throw new CommandException($"there is no project '{named}'.");
        return found.Length switch
        {
            1 => found[0],
            0 when Directory.EnumerateFiles(place).FirstOrDefault(file => OtherLanguages.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)) is { } other => throw OtherLanguage(System.IO.Path.GetFileName(other)),
            0 => named is null ? null : throw new CommandException($"there is no project (.csproj) in '{named}'."),
            _ => throw new CommandException($"there are several projects here: {string.Join(", ", found.Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal))}. Choose one with --project."),
        };
    }

    private static CommandException OtherLanguage(string project) => new(
        $"'{project}' is no C# project (.csproj), and ApiGen generates C# alone. Name a C# class library with --project, and reference it from there. Nothing was written.");

    /// <summary>Plans the item for the specs of a service.</summary>
    /// <param name="project">The project's full path; null when there is none.</param>
    /// <param name="serviceFile">The full path of the file that declares the service.</param>
    /// <param name="actions">The patterns of the selected actions; null for all.</param>
    /// <exception cref="CommandException">The project cannot be read.</exception>
    public static ProjectEdit Plan(string? project, string serviceFile, string? actions)
    {
        string item = ItemFor(project, serviceFile, actions, []);
        if (project is null)
        {
            return new ProjectEdit(null, null, [$"there is no project here; add this to yours: {item}"]);
        }

        string name = System.IO.Path.GetFileName(project);
        string text = SpecFiles.Read(project) ?? throw new CommandException($"{name} is not UTF-8, so that editing would damage it. Save it as UTF-8 first.");
        List<string> notes = ProjectText.UsesApiGen(text) ? [] : [$"{name} does not refer to the package ApiGen itself; 'dotnet add package ApiGen' does that"];
        return EvaluatedItems.MayBeNamedBy(project)
            ? new ProjectEdit(project, null, notes) { IsOpen = true, Covered = [.. CoveringIn(project, text, serviceFile)] }
            : new ProjectEdit(project, ProjectText.Add(text, item), [.. notes, $"{name} now has {item}"]);
    }

    // An item of a file that all projects import is as good as one of the project.
    private static IEnumerable<string> CoveringIn(string project, string text, string file) => EvaluatedItems.SharedBy(project)
        .Select(shared => (Name: System.IO.Path.GetFileName(shared), Text: (SpecFiles.Read(shared) ?? "").Replace("$(MSBuildThisFileDirectory)", System.IO.Path.GetDirectoryName(shared) + "/", StringComparison.Ordinal)))
        .Where(other => other.Text.Length > 0)
        .Prepend((Name: System.IO.Path.GetFileName(project), Text: text))
        .SelectMany(one => ProjectText.Covering(one.Text, Relative(project, file), one.Name).Concat(ProjectText.Covering(one.Text, file.Replace(System.IO.Path.DirectorySeparatorChar, '/'), one.Name)))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Fails when a project has the same service version already, from another folder or from ApiGen itself, beside which a copy does not build.</summary>
    /// <param name="project">The project's full path; null when there is none.</param>
    /// <param name="root">The full path of the folder of specs that the service comes to.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="cancellationToken">Ends the evaluation of the project early.</param>
    /// <exception cref="CommandException">It does.</exception>
    public static async Task RequireNoCopyAsync(string? project, string root, string service, string version, CancellationToken cancellationToken)
    {
        if (project is null || !EvaluatedItems.MayBeNamedBy(project))
        {
            return;
        }

        string name = System.IO.Path.GetFileName(project);
        EvaluatedItems items;
        try
        {
            items = await EvaluatedItems.OfAsync(project, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException) when (BundledSpecs.Documents(service, version).Count == 0)
        {
            // A project that cannot be asked may get an item all the same; its build tells of two of one service.
            return;
        }

        if (BundledSpecs.Documents(service, version).Count > 0 && items.Services.Any(item => string.Equals(item.Name, service, StringComparison.OrdinalIgnoreCase)))
        {
            throw new CommandException(
                $"{name} has the ApiService item '{service}', by which its build takes the specs of {service} {version} that come with ApiGen; with a copy beside them it would fail. Remove that item to have specs of your own. Nothing was written.");
        }

        string inside = RealPath.Of(root) + System.IO.Path.DirectorySeparatorChar;
        if (items.Files.Select(file => file.Path).Where(file => File.Exists(file) && !RealPath.Of(file).StartsWith(inside, StringComparison.Ordinal)).FirstOrDefault(Declares) is { } other)
        {
            throw new CommandException(
                $"{name} has the specs of {service} {version} already, in '{DisplayPath.In(DisplayPath.CurrentFolder, other)}'; with a copy in '{DisplayPath.In(DisplayPath.CurrentFolder, root)}' beside them its build would fail. Name the folder that has them with --out, or remove the item that names them. Nothing was written.");
        }

        bool Declares(string file) => SpecOnDisk.Read(file, file).Service is { } declared && declared.Name?.Text == service && declared.Version == version;
    }

    /// <summary>The edit by which the build takes the specs: none where an item has them already, by what the build says.</summary>
    /// <param name="serviceFile">The full path of the file that declares the service. It is there by now, since which files an item has is known once they are.</param>
    /// <param name="actions">The patterns of the selected actions; null for all.</param>
    /// <param name="cancellationToken">Ends the evaluation of the project early.</param>
    public async Task<ProjectEdit> SettleAsync(string serviceFile, string? actions, CancellationToken cancellationToken)
    {
        if (!IsOpen)
        {
            return this;
        }

        string name = System.IO.Path.GetFileName(Path!);
        string? unknown;
        string[] lacking = [];
        string has = "";
        try
        {
            EvaluatedItems items = await EvaluatedItems.OfAsync(Path!, cancellationToken).ConfigureAwait(false);
            lacking = Lacking(items, serviceFile);
            if (lacking.Length < items.Builds.Count)
            {
                string some = lacking.Length == 0 ? "" : " for " + string.Join(", ", items.Builds.Select(build => build.Framework).Except(lacking));
                string effect = actions is null ? "" : "; --actions has no effect beside it: what is selected is what Actions of that item say";
                has = $"{name} already has the specs{some}, by {(Covered is [{ } only] ? $"the item '{only}'" : "an item that 'dotnet msbuild' finds")}{effect}";
            }

            if (lacking.Length == 0)
            {
                return Settled(null, has);
            }

            unknown = items.Notes.Count > 0 ? items.Notes[0] : items.BundledFolder is null ? $"{name} is not restored" : null;
            unknown = unknown is not null && Texts(Path!).Any(ProjectText.HasItemsInTargets) ? "a target adds items, and " + unknown : null;
        }
        catch (CommandException exception)
        {
            unknown = exception.Message.TrimEnd('.');
        }

        string[] chosen = has.Length > 0 ? lacking : [];
        string item = ItemFor(Path!, serviceFile, actions, chosen);
        string rest = chosen.Length > 0 ? " for " + string.Join(", ", chosen) : "";
        ProjectEdit told = has.Length > 0 ? Settled(null, has) : this;
        if (unknown is not null)
        {
            string seen = Covering is null ? "names specs, or imports files that may" : $"has the item '{Covering}', which names the specs";
            return told.Settled(null, $"{name} {seen}. Whether its build{rest} takes those of this service could not be asked: {unknown}. If it does not, add this: {item}");
        }

        string reason = Covering is null ? "" : $" at its end, since the item '{Covering}' names the specs and its condition, an Exclude or a Remove keeps them out{rest}";
        return told.Settled(ProjectText.Add(SpecFiles.Read(Path!)!, item, isLast: Covering is not null), $"{name} now has {item}{reason}");
    }

    /// <summary>Fails when the build does not take the specs, although the item that the edit adds is in the project.</summary>
    /// <param name="serviceFile">The full path of the file that declares the service.</param>
    /// <param name="cancellationToken">Ends the evaluation of the project early.</param>
    /// <exception cref="CommandException">It does not.</exception>
    public async Task RequireEffectAsync(string serviceFile, CancellationToken cancellationToken)
    {
        if (Text is null)
        {
            return;
        }

        EvaluatedItems items;
        try
        {
            items = await EvaluatedItems.OfAsync(Path!, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException)
        {
            // A project that cannot be asked has the item all the same.
            return;
        }

        string[] lacking = Lacking(items, serviceFile);
        if (lacking.Length > 0 && items.Notes.Count == 0)
        {
            string builds = string.Join(", ", lacking.Where(framework => framework.Length > 0));
            throw new CommandException(
                $"the build of {System.IO.Path.GetFileName(Path)}{(builds.Length > 0 ? $" for {builds}" : "")} does not take '{DisplayPath.In(DisplayPath.CurrentFolder, serviceFile)}', by what 'dotnet msbuild' says, although the item for it was added. Look for what takes ApiSpec items away: a Remove in the project, in Directory.Build.targets, or in a file or target that they import. Nothing was written.");
        }
    }

    // The builds that do not have the specs, by their frameworks.
    private static string[] Lacking(EvaluatedItems items, string serviceFile) => [.. items.Builds.Where(build => !Has(build.Items, serviceFile)).Select(build => build.Framework)];

    private static bool Has(EvaluatedItems items, string serviceFile)
    {
        string place = RealPath.Of(serviceFile);
        return items.Files.Any(file => string.Equals(RealPath.Of(file.Path), place, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
    }

    private ProjectEdit Settled(string? text, string note) => this with { Text = text, Notes = [.. Notes, note], IsOpen = false };

    private static IEnumerable<string> Texts(string project) => EvaluatedItems.SharedBy(project).Prepend(project).Select(SpecFiles.Read).OfType<string>();

    private static string ItemFor(string? project, string serviceFile, string? actions, string[] frameworks)
    {
        string file = Relative(project, serviceFile);
        if (ProjectText.IncludeFault(file) is { } fault)
        {
            throw new CommandException($"no item of a project can name '{file}': {fault}. Name another folder with --out, or rename this one.");
        }

        return ProjectText.Item(System.IO.Path.GetFileNameWithoutExtension(file) == "service" ? file[..(file.LastIndexOf('/') + 1)] + "**/*.yaml" : file, actions, frameworks);
    }

    private static string Relative(string? project, string file) =>
        System.IO.Path.GetRelativePath(project is null ? Directory.GetCurrentDirectory() : System.IO.Path.GetDirectoryName(project)!, file).Replace(System.IO.Path.DirectorySeparatorChar, '/');
}
