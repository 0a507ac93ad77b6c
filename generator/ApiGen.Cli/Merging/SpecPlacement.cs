using ApiGen.Cli.Writing;
using ApiGen.Specs;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Merging;

/// <summary>Decides which file holds what is new in a service, in the layout that the service has.</summary>
internal sealed class SpecPlacement
{
    private readonly Dictionary<string, SpecDocument> _files;
    private readonly string _serviceFile;

    /// <summary>Looks at the files of a service.</summary>
    public SpecPlacement(IReadOnlyList<SpecDocument> files, ServiceModel service)
    {
        _files = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        _serviceFile = service.Source;
    }

    /// <summary>The merged service with a file for each action and type.</summary>
    public ServiceModel Place(ServiceModel existing, ServiceModel merged)
    {
        HashSet<string> gone = [.. Gone(existing, merged)];
        string types = TypesFile(existing, gone);
        return merged with
        {
            Actions = merged.Actions.Select(action => Knows(existing.Actions, action.Name, known => known.Name) ? action : action with { Source = ActionFile(existing, action.Name) }).ToEquatableArray(),
            Types = merged.Types.Select(type => Knows(existing.Types, type.Name, known => known.Name) && !gone.Contains(type.Source) ? type : type with { Source = types }).ToEquatableArray(),
        };
    }

    /// <summary>The files that say nothing any more: that of an action that is gone, and one whose types and actions are all gone.</summary>
    public IEnumerable<string> Gone(ServiceModel existing, ServiceModel merged)
    {
        HashSet<string> had = [.. existing.Actions.Select(action => action.Source), .. existing.Types.Select(type => type.Source)];
        HashSet<string> actions = [.. merged.Actions.Select(action => action.Source)];
        HashSet<string> types = [.. merged.Types.Select(type => type.Source)];
        return had.Where(path => _files.TryGetValue(path, out SpecDocument? file) && file.Kind switch
        {
            SpecDocumentKind.Action => !actions.Contains(path),
            SpecDocumentKind.Part => !actions.Contains(path) && !types.Contains(path),
            _ => false,
        }).Order(StringComparer.Ordinal);
    }

    private static bool Knows<T>(IEnumerable<T> items, string name, Func<T, string> nameOf) => items.Any(item => nameOf(item) == name);

    private bool IsUsual => Path.GetFileNameWithoutExtension(_serviceFile) == "service";

    // Beside the other actions; in the service's own file when it holds them, or when it is a whole service in one file.
    private string ActionFile(ServiceModel existing, string action)
    {
        string? busiest = existing.Actions.GroupBy(known => Home(known.Source), StringComparer.Ordinal).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key;
        string home = busiest ?? (IsUsual ? SpecTree.FolderOf(_serviceFile) + "/actions/" : _serviceFile);
        return home.EndsWith('/') ? home + action + ".yaml" : home;
    }

    private string Home(string path) => _files.TryGetValue(path, out SpecDocument? file) && file.Kind == SpecDocumentKind.Action ? SpecTree.FolderOf(path) + "/" : path;

    // The file by the usual name, else the one with most types.
    private string TypesFile(ServiceModel existing, HashSet<string> gone) => existing.Types
        .Where(type => !gone.Contains(type.Source))
        .GroupBy(type => type.Source, StringComparer.Ordinal)
        .OrderByDescending(group => Path.GetFileNameWithoutExtension(group.Key) == "types")
        .ThenByDescending(group => group.Count())
        .FirstOrDefault()?.Key
        ?? (IsUsual ? SpecTree.FolderOf(_serviceFile) + "/types.yaml" : _serviceFile);
}
