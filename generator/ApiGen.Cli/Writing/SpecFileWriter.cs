using ApiGen.Cli.Import;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax.Editing;

namespace ApiGen.Cli.Writing;

/// <summary>Writes a service as new spec files. The same service always gives the same text.</summary>
internal static class SpecFileWriter
{
    private static readonly YamlWriter Writer = new();

    /// <summary>The service's file.</summary>
    public static string Service(ImportedService imported)
    {
        ServiceModel service = imported.Service;
        SpecProperties head = new();
        head.Text("service", service.Name);
        head.Add("version", new YamlPlain(service.Version));
        head.Text("namespace", service.Namespace);
        head.Text("client", service.ClientName == ActionFacts.PascalName(service.Name) + "Client" ? null : service.ClientName);
        head.Text("endpoint", service.Endpoint);
        head.Prose("summary", service.Summary);
        head.Text("documentation", service.Documentation);
        string text = SchemaLine("../..") + Writer.BlockEntries(head.ToMap(YamlLayout.Block), 0);
        return imported.DefaultRateLimit is { } limit
            ? text + "# Assumed for the actions whose own limit is not documented.\n" + Writer.BlockEntry("rateLimit", new YamlText(limit.ToString()), 0)
            : text;
    }

    /// <summary>The file of the given types.</summary>
    /// <param name="types">The types.</param>
    /// <param name="path">The file.</param>
    /// <param name="root">The folder of specs, which holds the schema.</param>
    public static string Types(IEnumerable<TypeModel> types, string path, string root) => SchemaLine(Up(path, root)) + Writer.BlockEntry("types", SpecValues.Types(types), 0);

    /// <summary>The file of one action, which is its source.</summary>
    /// <param name="action">The action.</param>
    /// <param name="root">The folder of specs, which holds the schema.</param>
    public static string Action(ActionModel action, string root) =>
        SchemaLine(Up(action.Source, root)) + Writer.BlockEntry("action", new YamlText(action.Name), 0) + Writer.BlockEntries(SpecValues.Action(action), 0);

    private static string Up(string path, string root) => Path.GetRelativePath(Path.GetDirectoryName(path)!, root).Replace(Path.DirectorySeparatorChar, '/');

    private static string SchemaLine(string up) => $"# yaml-language-server: $schema={up}/apigen.schema.json\n";
}
