using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace ApiGen.CodeFixes;

/// <summary>Finds where a solution uses a member. To name it in a note or in <c>nameof</c> is no use.</summary>
internal static class NamedPlaces
{
    /// <summary>The names that stand for a member, each in its document.</summary>
    /// <param name="member">The member.</param>
    /// <param name="solution">The solution.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static async Task<IReadOnlyList<(SyntaxNode Name, Document Document)>> OfAsync(ISymbol member, Solution solution, CancellationToken cancellation)
    {
        List<(SyntaxNode Name, Document Document)> places = [];
        foreach (ReferenceLocation place in (await SymbolFinder.FindReferencesAsync(member, solution, cancellation).ConfigureAwait(false)).SelectMany(static found => found.Locations))
        {
            SyntaxNode root = await place.Location.SourceTree!.GetRootAsync(cancellation).ConfigureAwait(false);
            SyntaxNode name = root.FindNode(place.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
            if (!name.IsPartOfStructuredTrivia() && !IsNameOf(name))
            {
                places.Add((name, place.Document));
            }
        }

        return places;
    }

    private static bool IsNameOf(SyntaxNode name) =>
        name.Ancestors().OfType<InvocationExpressionSyntax>().Any(static call => call.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" });
}
