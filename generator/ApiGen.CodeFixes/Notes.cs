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
    public static bool HasBranches(this SyntaxNode node) => node.DescendantTrivia().Any(trivia => node.Span.Contains(trivia.Span) && trivia.IsBranch());

    /// <summary>Whether a piece of code is not the same however the project is built: it has branches of <c>#if</c>, or lies in one.</summary>
    public static bool IsBranched(this SyntaxNode node)
    {
        int depth = 0;
        foreach (SyntaxTrivia branch in node.SyntaxTree.GetRoot().DescendantTrivia(static part => part.ContainsDirectives).Where(IsBranch).TakeWhile(branch => branch.SpanStart < node.Span.End))
        {
            if (branch.SpanStart > node.SpanStart)
            {
                return true;
            }

            depth += branch.IsKind(SyntaxKind.IfDirectiveTrivia) ? 1 : branch.IsKind(SyntaxKind.EndIfDirectiveTrivia) ? -1 : 0;
        }

        return depth > 0;
    }

    /// <summary>Whether a directive begins or ends a branch of <c>#if</c>.</summary>
    public static bool IsBranch(this SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.EndIfDirectiveTrivia;

    /// <summary>Whether a name may stand in a branch of <c>#if</c> that is switched off.</summary>
    public static bool IsNamedElsewhere(this SyntaxNode node, string name) =>
        node.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia) && trivia.ToFullString().IndexOf(name, StringComparison.Ordinal) >= 0);

    /// <summary>The notes of a document, in order.</summary>
    public static IEnumerable<string> Of(SyntaxNode root) => root.DescendantTrivia().Where(IsNote).Select(static trivia => trivia.ToFullString().Trim());
}
