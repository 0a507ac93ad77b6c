using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Specs;

/// <summary>What a spec file declares.</summary>
public enum SpecDocumentKind
{
    /// <summary>The file could not be told to be any of the others.</summary>
    Unknown,

    /// <summary>A service, possibly with its types and actions.</summary>
    Service,

    /// <summary>One action.</summary>
    Action,

    /// <summary>Types or actions of a service that another file declares.</summary>
    Part,
}

/// <summary>
/// One spec file, read but not yet joined with others. Compares by value, places included: an edit that moves nothing
/// gives an equal document.
/// </summary>
public sealed record SpecDocument
{
    /// <summary>The path that the file was given under.</summary>
    public required string Path { get; init; }

    /// <summary>What the file declares.</summary>
    public SpecDocumentKind Kind { get; init; }

    /// <summary>Whether the whole file could be read as YAML. If not, more may stand in it than is known.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>The declared service; null unless <see cref="Kind"/> is <see cref="SpecDocumentKind.Service"/>.</summary>
    public ServiceDeclaration? Service { get; init; }

    /// <summary>The service that the file names as its owner; null when the folder decides.</summary>
    public ServiceReference? Reference { get; init; }

    /// <summary>Whether the file names its owner in a way that cannot be followed, so that the file belongs nowhere.</summary>
    public bool HasInvalidReference { get; init; }

    /// <summary>The declared types in file order.</summary>
    public EquatableArray<TypeDeclaration> Types { get; init; } = EquatableArray<TypeDeclaration>.Empty;

    /// <summary>The declared actions in file order.</summary>
    public EquatableArray<ActionDeclaration> Actions { get; init; } = EquatableArray<ActionDeclaration>.Empty;

    /// <summary>The diagnostics that need no other file, in file order.</summary>
    public EquatableArray<SpecDiagnostic> Diagnostics { get; init; } = EquatableArray<SpecDiagnostic>.Empty;
}
