using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>The other ways to build a project that a document tells apart by <c>#if</c>: Debug and Release, say.</summary>
internal static class Configurations
{
    /// <summary>The document as others build it, until each of its branches was compiled once. There is none where it has no branches.</summary>
    /// <param name="document">The document.</param>
    /// <param name="root">Its syntax.</param>
    public static IEnumerable<Document> Others(Document document, SyntaxNode root)
    {
        HashSet<string> named = [.. Branches(root).SelectMany(Condition).Select(static name => name.Identifier.ValueText)];
        if (named.Count == 0 || root.SyntaxTree is not { Options: CSharpParseOptions options } tree)
        {
            yield break;
        }

        HashSet<string> present = [.. options.PreprocessorSymbolNames];
        HashSet<(int Position, bool IsTaken)> seen = [.. Branches(root).Select(Outcome)];
        IEnumerable<IEnumerable<string>> differences = [.. named.Select(static name => new[] { name }), named, named.Except(present), named.Intersect(present)];
        foreach (IEnumerable<string> difference in differences)
        {
            HashSet<string> symbols = [.. present];
            symbols.SymmetricExceptWith(difference);
            CSharpParseOptions others = options.WithPreprocessorSymbols(symbols);
            int known = seen.Count;
            seen.UnionWith(Branches(CSharpSyntaxTree.ParseText(tree.GetText(), others).GetRoot()).Select(Outcome));
            if (seen.Count > known && document.Project.WithParseOptions(others).GetDocument(document.Id) is { } other)
            {
                yield return other;
            }
        }
    }

    private static IEnumerable<BranchingDirectiveTriviaSyntax> Branches(SyntaxNode root) =>
        root.ContainsDirectives ? root.DescendantNodes(static node => node.ContainsDirectives, descendIntoTrivia: true).OfType<BranchingDirectiveTriviaSyntax>() : [];

    private static IEnumerable<IdentifierNameSyntax> Condition(BranchingDirectiveTriviaSyntax branch) =>
        branch is ConditionalDirectiveTriviaSyntax { Condition: var condition } ? condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>() : [];

    private static (int Position, bool IsTaken) Outcome(BranchingDirectiveTriviaSyntax branch) => (branch.SpanStart, branch.BranchTaken);
}
