using ApiGen.Generator.Diagnostics;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Options;

/// <summary>What the project file says in vain.</summary>
/// <param name="Diagnostics">Everything that has no effect, or two effects.</param>
internal sealed record ProjectVerdict(EquatableArray<ProjectDiagnostic> Diagnostics);

/// <summary>Finds what the project file says in vain.</summary>
internal static class ProjectCheck
{
    /// <summary>Everything that has no effect, or two effects.</summary>
    /// <param name="items">What the project says.</param>
    /// <param name="source">How it is written.</param>
    /// <param name="missing">The logical paths of files that the compiler does not hand over.</param>
    public static ProjectVerdict Run(ProjectItems items, ProjectSource source, EquatableArray<string> missing) => new(
        Words(items, source).Concat(Blank(items)).Concat(Namespaces(items)).Concat(Services(items)).Concat(Lists(items)).Concat(Kinds(items)).Concat(Paths(items, missing)).Concat(source.Check(items)).Distinct().ToEquatableArray());

    private static IEnumerable<ProjectDiagnostic> Words(ProjectItems items, ProjectSource source)
    {
        IEnumerable<(string Display, ProjectPlace Place, ItemSetting ItemSetting, string Written)> written = items.Items
            .SelectMany(static item => new[]
            {
                (item.Display, ProjectPlace.Of(item, ItemSetting.Visibility.Name, item.Visibility), ItemSetting.Visibility, item.Visibility),
                (item.Display, ProjectPlace.Of(item, ItemSetting.RequiredMembers.Name, item.RequiredMembers), ItemSetting.RequiredMembers, item.RequiredMembers),
            })
            .Concat(
            [
                Property("ApiGenVisibility", ItemSetting.Visibility, items.Visibility),
                Property("ApiGenRequiredMembers", ItemSetting.RequiredMembers, items.RequiredMembers),
            ]);
        return written
            .Where(static word => word.Written.Length > 0 && word.ItemSetting.Find(word.Written) is null)
            .Select(static word => ProjectDiagnostic.Of(
                GeneratorDiagnostics.UnknownValue,
                word.Place,
                word.Display,
                word.Written,
                word.ItemSetting.Name,
                string.Join(" or ", word.ItemSetting.Values),
                NearestName.Hint(word.Written.ToLowerInvariant(), word.ItemSetting.Values, "").PrependSpace()));

        (string, ProjectPlace, ItemSetting, string) Property(string name, ItemSetting setting, string value)
        {
            ProjectPlace place = ProjectPlace.Of(name, value);
            return ($"The property {name}{(source.Find(place, items) is null ? ", from the command line, the environment or an import" : "")}", place, setting, value);
        }
    }

    // Nothing at all means all actions; a list that somebody has emptied, or a separator alone, does not look like that.
    private static IEnumerable<ProjectDiagnostic> Blank(ProjectItems items) => items.Items
        .Where(static item => item.Actions.Length > 0 && item.ActionsFile.Length == 0 && !NamePattern.ParseList(item.Actions).Any())
        .Select(static item => ProjectDiagnostic.Of(
            GeneratorDiagnostics.NoMatch, ProjectPlace.Of(item, "Actions", item.Actions), item.NameOf("Actions"), item.Actions.Trim(), "all actions are generated. Write their names, or leave it out to have all."));

    private static IEnumerable<ProjectDiagnostic> Namespaces(ProjectItems items) => items.Items
        .Where(static item => item.Namespace.Length > 0 && !ChosenNamespace.IsNamespace(item.Namespace))
        .Select(static item => ProjectDiagnostic.Of(GeneratorDiagnostics.InvalidNamespace, ProjectPlace.Of(item, "Namespace", item.Namespace), item.Display, item.Namespace, item.NameOf("Namespace")));

    private static IEnumerable<ProjectDiagnostic> Services(ProjectItems items)
    {
        string[] known = [.. items.Bundled.Concat(items.Files.Select(static file => file.Service)).Where(static service => service.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        return items.Items
            .Where(item => item.Kind == ProjectItem.Service && !known.Contains(item.Include, StringComparer.OrdinalIgnoreCase))
            .Select(item => ProjectDiagnostic.Of(
                GeneratorDiagnostics.UnknownService, ProjectPlace.Of(item), item.Include, string.Join(", ", known), NearestName.Hint(item.Include.ToLowerInvariant(), known, "").PrependSpace()));
    }

    // A wildcard would be handed on as the name of a file.
    private static IEnumerable<ProjectDiagnostic> Lists(ProjectItems items) => items.Items
        .Where(static item => item.ActionsFile.IndexOfAny(['*', '?']) >= 0)
        .Select(static item => ProjectDiagnostic.Of(
            GeneratorDiagnostics.NoMatch, ProjectPlace.Of(item, "ActionsFile", item.ActionsFile), "ActionsFile", item.ActionsFile, "nothing is generated from it. Write the path of one file; it takes no wildcards."));

    private static IEnumerable<ProjectDiagnostic> Kinds(ProjectItems items) => items.Files
        .Where(static file => !SpecGenerator.IsSpecPath(file.Actual))
        .Select(file => ProjectDiagnostic.Of(GeneratorDiagnostics.NotYaml, new ProjectPlace(ProjectItem.Spec, file.Logical, "", ""), file.Logical.TrimEnd('/'), Path.GetExtension(file.Logical).Length > 0 ? "Rename the file, since JSON is YAML too." : $"Rename the file; for a folder write '{file.Logical.TrimEnd('/')}/**/*.yaml'."));

    // What is no YAML is told already, whether it arrives or not, and so are wildcards in the place of a list.
    private static IEnumerable<ProjectDiagnostic> Paths(ProjectItems items, EquatableArray<string> missing) => items.Items
        .SelectMany(item => new[]
        {
            (About: ProjectPlace.Of(item), Path: item.Kind == ProjectItem.Spec && SpecGenerator.IsSpecPath(item.Include) ? item.Include : ""),
            (About: ProjectPlace.Of(item, "ActionsFile", item.ActionsFile), Path: item.ActionsFile.IndexOfAny(['*', '?']) < 0 ? item.ActionsFile : ""),
        })
        .Where(file => missing.Contains(file.Path))
        .Select(static file => ProjectDiagnostic.Of(GeneratorDiagnostics.NotHandedOver, file.About, file.Path));

    private static string PrependSpace(this string text) => text.Length == 0 ? text : " " + text;
}
