using ApiGen.Cli.Writing;
using ApiGen.Specs;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax.Editing;

namespace ApiGen.Cli.Merging;

/// <summary>What one file says of a service, in the shape of the file, as far as a merge may change it.</summary>
internal static class SpecFileValues
{
    // What a merge never changes, but what stands before all that it may add.
    private static readonly string[] Head = ["action", "service", "version", "namespace", "client", "endpoint"];

    /// <summary>The file's share of a service.</summary>
    /// <param name="file">The file: of a service, of an action, or of types and actions.</param>
    /// <param name="service">The service.</param>
    public static YamlMap Of(SpecDocument file, ServiceModel service)
    {
        List<YamlProperty> properties = [.. Head.Select(key => new YamlProperty(key, new YamlPlain("")))];
        if (file.Kind == SpecDocumentKind.Service && service.Summary.Length > 0)
        {
            properties.Add(new YamlProperty("summary", new YamlText(service.Summary, CanFold: true)));
        }

        ActionModel[] actions = [.. service.Actions.Where(action => action.Source == file.Path)];
        if (file.Kind == SpecDocumentKind.Action)
        {
            properties.AddRange(actions.SelectMany(action => SpecValues.Action(action).Properties));
        }

        TypeModel[] types = [.. service.Types.Where(type => type.Source == file.Path)];
        if (types.Length > 0)
        {
            properties.Add(new YamlProperty("types", SpecValues.Types(types)));
        }

        if (file.Kind != SpecDocumentKind.Action && actions.Length > 0)
        {
            properties.Add(new YamlProperty("actions", new YamlMap(actions.Select(action => new YamlProperty(action.Name, SpecValues.Action(action))), YamlLayout.Block)));
        }

        return new YamlMap(properties, YamlLayout.Block);
    }

    /// <summary>Whether a merge concerns a file; cheaper than to compare what it says.</summary>
    public static bool IsConcerned(SpecDocument file, ServiceModel before, ServiceModel after) =>
        (file.Kind == SpecDocumentKind.Service && before.Summary != after.Summary)
        || !before.Actions.Where(action => action.Source == file.Path).SequenceEqual(after.Actions.Where(action => action.Source == file.Path))
        || !before.Types.Where(type => type.Source == file.Path).SequenceEqual(after.Types.Where(type => type.Source == file.Path));
}
