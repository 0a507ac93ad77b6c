using ApiGen.Cli.Writing;
using ApiGen.Specs;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax.Editing;

namespace ApiGen.Cli.Merging;

/// <summary>What each file says of a service, in the shape of the file, as far as a merge may change it.</summary>
/// <param name="service">The service. Its parts are told apart by file once, since there may be thousands of each.</param>
internal sealed class SpecFileValues(ServiceModel service)
{
    // What a merge never changes, but what stands before all that it may add.
    private static readonly string[] Head = ["action", "service", "version", "namespace", "client", "endpoint"];

    private readonly ILookup<string, ActionModel> _actions = service.Actions.ToLookup(action => action.Source, StringComparer.Ordinal);
    private readonly ILookup<string, TypeModel> _types = service.Types.ToLookup(type => type.Source, StringComparer.Ordinal);

    /// <summary>Whether two services differ in a file; cheaper than to compare what it says.</summary>
    public bool Differs(SpecFileValues other, SpecDocument file) =>
        (file.Kind == SpecDocumentKind.Service && Summary != other.Summary)
        || !_actions[file.Path].SequenceEqual(other._actions[file.Path])
        || !_types[file.Path].SequenceEqual(other._types[file.Path]);

    private string Summary => service.Summary;

    /// <summary>The file's share of the service.</summary>
    /// <param name="file">The file: of a service, of an action, or of types and actions.</param>
    public YamlMap Of(SpecDocument file)
    {
        List<YamlProperty> properties = [.. Head.Select(key => new YamlProperty(key, new YamlPlain("")))];
        if (file.Kind == SpecDocumentKind.Service && service.Summary.Length > 0)
        {
            properties.Add(new YamlProperty("summary", new YamlText(service.Summary, CanFold: true)));
        }

        ActionModel[] actions = [.. _actions[file.Path]];
        if (file.Kind == SpecDocumentKind.Action)
        {
            properties.AddRange(actions.SelectMany(action => SpecValues.Action(action).Properties));
        }

        TypeModel[] types = [.. _types[file.Path]];
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
}
