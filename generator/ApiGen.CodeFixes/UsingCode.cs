using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>Code, and the members that it uses.</summary>
/// <param name="Syntax">A function or a member.</param>
/// <param name="Model">The meaning of its document.</param>
/// <param name="IsFollowed">Whether it is looked at because other code uses it.</param>
internal sealed record UsingCode(SyntaxNode Syntax, SemanticModel Model, bool IsFollowed = false)
{
    /// <summary>
    /// The methods, properties and fields that are used, in functions in it too. Of a type it is what happens when one is made.
    /// </summary>
    /// <param name="cancellation">Ends the work early.</param>
    public IEnumerable<MemberUse> Uses(CancellationToken cancellation)
    {
        foreach (SyntaxNode node in Syntax.DescendantNodes(node => node == Syntax || IsPart(node)))
        {
            foreach (ISymbol member in UnnamedMembers.Of(node, Model, cancellation))
            {
                yield return new MemberUse(member, node);
            }

            switch (node)
            {
                case SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax:
                    if (Model.GetSymbolInfo(node, cancellation).Symbol is { Kind: SymbolKind.Method or SymbolKind.Property or SymbolKind.Field } named)
                    {
                        yield return new MemberUse(named, node);
                    }

                    break;
                case UsingStatementSyntax { Expression: { } resource }:
                    foreach (MemberUse end in Ends(resource, cancellation))
                    {
                        yield return end;
                    }

                    break;
                case EqualsValueClauseSyntax { Value: var resource, Parent.Parent: VariableDeclarationSyntax { Parent: UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } } }:
                    foreach (MemberUse end in Ends(resource, cancellation))
                    {
                        yield return end;
                    }

                    break;
            }
        }
    }

    /// <summary>The function that this is, or is a part of: a statement of the program is one with the others, of which one may hold what another gives back.</summary>
    public IEnumerable<UsingCode> WholeProgram() =>
        Syntax is GlobalStatementSyntax { Parent: { } program } ? program.ChildNodes().OfType<GlobalStatementSyntax>().Select(statement => this with { Syntax = statement }) : [this];

    private bool IsPart(SyntaxNode node) =>
        node is not BaseTypeDeclarationSyntax
        && !(Syntax is TypeDeclarationSyntax && node is BaseMethodDeclarationSyntax or AccessorListSyntax or ArrowExpressionClauseSyntax);

    /// <summary>The methods that <c>using</c> calls in the end. Those behind an interface are as many as there are; what makes the resource is looked at anyway.</summary>
    private IEnumerable<MemberUse> Ends(ExpressionSyntax resource, CancellationToken cancellation)
    {
        for (ITypeSymbol? type = Model.GetTypeInfo(resource, cancellation).Type; type is { TypeKind: not TypeKind.Interface }; type = type.BaseType)
        {
            foreach (ISymbol end in type.GetMembers("Dispose").Where(static member => !member.IsAbstract))
            {
                yield return new MemberUse(end, resource);
            }
        }
    }
}
