using Microsoft.CodeAnalysis;

namespace ApiGen.Cli.Generating;

/// <summary>What a build hands to the generator.</summary>
/// <param name="Items">The list of items, as build/ApiGen.targets writes it.</param>
/// <param name="Files">The files that the list names.</param>
/// <param name="Hosting">Whether the method that registers a client in an application is written as well.</param>
/// <param name="Notes">What a person should know of where the specs come from.</param>
internal sealed record GeneratorInput(string Items, IReadOnlyList<AdditionalText> Files, bool Hosting, IReadOnlyList<string> Notes)
{
    /// <summary>The framework that the build is for, in a project that is built once for each of several; empty otherwise.</summary>
    public string Framework { get; init; } = "";

    /// <summary>What the build compiles the code with.</summary>
    public ProjectReferences References { get; init; } = ProjectReferences.None;

    /// <summary>What the build says of items that come when it has read them already (APIGEN0118); null when there are none.</summary>
    public string? Late { get; init; }
}
