using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace ApiGen.CodeFixes;

/// <summary>
/// Finds those who call a method, one through the other, as far as the solution shows them. A method that blocks is done when it comes back; once it awaits,
/// whoever does not wait for it goes on at once, and a lock held around it is held by another thread.
/// </summary>
internal static class Callers
{
    /// <summary>How many are looked at; beyond, anything is possible.</summary>
    private const int Most = 200;

    /// <summary>
    /// A function and the methods that come to it; null when one of them is used in another way than by a call that is awaited, waited for or given back, stands in a
    /// function inside of a method, or holds a lock meanwhile.
    /// </summary>
    /// <param name="function">A method, or a statement of the program.</param>
    /// <param name="edit">The document.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static async Task<IReadOnlyList<UsingCode>?> OfAsync(SyntaxNode function, DocumentEdit edit, CancellationToken cancellation)
    {
        List<UsingCode> all = [new(function, edit.Model)];
        for (int next = 0; next < all.Count; next++)
        {
            if (all.Count > Most)
            {
                return null;
            }

            if (all[next].Syntax is not MethodDeclarationSyntax || all[next].Model.GetDeclaredSymbol(all[next].Syntax, cancellation) is not IMethodSymbol method)
            {
                continue;
            }

            foreach (ReferenceLocation place in (await SymbolFinder.FindReferencesAsync(method, edit.Document.Project.Solution, cancellation).ConfigureAwait(false)).SelectMany(static found => found.Locations))
            {
                if (await place.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
                    || await place.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
                {
                    return null;
                }

                SyntaxNode name = root.FindNode(place.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
                if (name.IsPartOfStructuredTrivia() || IsNameOf(name))
                {
                    continue;
                }

                if (CallerOf(name) is not { } caller)
                {
                    return null;
                }

                if (!all.Exists(known => known.Syntax == caller))
                {
                    all.Add(new UsingCode(caller, place.Document.Id == edit.Document.Id ? edit.Model : model));
                }
            }
        }

        return all;
    }

    private static bool IsNameOf(SyntaxNode name) =>
        name.Ancestors().OfType<InvocationExpressionSyntax>().Any(static call => call.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" });

    /// <summary>The method, or the statement of the program, that calls by a name and waits for the end; null when it is none, or does not wait.</summary>
    private static SyntaxNode? CallerOf(SyntaxNode name)
    {
        SyntaxNode task = name is SimpleNameSyntax && name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        if (task.Parent is not InvocationExpressionSyntax call || call.Expression != task)
        {
            return null;
        }

        task = call;
        while (task.Parent is ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait" or "AsTask" } || (task.Parent is InvocationExpressionSyntax outer && outer.Expression == task))
        {
            task = task.Parent;
        }

        bool isWaitedFor = task.Parent is AwaitExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or MemberAccessExpressionSyntax { Name.Identifier.Text: "Result" or "Wait" or "GetAwaiter" };
        SyntaxNode? around = task.Ancestors().FirstOrDefault(static node => node is LockStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax);
        return isWaitedFor && around is MethodDeclarationSyntax or GlobalStatementSyntax ? around : null;
    }
}
