using ApiGen.Generator.Diagnostics;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Options;

/// <summary>The project file and those that it imports, as they are written.</summary>
/// <param name="Elements">What they say of ApiGen.</param>
/// <param name="Used">The properties and items that they use, as far as the names begin as ApiGen's do.</param>
/// <param name="Asked">The metadata that they ask for.</param>
internal sealed record ProjectSource(EquatableArray<ProjectElement> Elements, EquatableArray<string> Used, EquatableArray<string> Asked)
{
    private const string UselessUpdate = "its metadata has no effect. Correct the name, which has to be one that another item includes, or remove it.";

    private const string EarlyUpdate = "its metadata has no effect: what it names is included only further down. Move it behind that, or remove it.";

    private static readonly char[] Separators = [';'];

    private static readonly string[] Outputs = ["bin", "obj"];

    /// <summary>What several files say.</summary>
    public static ProjectSource Join(IReadOnlyCollection<ProjectSource> files) =>
        new(files.SelectMany(static file => file.Elements).ToEquatableArray(), files.SelectMany(static file => file.Used).ToEquatableArray(), files.SelectMany(static file => file.Asked).ToEquatableArray());

    /// <summary>The names that nobody reads, and the items that stand for nothing.</summary>
    public IEnumerable<ProjectDiagnostic> Check(ProjectItems items) => Names(items.Path).Concat(Includes(items)).Concat(Exclusions(items));

    /// <summary>Where a thing stands; null when the files do not show it.</summary>
    public SpecLocation? Find(ProjectPlace wanted, ProjectItems items)
    {
        ProjectElement[] named = [.. Elements.Where(element => element.Is(wanted.Name))];
        if (wanted.Subject.Length == 0)
        {
            return named.LastOrDefault(element => wanted.Value.Length == 0 || element.Subject == wanted.Value || IsOpen(element.Subject))?.Place;
        }

        // The last one that says so counts for MSBuild as well; defaults of a whole kind of item have no subject.
        ProjectElement[] about = [.. named.Where(element => IsAbout(element, wanted, items)), .. named.Where(static element => element.Subject.Length == 0 && !element.IsRemoval)];
        return (from element in about
                from metadata in element.Metadata
                where string.Equals(metadata.Name, wanted.Metadata, StringComparison.OrdinalIgnoreCase) && metadata.IndexOf(wanted.Value) >= 0
                select metadata.PlaceOf(wanted.Value)).FirstOrDefault()
            ?? about.OrderBy(element => !Parts(element).Any(static part => !IsOpen(part))).FirstOrDefault()?.Place;
    }

    private static bool IsAbout(ProjectElement element, ProjectPlace wanted, ProjectItems items)
    {
        string[] parts = [.. Parts(element)];
        return wanted.Name != ProjectItem.Spec
            ? parts.Contains(wanted.Subject, StringComparer.OrdinalIgnoreCase)
            : items.Files.FirstOrDefault(file => file.Logical == wanted.Subject) is { } file && parts.Any(part => new FilePattern(items.Folder, part).Matches(file.Actual));
    }

    private static IEnumerable<string> Parts(ProjectElement element) => Parts(element.Subject);

