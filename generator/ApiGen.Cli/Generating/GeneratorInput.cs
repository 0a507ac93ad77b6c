using Microsoft.CodeAnalysis;

namespace ApiGen.Cli.Generating;

/// <summary>What a build hands to the generator.</summary>
/// <param name="Items">The list of items, as build/ApiGen.targets writes it.</param>
/// <param name="Files">The files that the list names.</param>
/// <param name="Hosting">Whether the method that registers a client in an application is written as well.</param>
/// <param name="Notes">What a person should know of where the specs come from.</param>
internal sealed record GeneratorInput(string Items, IReadOnlyList<AdditionalText> Files, bool Hosting, IReadOnlyList<string> Notes);
