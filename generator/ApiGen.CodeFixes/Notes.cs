using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiGen.CodeFixes;

/// <summary>What stands in a document beside its code: comments, directives, and what directives switch off.</summary>
internal static class Notes
{
    public static bool IsNote(this SyntaxTrivia trivia) =>
        trivia.IsDirective
        || trivia.Kind() is SyntaxKind.SingleLineCommentTrivia
            or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia
            or SyntaxKind.MultiLineDocumentationCommentTrivia
            or SyntaxKind.DisabledTextTrivia;

    /// <summary>Whether a piece of code has a branch of <c>#if</c> that is switched off: what a change makes of it there is not known.</summary>
    public static bool HasOtherBranches(this SyntaxNode node) => node.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia) && node.Span.Contains(trivia.Span));

    /// <summary>The notes of a document, in order.</summary>
    public static IEnumerable<string> Of(SyntaxNode root) => root.DescendantTrivia().Where(IsNote).Select(static trivia => trivia.ToFullString().Trim());
}
