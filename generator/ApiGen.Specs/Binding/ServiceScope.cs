using ApiGen.Specs.Declarations;

namespace ApiGen.Specs.Binding;

/// <summary>A declared service with the files that belong to it.</summary>
/// <param name="document">The file that declares it.</param>
/// <param name="namespaces">The namespaces that were chosen elsewhere, by file.</param>
internal sealed class ServiceScope(SpecDocument document, IReadOnlyDictionary<string, string> namespaces)
{
    public SpecDocument Document => document;

    public ServiceDeclaration Declaration => document.Service!;

    /// <summary>The namespace of the generated code, the one chosen for any of the files first; null when the file declares none that can be used.</summary>
    public string? Namespace => Declaration.Namespace is { } declared ? Parts.Select(Chosen).FirstOrDefault(static chosen => chosen is not null) ?? declared.Text : null;

    /// <summary>The declaring file, then those of its folders, then those that name the service: of two equal names the first one counts.</summary>
    public List<SpecDocument> Parts { get; } = [document];

    /// <summary>Whether a file that may belong here could not be read in full, so that what is absent may be declared after all.</summary>
    public bool MayHaveMore { get; set; } = !document.IsComplete;

    /// <summary>Whether the service itself cannot be used, although its files are still checked.</summary>
    public bool IsRejected { get; set; }

    private string? Chosen(SpecDocument part) => namespaces.TryGetValue(part.Path, out string? chosen) ? chosen : null;
}
