using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Declarations;

/// <summary>An error code as one file declares it.</summary>
/// <param name="Model">The code.</param>
/// <param name="CSharpNameSpan">Where the C# name stands that is fixed; nowhere in particular when none is.</param>
/// <param name="IsListed">Whether it is an item of a list, which has no room for a text.</param>
public sealed record ErrorDeclaration(ErrorModel Model, SourceSpan CSharpNameSpan, bool IsListed = false);
