using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace ApiGen.CodeFixes;

/// <summary>Makes methods, local functions and lambdas asynchronous.</summary>
internal static class AsynchronousFunction
{
    /// <summary>The innermost function around a node; null for an accessor and others that cannot be asynchronous.</summary>
    public static SyntaxNode? Around(SyntaxNode node)
    {
        SyntaxNode? function = node.Ancestors().FirstOrDefault(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax);
        return function is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax or GlobalStatementSyntax ? function : null;
    }

    /// <summary>Puts the change into the edit, when it is a matter of the modifier, the return type of <c>Main</c> and the returns alone.</summary>
    public static async Task<bool> TryMakeAsync(DocumentEdit edit, SyntaxNode function, CancellationToken cancellation)
    {
        if (function is GlobalStatementSyntax || IsAsync(function) || !edit.IsToDo(function))
        {
            return true;
        }

        // An asynchronous method of a struct works on a copy of it, and what another branch of `#if` returns is not seen.
        if (function.HasBranches()
            || Symbol(edit.Model, function, cancellation) is not { } symbol
            || symbol is { MethodKind: not (MethodKind.LocalFunction or MethodKind.AnonymousFunction), IsStatic: false, IsReadOnly: false, ContainingType: { IsValueType: true, IsReadOnly: false } }
            || await new UsedMembers(edit.Document.Project.Solution, cancellation).AnyAsync([new UsingCode(function, edit.Model)], CallersContext.IsTouched).ConfigureAwait(false))
        {
            return false;
        }

        if (FinishedTask.IsTask(symbol.ReturnType))
        {
            if (!TryReplaceReturns(edit, function, cancellation))
            {
                return false;
            }
        }
        else if (function is MethodDeclarationSyntax main && await MayReturnTaskAsync(edit, symbol, cancellation).ConfigureAwait(false))
        {
            string task = edit.Model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task")?.At(edit.Model, main.ReturnType.SpanStart) ?? "";
            edit.Replace(main.ReturnType.Span, symbol.ReturnsVoid ? task : task + "<" + main.ReturnType + ">");
        }
        else
        {
            return false;
        }

        edit.Insert(ModifierPosition(function), "async ");
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

    private static IMethodSymbol? Symbol(SemanticModel model, SyntaxNode function, CancellationToken cancellation) =>
        (function is AnonymousFunctionExpressionSyntax ? model.GetSymbolInfo(function, cancellation).Symbol : model.GetDeclaredSymbol(function, cancellation)) as IMethodSymbol;

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
    private static bool TryReplaceReturns(DocumentEdit edit, SyntaxNode function, CancellationToken cancellation)
    {
        ExpressionSyntax? expression = function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.ExpressionBody,
            LocalFunctionStatementSyntax local => local.ExpressionBody?.Expression,
            MethodDeclarationSyntax method => method.ExpressionBody?.Expression,
            _ => null,
        };
        ExpressionSyntax?[] returned = expression is not null
            ? [expression]
            : [.. function
                .DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
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

    private static int ModifierPosition(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax { Modifiers: { Count: > 0 } modifiers } => modifiers.Last().GetNextToken().SpanStart,
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter.SpanStart,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ReturnType?.SpanStart ?? lambda.ParameterList.SpanStart,
        AnonymousMethodExpressionSyntax method => method.DelegateKeyword.SpanStart,
        LocalFunctionStatementSyntax local => local.ReturnType.SpanStart,
        MethodDeclarationSyntax { Modifiers: var modifiers } when modifiers.IndexOf(SyntaxKind.PartialKeyword) is >= 0 and var partial => modifiers[partial].SpanStart,
        MethodDeclarationSyntax method => method.ReturnType.SpanStart,
        _ => function.SpanStart,
    };
}
