using ApiGen.Specs.Model;

namespace ApiGen.Generator.Options;

/// <summary>What the project file says, read from the list that build/ApiGen.targets writes: a record an item. Its control characters are in no path and no setting.</summary>
/// <param name="Folder">The project's folder.</param>
/// <param name="Path">The project file.</param>
/// <param name="Visibility">The project's choice for items that make none.</param>
/// <param name="RequiredMembers">The project's choice for items that make none.</param>
/// <param name="Items">The items in the project's order.</param>
/// <param name="Files">The spec files, each once, in the order of their actual paths.</param>
/// <param name="Lists">The files that list actions; their logical path is what was written.</param>
/// <param name="Sources">The full paths of the project file and of those that it imports, as far as they are known.</param>
/// <param name="Found">The paths and patterns by which items leave out or remove files, as far as they find something on disk.</param>
/// <param name="Bundled">The services that come with ApiGen.</param>
/// <param name="HidesRuntime">Whether the project is a library that keeps the runtime from those that refer to it.</param>
internal sealed record ProjectItems(
    string Folder,
    string Path,
    string Visibility,
    string RequiredMembers,
    EquatableArray<ProjectItem> Items,
    EquatableArray<ListedFile> Files,
    EquatableArray<ListedFile> Lists,
    EquatableArray<string> Sources,
    EquatableArray<string> Found,
    EquatableArray<string> Bundled,
    bool HidesRuntime)
{
    /// <summary>What ends a field of a record.</summary>
    public const char FieldEnd = '\u001F';

    /// <summary>What ends a record; a line end may follow.</summary>
    public const char RecordEnd = '\u001E';

    /// <summary>The record of a file for which options of the tool say what an item says elsewhere.</summary>
    public const string Option = "option";

    // Wildcards that the build has to pass on without following them.
    private const char Star = '\u001C', QuestionMark = '\u001D';

    private const string FileName = "ApiGen.items";

    // Apart from the folders of a project, which would otherwise be one with those of the package when somebody copies its specs.
    private const string BundledFolder = "ApiGen/specs/";

    /// <summary>A project without items.</summary>
    public static ProjectItems None { get; } = new(
        "", "", "", "", EquatableArray<ProjectItem>.Empty, EquatableArray<ListedFile>.Empty, EquatableArray<ListedFile>.Empty, EquatableArray<string>.Empty, EquatableArray<string>.Empty, EquatableArray<string>.Empty, false);

    /// <summary>Whether a file is the list.</summary>
    public static bool IsList(string path) => path.EndsWith("/" + FileName, StringComparison.Ordinal) || path.EndsWith("\\" + FileName, StringComparison.Ordinal);

    /// <summary>Reads the list.</summary>
    public static ProjectItems Parse(string text)
    {
        string project = "", path = "", visibility = "", requiredMembers = "";
        List<ProjectItem> items = [];
        Dictionary<string, ListedFile> files = new(StringComparer.Ordinal);
        Dictionary<string, ListedFile> lists = new(StringComparer.Ordinal);
        List<string> sources = [];
        List<string> found = [];
        LogicalPaths paths = new();
        List<string> known = [];
        bool hidesRuntime = false;
        foreach (string record in text.Split(RecordEnd))
        {
            switch (record.TrimStart('\r', '\n').Split(FieldEnd))
            {
                case ["project", var folder, var projectFile, var projectVisibility, var projectRequired, var hides]:
                    (project, path, visibility, requiredMembers, hidesRuntime) = (folder, projectFile, projectVisibility.Trim(), projectRequired.Trim(), hides.Trim().Length > 0);
                    break;
                case [("spec" or Option) and var kind, var include, var actual, var link, var recursive, var actions, var actionsFile, var space, var itemVisibility, var itemRequired]:
                    if (!files.TryGetValue(actual, out ListedFile? file))
                    {
                        files.Add(actual, file = new ListedFile(actual, paths.Of(project, include, actual, link, recursive), ""));
                    }

                    items.Add(new ProjectItem(ProjectItem.Spec, file.Logical, actions, LogicalPaths.Shown(actionsFile.Trim()), space.Trim(), itemVisibility.Trim(), itemRequired.Trim()) { IsOption = kind == Option });
                    break;
                case ["service", var service, var actions, var actionsFile, var space, var itemVisibility, var itemRequired]:
                    items.Add(new ProjectItem(ProjectItem.Service, service, actions, LogicalPaths.Shown(actionsFile.Trim()), space.Trim(), itemVisibility.Trim(), itemRequired.Trim()));
                    break;
                case ["file", var actual, var service, var relative]:
                    if (!files.ContainsKey(actual))
                    {
                        files.Add(actual, new ListedFile(actual, paths.Unique($"{BundledFolder}{service}/{LogicalPaths.Slashed(relative)}"), service));
                    }

                    break;
                case ["list", var written, var actual]:
                    lists[actual] = new ListedFile(actual, LogicalPaths.Shown(written.Trim()), "");
                    break;
                case ["found", var pattern]:
                    found.Add(LogicalPaths.Slashed(pattern.Replace(Star, '*').Replace(QuestionMark, '?')));
                    break;
                case ["known", var service]:
                    known.Add(service);
                    break;
                case ["source", var source]:
                    sources.Add(source);
                    break;
            }
        }

        ListedFile[] sorted = [.. files.Values.OrderBy(static file => file.Actual, StringComparer.Ordinal)];
        return new ProjectItems(
            project, path, visibility, requiredMembers, items.ToEquatableArray(), sorted.ToEquatableArray(), lists.Values.ToEquatableArray(), sources.ToEquatableArray(), found.ToEquatableArray(), known.ToEquatableArray(), hidesRuntime);
    }

    /// <summary>The file of the list that the compiler knows by the given path; null for any other.</summary>
    public ListedFile? Find(string actual)
    {
        int low = 0, high = Files.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(Files[middle].Actual, actual);
            if (order == 0)
            {
                return Files[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>The items that a file belongs to, in the project's order.</summary>
    public IEnumerable<ProjectItem> Of(ListedFile file) => Items.Where(item => file.Service.Length == 0
        ? item.Kind == ProjectItem.Spec && item.Include == file.Logical
        : item.Kind == ProjectItem.Service && string.Equals(item.Include, file.Service, StringComparison.OrdinalIgnoreCase));
}
