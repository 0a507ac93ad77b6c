using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>Where a report on an object creation stands: at its head, so that a long initialiser is not underlined.</summary>
internal static class CreationLocation
{
    public static Location Of(SyntaxNode creation)
    {
        int end = creation switch
        {
            ObjectCreationExpressionSyntax named => named.Type.Span.End,
            ImplicitObjectCreationExpressionSyntax implied => implied.ArgumentList.Span.End,
            _ => creation.Span.End,
        };
        return Location.Create(creation.SyntaxTree, TextSpan.FromBounds(creation.SpanStart, end));
    }
}
