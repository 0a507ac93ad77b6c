using ApiGen.Generator.Options;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;

namespace ApiGen.Generator.Diagnostics;

/// <summary>A diagnostic on what the project file says.</summary>
/// <param name="Id">One of <see cref="GeneratorDiagnostics"/>.</param>
/// <param name="Place">The place, where it is known; null otherwise.</param>
/// <param name="Arguments">The message's arguments.</param>
internal sealed record ProjectDiagnostic(string Id, SpecLocation? Place, EquatableArray<string> Arguments)
{
    /// <summary>The message's arguments, each on one line.</summary>
    public EquatableArray<string> Arguments { get; init; } = Arguments.Select(SingleLine.Of).ToEquatableArray();

    /// <summary>What it is about, where its place is to be looked for in the project file; null for the project as a whole.</summary>
    public ProjectPlace? About { get; init; }

    /// <summary>The logical path of the spec file whose item it is about, where no item is known; null otherwise.</summary>
    public string? File { get; init; }

    /// <summary>A diagnostic on the project as a whole.</summary>
    public static ProjectDiagnostic Of(DiagnosticDescriptor descriptor, params string[] arguments) => new(descriptor.Id, null, arguments.ToEquatableArray());

    /// <summary>A diagnostic on an item or a property.</summary>
    public static ProjectDiagnostic Of(DiagnosticDescriptor descriptor, ProjectPlace about, params string[] arguments) => Of(descriptor, arguments) with { About = about };
}
