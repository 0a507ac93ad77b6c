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

    /// <summary>Whether a branch of <c>#if</c> begins or ends within a piece of code: what is added to it may come to stand in that branch alone.</summary>
    public static bool HasBranches(this SyntaxNode node) => node.DescendantTrivia().Any(trivia =>
        node.Span.Contains(trivia.Span)
        && trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.EndIfDirectiveTrivia);

    /// <summary>The notes of a document, in order.</summary>
    public static IEnumerable<string> Of(SyntaxNode root) => root.DescendantTrivia().Where(IsNote).Select(static trivia => trivia.ToFullString().Trim());
}
