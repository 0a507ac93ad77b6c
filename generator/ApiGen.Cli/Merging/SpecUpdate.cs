using ApiGen.Cli.Comparing;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Merging;

/// <summary>What an import does to a folder of specs.</summary>
/// <param name="Files">The files to write, by full path.</param>
/// <param name="Deleted">The files to delete, by full path.</param>
/// <param name="Changes">What changes for callers.</param>
/// <param name="Notes">What a person should know.</param>
/// <param name="Before">The service as the specs had it; null when it is new.</param>
/// <param name="After">The service as the specs will have it.</param>
internal sealed record SpecUpdate(
    IReadOnlyList<(string Path, string Text)> Files,
    IReadOnlyList<string> Deleted,
    IReadOnlyList<SpecChange> Changes,
    IReadOnlyList<string> Notes,
    ServiceModel? Before,
    ServiceModel After);
