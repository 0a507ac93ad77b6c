using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace ApiGen.CodeFixes;

/// <summary>Makes expressions of text in which types have their full names; the names are shortened as the document's usings allow.</summary>
internal static class NewExpression
{
    public static ExpressionSyntax Parse(string text)
    {
        ExpressionSyntax parsed = SyntaxFactory.ParseExpression(text);
        IEnumerable<SyntaxNode> names = parsed.DescendantNodesAndSelf().Where(static node => node is QualifiedNameSyntax or AliasQualifiedNameSyntax or MemberAccessExpressionSyntax);
        return parsed.ReplaceNodes(names, static (_, current) => current.WithAdditionalAnnotations(Simplifier.Annotation));
    }
}
