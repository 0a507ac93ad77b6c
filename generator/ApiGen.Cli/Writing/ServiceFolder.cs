using ApiGen.Cli.Import;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Writing;

/// <summary>Where the files of a service version lie under a folder of specs.</summary>
internal sealed class ServiceFolder(string root, string service, string version)
{
    private readonly string _folder = Path.Combine(root, service, version);

    /// <summary>The service's own file.</summary>
    public string ServicePath => Path.Combine(_folder, "service.yaml");

    /// <summary>The file of the types.</summary>
    public string TypesPath => Path.Combine(_folder, "types.yaml");

    /// <summary>The folder of the actions.</summary>
    public string ActionsPath => Path.Combine(_folder, "actions");

    /// <summary>The file of one action.</summary>
    public string ActionPath(string action) => Path.Combine(ActionsPath, action + ".yaml");

    /// <summary>Every file of a service that has no files yet.</summary>
    public static IReadOnlyList<(string Path, string Text)> NewFiles(string root, ImportedService imported)
    {
        ServiceModel service = imported.Service;
        ServiceFolder folder = new(root, service.Name, service.Version);
        List<(string, string)> files = [(folder.ServicePath, SpecFileWriter.Service(imported))];
        if (!service.Types.IsEmpty)
        {
            files.Add((folder.TypesPath, SpecFileWriter.Types(service.Types, folder.TypesPath, root)));
        }

        files.AddRange(service.Actions.Select(action => (folder.ActionPath(action.Name), SpecFileWriter.Action(action with { Source = folder.ActionPath(action.Name) }, root))));
        return files;
    }
}