    private static IEnumerable<string> Parts(string text) =>
        text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Trim()).Where(static part => part.Length > 0);

    private IEnumerable<ProjectDiagnostic> Names(string project)
    {
        foreach (ProjectElement element in Elements)
        {
            // What the files use themselves is somebody's own, whatever it is called.
            bool isShared = element.Place.Path != project;
            string? hint = element.IsProperty ? KnownNames.PropertyHint(element.Name, isShared) : IsItem(element) ? null : KnownNames.ItemHint(element.Name, isShared);
            if (hint is not null && !Used.Contains(element.Name, StringComparer.OrdinalIgnoreCase))
            {
                yield return Unknown(element.IsProperty ? "property" : "item", element.Name, "", hint, element.Place);
            }
            else if (IsItem(element))
            {
                foreach (WrittenMetadata metadata in element.Metadata.Where(metadata => KnownNames.IsUnknownMetadata(metadata.Name) && !Asked.Contains(metadata.Name, StringComparer.OrdinalIgnoreCase)))
                {
                    yield return Unknown("metadata", metadata.Name, " of " + element.Name, KnownNames.MetadataHint(metadata.Name), metadata.Place);
                }
            }
        }
    }

    private static bool IsItem(ProjectElement element) => !element.IsProperty && (element.Is(ProjectItem.Spec) || element.Is(ProjectItem.Service));

    private IEnumerable<ProjectDiagnostic> Includes(ProjectItems items)
    {
        ListedFile[] own = [.. items.Files.Where(static file => file.Service.Length == 0)];
        foreach (ProjectElement element in Elements.Where(static element => !element.IsProperty && element.IsCertain))
        {
            if (IsItem(element) && Parts(element).Any() && Parts(element).All(part => Excludes(element, part, items.Folder)))
            {
                yield return NoMatch(element, element.Subject, "nothing is generated from it, because its own Exclude takes all of it away. Correct the Exclude, or remove the item.");
                continue;
            }

            foreach (string part in Parts(element))
            {
                if (element.Is(ProjectItem.Spec) && !HasFile(element, part, own, items.Folder))
                {
                    yield return NoMatch(element, part, element.IsUpdate ? UselessUpdate : "nothing is generated from it. Correct the path, which is relative to the folder of the project, look for an Exclude or Remove that takes away what it finds, or remove the item.");
                }
                else if (element.Is(ProjectItem.Service) && part.IndexOfAny(['*', '?']) >= 0)
                {
                    yield return NoMatch(element, part, "nothing is generated from it. Write the name of the service; patterns for its actions belong into Actions.");
                }
                else if (element.Is(ProjectItem.Service) && !HasService(element, part, items))
                {
                    yield return NoMatch(element, part, element.IsUpdate ? UselessUpdate : "nothing is generated from it. Correct the name, or remove the item.");
                }
                else if (IsItem(element) && element.IsUpdate && !IsOpen(part) && IsTooEarly(element, part, own, items.Folder))
                {
                    yield return NoMatch(element, part, EarlyUpdate);
                }
            }
        }
    }

    // Whether all that an update names comes from items that are read after it.
    private bool IsTooEarly(ProjectElement update, string part, ListedFile[] own, string folder)
    {
        FilePattern pattern = new(folder, part);
        string[] files = [.. own.Select(static file => file.Actual).Where(pattern.Matches)];
        ProjectElement[] sources = [.. Elements.Where(other => other.Is(update.Name) && !other.IsProperty && !other.IsUpdate && Parts(other).Any(include =>
            IsOpen(include) || (update.Is(ProjectItem.Spec) ? files.Any(new FilePattern(folder, include).Matches) : IsSame(include, part))))];
        return sources.Length > 0 && sources.All(source => IsBefore(update, source));
    }

    private IEnumerable<ProjectDiagnostic> Exclusions(ProjectItems items) =>
        from element in Elements
        where element.Excluded.Length > 0 && element.IsCertain && IsItem(element)
        from part in Parts(element.Excluded)
        where !IsOpen(part) && !(element.Is(ProjectItem.Spec) ? TakesFile(element, part, items) : TakesService(element, part, items.Folder))
        select NoMatch(
            element, part, "it takes nothing away. Correct it, or remove it.", element.Name + (element.IsRemoval ? " Remove" : " Exclude"));

    // What begins anywhere, or where a build writes, is said of files that may come.
    private bool TakesFile(ProjectElement element, string part, ProjectItems items)
    {
        string written = FilePattern.Plain(part);
        bool isWildcard = part.IndexOfAny(['*', '?']) >= 0;
        return written.StartsWith("**", StringComparison.Ordinal)
            || Outputs.Contains(written.Split('/')[0], StringComparer.OrdinalIgnoreCase)
            || (items.Found.Contains(written, StringComparer.OrdinalIgnoreCase)
                && (isWildcard || (element.IsRemoval
                    ? IsLeft(element, part, items.Folder)
                    : Parts(element).Any(include => IsOpen(include) || Includes(element, include, part, items.Folder)))));
    }

    private bool TakesService(ProjectElement element, string part, string folder) => element.IsRemoval
        ? IsLeft(element, part, folder)
        : Parts(element).Any(include => IsOpen(include) || IsSame(include, part));

    // Items of files that are not known here may be what is removed; where none is known, they are.
    private bool IsLeft(ProjectElement removal, string part, string folder)
    {
        ProjectElement[] others = [.. Elements.Where(other => other.Is(removal.Name) && !other.IsUpdate && !other.IsRemoval)];
        return (others.Length == 0 && removal.Is(ProjectItem.Spec)) || others.Any(other => IsLeft(other, removal, part, folder));
    }

    // Whether what an item includes is still there when another removes it.
    private bool IsLeft(ProjectElement other, ProjectElement removal, string part, string folder) =>
        !(other.IsCertain && IsBefore(removal, other))
        && Parts(other).Any(include => IsOpen(include) || (Includes(other, include, part, folder) && !Excludes(other, part, folder)))
        && !Elements.Any(between => between.IsRemoval && between.IsCertain && between.Is(other.Name) && IsBefore(other, between) && IsBefore(between, removal) && Excludes(between, part, folder));

    private static bool IsBefore(ProjectElement one, ProjectElement other) =>
        one.Place.Path == other.Place.Path ? one.Place.Start < other.Place.Start : Turn(one.Place.Path) < Turn(other.Place.Path);

    // When MSBuild reads a file; null where another import decides.
    private static int? Turn(string path) => Path.GetFileName(path) switch
    {
        "Directory.Build.props" => 0,
        "Directory.Build.targets" => 2,
        string name => name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) ? 1 : null,
    };

    private static bool Includes(ProjectElement element, string include, string part, string folder) =>
        IsSame(include, part) || (element.Is(ProjectItem.Spec) && new FilePattern(folder, include).Matches(InFull(part, folder)));

    // Whether an item leaves out, or removes, all that a part names. A question mark stands for no wildcard.
    private static bool Excludes(ProjectElement element, string part, string folder) => !IsOpen(part) && Parts(element.Excluded).Any(excluded =>
        IsSame(excluded, part)
        || (element.Is(ProjectItem.Spec) && !IsOpen(excluded) && !(excluded.Contains('?') && part.Contains('*')) && new FilePattern(folder, excluded).Matches(InFull(part, folder))));

    private static bool IsSame(string one, string other) => string.Equals(FilePattern.Plain(one), FilePattern.Plain(other), StringComparison.OrdinalIgnoreCase);

    private static string InFull(string part, string folder) => FilePattern.Plain(part) is var path && LogicalPaths.IsRooted(path) ? path : $"{folder}/{path}";

    // What a property or another item says is not seen here.
    private static bool IsOpen(string part) => part.Contains("$(") || part.Contains("@(") || part.Contains("%(");

    // What other items hold is not known here; only that nothing has come of it.
    private static bool HasFile(ProjectElement element, string part, ListedFile[] own, string folder)
    {
        if (part.Contains("@(") || part.Contains("%("))
        {
            return own.Length > 0;
        }

        FilePattern pattern = new(folder, part);
        return (!pattern.IsOpen && !element.IsUpdate) || own.Any(file => pattern.Matches(file.Actual));
    }

    private static bool HasService(ProjectElement element, string part, ProjectItems items)
    {
        ProjectItem[] services = [.. items.Items.Where(static item => item.Kind == ProjectItem.Service)];
        return IsOpen(part) ? services.Length > 0
            : !element.IsUpdate || services.Any(item => string.Equals(item.Include, part, StringComparison.OrdinalIgnoreCase));
    }

    private static ProjectDiagnostic Unknown(string kind, string name, string owner, string hint, SpecLocation place) =>
        new(GeneratorDiagnostics.UnknownName.Id, place, new[] { kind, name, owner, hint }.ToEquatableArray());

    private static ProjectDiagnostic NoMatch(ProjectElement element, string part, string remedy, string? name = null) =>
        new(GeneratorDiagnostics.NoMatch.Id, element.Place, new[] { name ?? element.Name, part, remedy }.ToEquatableArray());
}
