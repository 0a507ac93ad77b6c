using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.Analyzers.Symbols;

/// <summary>Where a report on the use of a member stands: at its name, which is on one line however long the expression is.</summary>
internal static class MemberName
{
    public static SyntaxNode Of(SyntaxNode syntax) => syntax switch
    {
        InvocationExpressionSyntax invocation => Of(invocation.Expression),
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => syntax,
    };
}
