using System.CommandLine;
using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Commands;

/// <summary>Where commands take specs from: the option, a folder <c>specs</c> here or further up, or the ones that come with the tool.</summary>
internal static class SpecSource
{
    private const string FolderName = "specs";

    /// <summary>Creates the option that names the folder.</summary>
    public static Option<string?> CreateOption() => new("--specs", "-s")
    {
        Description = "The folder of specs; by default a folder 'specs' here or further up, else the specs that come with the tool.",
    };

    /// <summary>Loads the services.</summary>
    /// <exception cref="CommandException">The folder does not exist, has errors or holds no service.</exception>
    public static IReadOnlyList<ServiceModel> Load(string? folder)
    {
        string path = Locate(folder);
        SpecSet set = SpecLoader.LoadDirectory(path);
        SpecDiagnostic[] errors = [.. set.Diagnostics.Where(diagnostic => diagnostic.Descriptor.Severity == SpecSeverity.Error)];
        if (errors.Length > 0)
        {
            throw new CommandException($"the specs have errors; 'apigen check {path}' lists them all. The first one:\n{errors[0]}");
        }

        return set.Services.Count > 0 ? set.Services : throw new CommandException($"there are no specs in '{path}'. Make some with 'apigen import'.");
    }

    /// <summary>Finds a service by name, and by version when there are several.</summary>
    /// <exception cref="CommandException">There is no such service, or there are several versions of it.</exception>
    public static ServiceModel Service(IReadOnlyList<ServiceModel> services, string name, string? version)
    {
        ServiceModel[] found = [.. services.Where(service => service.Name == name && (version is null || service.Version == version))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new CommandException($"there are no specs of '{name}'{(version is null ? "" : " " + version)}. There are: {string.Join(", ", services.Select(service => service.Name + " " + service.Version))}."),
            _ => throw new CommandException($"there are several versions of '{name}': {string.Join(", ", found.Select(service => service.Version))}. Choose one with --api-version."),
        };
    }

    /// <summary>Finds an action by name, without regard to case.</summary>
    /// <exception cref="CommandException">There is no such action.</exception>
    public static ActionModel Action(ServiceModel service, string name) =>
        service.Actions.FirstOrDefault(action => action.Name == name)
        ?? service.Actions.FirstOrDefault(action => string.Equals(action.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw NoAction($"{service.Name} has no action '{name}'.", name, [service]);

    /// <summary>What to throw when there is no action of a name: the sentence, and names that are near.</summary>
    public static CommandException NoAction(string sentence, string name, IEnumerable<ServiceModel> services)
    {
        IReadOnlyList<string> near = NearestName.FindSeveral(name, services.SelectMany(service => service.Actions).Select(action => action.Name), most: 3);
        return new CommandException(near.Count == 0 ? sentence : $"{sentence} Did you mean {string.Join(", ", near)}?");
    }

    private static string Locate(string? folder)
    {
        if (folder is not null)
        {
            return Directory.Exists(folder) ? folder : throw new CommandException($"there is no folder '{folder}'.");
        }

        for (DirectoryInfo? here = new(Directory.GetCurrentDirectory()); here is not null; here = here.Parent)
        {
            string candidate = Path.Combine(here.FullName, FolderName);
            if (Directory.Exists(candidate) && Directory.EnumerateFiles(candidate, "service.yaml", SearchOption.AllDirectories).Any())
            {
                return candidate;
            }
        }

        string bundled = Path.Combine(AppContext.BaseDirectory, FolderName);
        return Directory.Exists(bundled) ? bundled : throw new CommandException("there is no folder 'specs' here or further up. Name one with --specs.");
    }
}
