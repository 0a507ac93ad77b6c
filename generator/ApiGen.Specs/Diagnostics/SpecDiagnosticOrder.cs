namespace ApiGen.Specs.Diagnostics;

/// <summary>The one order in which diagnostics are given out.</summary>
internal static class SpecDiagnosticOrder
{
    /// <summary>By path and place, then by ID and message so that the order never depends on the order of discovery.</summary>
    public static IEnumerable<SpecDiagnostic> InFileOrder(this IEnumerable<SpecDiagnostic> diagnostics) => diagnostics
        .OrderBy(static d => d.Location.Path, StringComparer.Ordinal)
        .ThenBy(static d => d.Location.Start)
        .ThenBy(static d => d.Descriptor.Id, StringComparer.Ordinal)
        .ThenBy(static d => d.Message, StringComparer.Ordinal);
}
