using ApiGen.Specs;
using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Reading;

/// <summary>The specs that a command reads.</summary>
/// <param name="Place">Where they are, as a person would name it.</param>
/// <param name="Documents">The files, bundled ones included.</param>
/// <param name="Asked">The files that were asked for. The others are read because those belong to their services.</param>
internal sealed record SpecInput(string Place, IReadOnlyList<SpecDocument> Documents, IReadOnlySet<string> Asked)
{
    /// <summary>The namespaces that a project chooses, by the path of the declaring file.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>();

    /// <summary>The full paths of the projects whose items say what is read, and the files that these name.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Projects { get; init; } = new Dictionary<string, IReadOnlySet<string>>();

    /// <summary>What items of projects name that is not there. The build of such a project fails.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>What a person should know about where the specs come from.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether there were no specs to find, and those that come with the tool stand in for them.</summary>
    public bool IsStandIn { get; init; }

    /// <summary>Whether they are read as they were committed, where no other command sees them.</summary>
    public bool AreCommitted { get; init; }

    /// <summary>Whether anything in the files that were asked for is a spec, or is meant as one and damaged.</summary>
    public bool HasSpecs => Documents.Any(document => document.Kind != SpecDocumentKind.Unknown || !document.IsComplete);

    /// <summary>Joins the files to services.</summary>
    public SpecSet Bind() => SpecBinder.Bind(Documents, Namespaces);

    /// <summary>Whether a diagnostic is about a file that was asked for.</summary>
    public bool IsAsked(SpecDiagnostic diagnostic) => Asked.Contains(diagnostic.Location.Path);
}
