using ApiGen.Specs.Declarations;

namespace ApiGen.Specs.Binding;

/// <summary>A declared service with the files that belong to it.</summary>
internal sealed class ServiceScope(SpecDocument document)
{
    public SpecDocument Document => document;

    public ServiceDeclaration Declaration => document.Service!;

    /// <summary>The declaring file, then those of its folders, then those that name the service: of two equal names the first one counts.</summary>
    public List<SpecDocument> Parts { get; } = [document];

    /// <summary>Whether a file that may belong here could not be read in full, so that what is absent may be declared after all.</summary>
    public bool MayHaveMore { get; set; } = !document.IsComplete;

    /// <summary>Whether the service itself cannot be used, although its files are still checked.</summary>
    public bool IsRejected { get; set; }
}
