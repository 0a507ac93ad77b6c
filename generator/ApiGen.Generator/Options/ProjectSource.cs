using ApiGen.Generator.Diagnostics;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Options;

/// <summary>The project file and those that it imports, as they are written.</summary>
/// <param name="Elements">What they say of ApiGen.</param>
/// <param name="Used">The properties and items that they use, as far as the names begin as ApiGen's do.</param>
internal sealed record ProjectSource(EquatableArray<ProjectElement> Elements, EquatableArray<string> Used)
{
    private static readonly char[] Separators = [';'];

    /// <summary>What several files say.</summary>
    public static ProjectSource Join(IReadOnlyCollection<ProjectSource> files) =>
        new(files.SelectMany(static file => file.Elements).ToEquatableArray(), files.SelectMany(static file => file.Used).ToEquatableArray());

    /// <summary>The names that nobody reads, and the items that stand for nothing.</summary>
    public IEnumerable<ProjectDiagnostic> Check(ProjectItems items) => Names(items.Path).Concat(Includes(items));

    /// <summary>Where a thing stands; null when the files do not show it.</summary>
    public SpecLocation? Find(ProjectPlace wanted, ProjectItems items)
    {
        ProjectElement[] named = [.. Elements.Where(element => element.Is(wanted.Name))];
        if (wanted.Subject.Length == 0)
        {
            return named.LastOrDefault()?.Place;
        }

        // The last one that says so counts for MSBuild as well; defaults of a whole kind of item have no subject.
        ProjectElement[] about = [.. named.Where(element => IsAbout(element, wanted, items)), .. named.Where(static element => element.Subject.Length == 0)];
        return (from element in about
                from metadata in element.Metadata
                where string.Equals(metadata.Name, wanted.Metadata, StringComparison.OrdinalIgnoreCase) && metadata.IndexOf(wanted.Value) >= 0
                select metadata.PlaceOf(wanted.Value)).FirstOrDefault()
            ?? about.FirstOrDefault()?.Place;
    }

    private static bool IsAbout(ProjectElement element, ProjectPlace wanted, ProjectItems items)
    {
        string[] parts = [.. Parts(element)];
        return wanted.Name != ProjectItem.Spec
            ? parts.Contains(wanted.Subject, StringComparer.OrdinalIgnoreCase)
            : items.Files.FirstOrDefault(file => file.Logical == wanted.Subject) is { } file && parts.Any(part => new FilePattern(items.Folder, part).Matches(file.Actual));
    }

    private static IEnumerable<string> Parts(ProjectElement element) =>
        element.Subject.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Trim()).Where(static part => part.Length > 0);

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
                foreach (WrittenMetadata metadata in element.Metadata.Where(static metadata => KnownNames.IsUnknownMetadata(metadata.Name)))
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
            foreach (string part in Parts(element))
            {
                if (element.Is(ProjectItem.Spec) && !HasFile(element, part, own, items.Folder))
                {
                    yield return NoMatch(element, part, "Correct the path, which is relative to the folder of the project, look for an Exclude or Remove that takes away what it finds, or remove the item.");
                }
                else if (element.Is(ProjectItem.Service) && part.IndexOfAny(['*', '?']) >= 0)
                {
                    yield return NoMatch(element, part, "Write the name of the service; patterns for its actions belong into Actions.");
                }
                else if (element.Is(ProjectItem.Service) && !HasService(element, part, items))
                {
                    yield return NoMatch(element, part, "Correct the name, or remove the item.");
                }
            }
        }
    }

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
        return part.Contains("$(") || part.Contains("@(") || part.Contains("%(") ? services.Length > 0
            : !element.IsUpdate || services.Any(item => string.Equals(item.Include, part, StringComparison.OrdinalIgnoreCase));
    }

    private static ProjectDiagnostic Unknown(string kind, string name, string owner, string hint, SpecLocation place) =>
        new(GeneratorDiagnostics.UnknownName.Id, place, new[] { kind, name, owner, hint }.ToEquatableArray());

    private static ProjectDiagnostic NoMatch(ProjectElement element, string part, string remedy) =>
        new(GeneratorDiagnostics.NoMatch.Id, element.Place, new[] { element.Name, part, remedy }.ToEquatableArray());
}
