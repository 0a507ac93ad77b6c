using ApiGen.Cli.Commands;
using ApiGen.Cli.Reading;
using ApiGen.Cli.Writing;

namespace ApiGen.Cli.Projects;

/// <summary>What adding specs to a project changes in its file.</summary>
/// <param name="Path">The project's full path; null when there is no project.</param>
/// <param name="Text">Its new text; null when nothing changes.</param>
/// <param name="Notes">What a person should know.</param>
internal sealed record ProjectEdit(string? Path, string? Text, IReadOnlyList<string> Notes)
{
    /// <summary>The project that a person names, or the one in the current folder; null when there is none.</summary>
    /// <param name="named">What a person names: a project, or a folder with one.</param>
    /// <exception cref="CommandException">There is no such project, or there are several.</exception>
    public static string? Find(string? named)
    {
        string place = System.IO.Path.GetFullPath(named ?? ".");
        if (File.Exists(place))
        {
            return place;
        }

        string[] found = Directory.Exists(place) ? Directory.GetFiles(place, EvaluatedItems.Pattern) : throw new CommandException($"there is no project '{named}'.");
        return found.Length switch
        {
            1 => found[0],
            0 => named is null ? null : throw new CommandException($"there is no project (.csproj) in '{named}'."),
            _ => throw new CommandException($"there are several projects here: {string.Join(", ", found.Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal))}. Choose one with --project."),
        };
    }

    /// <summary>Plans the item for the specs of a service.</summary>
    /// <param name="project">The project's full path; null when there is none.</param>
    /// <param name="serviceFile">The full path of the file that declares the service.</param>
    /// <param name="actions">The patterns of the selected actions; null for all.</param>
    /// <exception cref="CommandException">The project cannot be read.</exception>
    public static ProjectEdit Plan(string? project, string serviceFile, string? actions)
    {
        string folder = project is null ? Directory.GetCurrentDirectory() : System.IO.Path.GetDirectoryName(project)!;
        string file = System.IO.Path.GetRelativePath(folder, serviceFile).Replace('\\', '/');
        string include = System.IO.Path.GetFileNameWithoutExtension(file) == "service" ? file[..(file.LastIndexOf('/') + 1)] + "**/*.yaml" : file;
        string item = ProjectText.Item(include, actions);
        if (project is null)
        {
            return new ProjectEdit(null, null, [$"there is no project here; add this to yours: {item}"]);
        }

        string name = System.IO.Path.GetFileName(project);
        string text = SpecFiles.Read(project) ?? throw new CommandException($"{name} is not UTF-8, so that editing would damage it. Add this by hand: {item}");
        List<string> notes = ProjectText.UsesApiGen(text) ? [] : [$"{name} does not refer to the package ApiGen itself; 'dotnet add package ApiGen' does that"];
        if (ProjectText.Covering(text, file) is { } covering)
        {
            string effect = actions is null ? "" : "; --actions has no effect beside it, so set Actions on that item";
            return new ProjectEdit(project, null, [.. notes, $"{name} already has the specs, by the item '{covering}'{effect}"]);
        }

        return new ProjectEdit(project, ProjectText.Add(text, item), [.. notes, $"{name} now has {item}"]);
    }
}
