using ApiGen.Specs.Declarations;

namespace ApiGen.Specs.Binding;

/// <summary>A declared service with the files that belong to it.</summary>
/// <param name="document">The file that declares it.</param>
/// <param name="namespace">The namespace that was chosen for it elsewhere; null for the declared one.</param>
internal sealed class ServiceScope(SpecDocument document, string? @namespace)
{
    public SpecDocument Document => document;

    public ServiceDeclaration Declaration => document.Service!;

    /// <summary>The namespace of the generated code; null when the file declares none that can be used.</summary>
    public string? Namespace => Declaration.Namespace is { } declared ? @namespace ?? declared.Text : null;

    /// <summary>The declaring file, then those of its folders, then those that name the service: of two equal names the first one counts.</summary>
    public List<SpecDocument> Parts { get; } = [document];

    /// <summary>Whether a file that may belong here could not be read in full, so that what is absent may be declared after all.</summary>
    public bool MayHaveMore { get; set; } = !document.IsComplete;

    /// <summary>Whether the service itself cannot be used, although its files are still checked.</summary>
    public bool IsRejected { get; set; }
}
