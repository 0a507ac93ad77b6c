using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ErrorCodes;

/// <summary>The client calls whose failure a handler handles.</summary>
/// <param name="ErrorCodes">The enums of the actions called.</param>
/// <param name="IsComplete">Whether no other call, of an action without an enum or hidden in other code, can end in the handler.</param>
internal sealed record GuardedCalls(IReadOnlyList<ITypeSymbol> ErrorCodes, bool IsComplete)
{
    /// <summary>The calls in the try block to whose handler an exception variable belongs; null when it belongs to none.</summary>
    public static GuardedCalls? Of(ILocalReferenceOperation exception, ApiSymbols symbols)
    {
        for (IOperation? parent = exception; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation { ExceptionDeclarationOrExpression: IVariableDeclaratorOperation declarator, Parent: ITryOperation attempt }
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, exception.Local))
            {
                return In(attempt.Body, symbols);
            }
        }

        return null;
    }

    private static GuardedCalls In(IOperation body, ApiSymbols symbols)
    {
        HashSet<ITypeSymbol> found = new(SymbolEqualityComparer.Default);
        bool isComplete = true;
        bool any = false;
        foreach (IOperation operation in body.Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation invocation when symbols.Method(invocation.TargetMethod) is { } method:
                    any = true;
                    isComplete &= method.ErrorCodes is not null;
                    if (method.ErrorCodes is { } codes)
                    {
                        found.Add(codes);
                    }

                    break;
                case IInvocationOperation { TargetMethod: { } other }:
                    isComplete &= IsOfFramework(other);
                    break;
                case IAnonymousFunctionOperation or IDynamicInvocationOperation or IThrowOperation:
                    isComplete = false;
                    break;
                case IAwaitOperation { Operation: { } awaited }:
                    isComplete &= awaited.WithoutConversions() is IInvocationOperation;
                    break;
            }
        }

        return new GuardedCalls([.. found], isComplete && any);
    }

    private static bool IsOfFramework(IMethodSymbol method)
    {
        if (!method.DeclaringSyntaxReferences.IsEmpty || method.MethodKind == MethodKind.DelegateInvoke)
        {
            return false;
        }

        INamespaceSymbol? current = method.ContainingNamespace;
        while (current is { ContainingNamespace: { IsGlobalNamespace: false } outer })
        {
            current = outer;
        }

        return current is { Name: "System" or "Microsoft" };
    }
}
