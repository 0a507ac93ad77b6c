using ApiGen.Specs.Model;
using Microsoft.CodeAnalysis;

namespace ApiGen.Generator.Options;

/// <summary>Holds what the project lists against what the compiler hands to generators: it takes some signs out of the paths that it is given, and then looks for another file, or for none.</summary>
internal static class HandedOver
{
    /// <summary>The logical paths of the listed files that do not arrive. One that is not on disk does: the compiler reports it.</summary>
    public static IncrementalValueProvider<EquatableArray<string>> Missing(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ProjectItems> items) => context.AdditionalTextsProvider
        .Select(static (file, _) => file.Path)
        .Collect()
        .Combine(items)
        .Select(static (pair, _) =>
        {
            HashSet<string> arrived = new(pair.Left, StringComparer.Ordinal);
            return pair.Right.Files.Concat(pair.Right.Lists).Where(file => !arrived.Contains(file.Actual)).Select(static file => file.Logical).ToEquatableArray();
        });
}
