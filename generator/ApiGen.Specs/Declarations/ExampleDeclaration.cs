using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Declarations;

/// <summary>An example as one file gives it, before it is held against the types.</summary>
/// <param name="Title">A short title; may be empty.</param>
/// <param name="Request">The request; null when the example gives none.</param>
/// <param name="RequestSpan">Where the key <c>request</c> stands, or else the example.</param>
/// <param name="Response">The content of the response; null when the example gives none.</param>
/// <param name="ResponseSpan">Where the key <c>response</c> stands, or else the example.</param>
public sealed record ExampleDeclaration(string Title, MappingNode? Request, SourceSpan RequestSpan, MappingNode? Response, SourceSpan ResponseSpan);
