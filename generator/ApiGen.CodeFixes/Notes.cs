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

    /// <summary>Whether a branch of <c>#if</c> begins or ends within a piece of code: what becomes of it in the others is not known.</summary>
    public static bool HasBranches(this SyntaxNode node) => node.DescendantTrivia().Any(trivia =>
        node.Span.Contains(trivia.Span)
        && trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.EndIfDirectiveTrivia);

    /// <summary>Whether a name may stand in a branch of <c>#if</c> that is switched off.</summary>
    public static bool IsNamedElsewhere(this SyntaxNode node, string name) =>
        node.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia) && trivia.ToFullString().IndexOf(name, StringComparison.Ordinal) >= 0);

    /// <summary>The notes of a document, in order.</summary>
    public static IEnumerable<string> Of(SyntaxNode root) => root.DescendantTrivia().Where(IsNote).Select(static trivia => trivia.ToFullString().Trim());
}
