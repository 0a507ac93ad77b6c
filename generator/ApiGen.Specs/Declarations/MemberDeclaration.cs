using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Declarations;

/// <summary>A member as one file declares it. Its type may name a type that does not exist.</summary>
/// <param name="Model">The member.</param>
/// <param name="NameSpan">Where the name stands.</param>
/// <param name="TypeNameSpan">Where the declared type's name stands; the type's place when the type is a scalar.</param>
/// <param name="CSharpNameSpan">Where the C# name stands that is fixed; nowhere in particular when none is.</param>
/// <param name="IsUsable">Whether name and type are right. If not, the member is known only so that its uses are not reported as well.</param>
public sealed record MemberDeclaration(MemberModel Model, SourceSpan NameSpan, SourceSpan TypeNameSpan, SourceSpan CSharpNameSpan = default, bool IsUsable = true);
