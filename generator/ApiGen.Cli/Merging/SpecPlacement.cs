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
        string home = ActionHome(existing);
        HashSet<string> knownActions = [.. existing.Actions.Select(action => action.Name)];
        HashSet<string> knownTypes = [.. existing.Types.Select(type => type.Name)];
        return merged with
        {
            Actions = merged.Actions.Select(action => knownActions.Contains(action.Name) ? action : action with { Source = home.EndsWith('/') ? home + action.Name + ".yaml" : home }).ToEquatableArray(),
            Types = merged.Types.Select(type => knownTypes.Contains(type.Name) && !gone.Contains(type.Source) ? type : type with { Source = types }).ToEquatableArray(),
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

    private bool IsUsual => Path.GetFileNameWithoutExtension(_serviceFile) == "service";

    // Beside the other actions: a folder, or the file that holds them; the service's own file when it is a whole service in one file.
    private string ActionHome(ServiceModel existing) =>
        existing.Actions.GroupBy(known => Home(known.Source), StringComparer.Ordinal).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key
        ?? (IsUsual ? SpecTree.FolderOf(_serviceFile) + "/actions/" : _serviceFile);

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
