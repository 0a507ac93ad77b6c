using ApiGen.Cli.Writing;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import;

/// <summary>Keeps the generated code of two versions of one service apart when both lie in one folder of specs.</summary>
internal static class NamespaceChoice
{
    /// <summary>Adds the version to the namespace when another version of the service already has the plain one.</summary>
    /// <param name="tree">The specs that are there.</param>
    /// <param name="imported">The import.</param>
    /// <param name="isChosen">Whether a person named the namespace, which then stays.</param>
    public static ImportedService Apply(SpecTree tree, ImportedService imported, bool isChosen)
    {
        ServiceModel service = imported.Service;
        if (isChosen)
        {
            return imported;
        }

        bool isTaken = tree.Declarations(service.Name).Any(other => other.Service!.Version != service.Version && other.Service.Namespace?.Text == service.Namespace);
        string versioned = service.Namespace + ".V" + service.Version.Replace("-", "", StringComparison.Ordinal);
        return isTaken ? imported with { Service = service with { Namespace = versioned } } : imported;
    }
}
