using ApiGen.Specs;

namespace ApiGen.Emulator.Specs;

/// <summary>Adds the bundled services that files only add to, as a build does that has an <c>ApiService</c> item for them.</summary>
/// <param name="Documents">The files with those of the bundled services.</param>
/// <param name="Services">Name and version of the services that were added.</param>
internal sealed record SpecCompletion(IReadOnlyList<SpecDocument> Documents, IReadOnlyList<string> Services)
{
    /// <summary>Completes files; what they declare themselves is never replaced.</summary>
    public static SpecCompletion Of(IReadOnlyList<SpecDocument> documents)
    {
        HashSet<(string Name, string Version)> declared =
        [
            .. documents.Where(document => document.Service is { Name: not null, Version: not null }).Select(document => (document.Service!.Name!.Text, document.Service.Version!)),
        ];
        List<SpecDocument> all = [.. documents];
        List<string> added = [];
        foreach ((string name, string version) in documents
            .Where(document => document.Reference is not null)
            .Select(document => (document.Reference!.Name.Text, document.Reference.Version))
            .Distinct()
            .Where(named => !declared.Contains(named))
            .OrderBy(named => named))
        {
            IReadOnlyList<SpecDocument> bundled = BundledSpecs.Documents(name, version);
            if (bundled.Count > 0)
            {
                all.AddRange(bundled);
                added.Add(name + " " + version);
            }
        }

        return new SpecCompletion(all, added);
    }
}
