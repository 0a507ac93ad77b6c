using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Declarations;

/// <summary>A type as one file declares it, before its members' types are looked up.</summary>
/// <param name="Model">The type without its members.</param>
/// <param name="NameSpan">Where the name stands.</param>
/// <param name="Members">The members in file order.</param>
/// <param name="CSharpNameSpan">Where the C# name stands that is fixed; nowhere in particular when none is.</param>
public sealed record TypeDeclaration(TypeModel Model, SourceSpan NameSpan, EquatableArray<MemberDeclaration> Members, SourceSpan CSharpNameSpan = default);
