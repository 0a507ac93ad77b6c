using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Diagnostics;

/// <summary>A diagnostic on what the project file says.</summary>
/// <param name="Id">One of <see cref="GeneratorDiagnostics"/>.</param>
/// <param name="Place">The place in a file that the project names; null for the project file itself.</param>
/// <param name="Arguments">The message's arguments.</param>
internal sealed record ProjectDiagnostic(string Id, SpecLocation? Place, EquatableArray<string> Arguments)
{
    /// <summary>A diagnostic on the project file.</summary>
    public static ProjectDiagnostic Of(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, params string[] arguments) =>
        new(descriptor.Id, null, arguments.ToEquatableArray());
}
