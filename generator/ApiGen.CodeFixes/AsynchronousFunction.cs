using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace ApiGen.CodeFixes;

/// <summary>Makes methods asynchronous.</summary>
internal static class AsynchronousFunction
{
    /// <summary>
    /// The method or the statement of the program around a node; null in others: an accessor cannot be asynchronous, and who calls a lambda, a local function or what gives back
    /// no task does not wait for it.
    /// </summary>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        SyntaxNode? function = node.Ancestors().FirstOrDefault(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax);
        return function switch
        {
            GlobalStatementSyntax => function,
            MethodDeclarationSyntax { ReturnType: var type } method when !IsAsync(method) || type is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } => function,
            _ => null,
        };
    }

    /// <summary>Puts the change into the edit, when it is a matter of the modifier, the return type of <c>Main</c> and the returns alone.</summary>
    public static async Task<bool> TryMakeAsync(DocumentEdit edit, SyntaxNode function, CancellationToken cancellation)
    {
        if (function is not MethodDeclarationSyntax method || IsAsync(method) || !edit.IsToDo(method))
        {
            return true;
        }

        // An asynchronous method of a struct works on a copy of it, and what another branch of `#if` returns is not seen.
        if (method.HasBranches()
            || edit.Model.GetDeclaredSymbol(method, cancellation) is not { } symbol
            || symbol is { IsStatic: false, IsReadOnly: false, ContainingType: { IsValueType: true, IsReadOnly: false } }
            || await new UsedMembers(edit.Document.Project.Solution, cancellation).AnyAsync([new UsingCode(method, edit.Model)], CallersContext.IsTouched).ConfigureAwait(false))
        {
            return false;
        }

        if (FinishedTask.IsTask(symbol.ReturnType))
        {
            if (!TryReplaceReturns(edit, method, cancellation))
            {
                return false;
            }
        }
        else if (await MayReturnTaskAsync(edit, symbol, cancellation).ConfigureAwait(false))
        {
            string task = edit.Model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task")?.At(edit.Model, method.ReturnType.SpanStart) ?? "";
            edit.Replace(method.ReturnType.Span, symbol.ReturnsVoid ? task : task + "<" + method.ReturnType + ">");
        }
        else
        {
            return false;
        }

        edit.Insert(ModifierPosition(method), "async ");
        return true;
    }

    /// <summary>Whether a function says that it is asynchronous.</summary>
    public static bool IsAsync(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    /// <summary>Whether a method is the entry point, and nothing but the system calls it.</summary>
    private static async Task<bool> MayReturnTaskAsync(DocumentEdit edit, IMethodSymbol method, CancellationToken cancellation)
    {
        if (!SymbolEqualityComparer.Default.Equals(method, edit.Model.Compilation.GetEntryPoint(cancellation)))
        {
            return false;
        }

        IEnumerable<ReferencedSymbol> references = await SymbolFinder.FindReferencesAsync(method, edit.Document.Project.Solution, cancellation).ConfigureAwait(false);
        return !references.SelectMany(static reference => reference.Locations).Any();
    }

    /// <summary>A finished task that is returned becomes its result.</summary>
    private static bool TryReplaceReturns(DocumentEdit edit, MethodDeclarationSyntax method, CancellationToken cancellation)
    {
        ExpressionSyntax? expression = method.ExpressionBody?.Expression;
        ExpressionSyntax?[] returned = expression is not null
            ? [expression]
            : [.. method
                .DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>()
                .Select(static statement => statement.Expression)];
        IReadOnlyList<FinishedTask>?[] finished = [.. returned.Select(value => value is null ? null : FinishedTask.All(value, edit.Model, cancellation))];
        if (Array.Exists(finished, tasks => tasks is null || (expression is not null && tasks.Any(static task => task.Result is null))))
        {
            return false;
        }

        foreach (FinishedTask task in finished.SelectMany(static tasks => tasks!))
        {
            task.Unwrap(edit);
        }

        return true;
    }

    private static int ModifierPosition(MethodDeclarationSyntax method) =>
        method.Modifiers.IndexOf(SyntaxKind.PartialKeyword) is >= 0 and var partial ? method.Modifiers[partial].SpanStart : method.ReturnType.SpanStart;
}
