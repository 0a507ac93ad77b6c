using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ApiGen.CodeFixes;

/// <summary>
/// Finds those who call a method, one through the other, as far as the solution shows them. A method that blocks is done when it comes back. Once it awaits, whoever
/// does not await it goes on at once, and whoever blocks on it may hold the thread that it needs to go on: that it awaits something before the call does not change this,
/// which may complete at once.
/// </summary>
internal static class Callers
{
    /// <summary>How many are looked at; beyond, anything is possible.</summary>
    private const int Most = 200;

    /// <summary>
    /// A function and the methods that come to it; null when one of them is used in another way than by a call that a method, or a statement of the program, awaits.
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

            foreach ((SyntaxNode name, Document document) in await NamedPlaces.OfAsync(method, edit.Document.Project.Solution, cancellation).ConfigureAwait(false))
            {
                if (CallerOf(name) is not { } caller || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
                {
                    return null;
                }

                if (!all.Exists(known => known.Syntax == caller))
                {
                    all.Add(new UsingCode(caller, document.Id == edit.Document.Id ? edit.Model : model));
                }
            }
        }

        return all;
    }

    /// <summary>The method, or the statement of the program, that calls by a name and awaits what it is given; null when it is none, does not, or gives its own callers nothing to await.</summary>
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

        return task.Parent is AwaitExpressionSyntax
            ? task.Ancestors().FirstOrDefault(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) switch
            {
                GlobalStatementSyntax statement => statement,
                MethodDeclarationSyntax method when !AsynchronousFunction.IsVoid(method) => method,
                _ => null,
            }
            : null;
    }
}
