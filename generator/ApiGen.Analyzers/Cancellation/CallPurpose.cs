using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>Knows the calls that are meant to go without a token, or that get it in another way.</summary>
internal static class CallPurpose
{
    public static bool NeedsNoToken(IInvocationOperation call, TokenUses uses, ApiSymbols symbols) =>
        IsCleaningUp(call) || IsForgotten(call) || SetUps.Contains(call) || ExpressionTrees.Contains(call) || LaterTokens.IsGivenTo(call, uses, symbols);

    /// <summary>What is undone after a failure or a cancellation must be undone in any case.</summary>
    private static bool IsCleaningUp(IInvocationOperation call)
    {
        for (IOperation? parent = call; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation || (parent.Parent is ITryOperation { Finally: { } block } && block == parent))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether nobody waits for a call, nor for the lambda around it, or its task is kept for others: it is to go on when whoever holds
    /// the token is gone.
    /// </summary>
    private static bool IsForgotten(IInvocationOperation call)
    {
        IOperation? task = call;
        while (task is not null)
        {
            IOperation? user = task.User();
            while (user is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } outer || (outer = Combined(user)!) is not null)
            {
                user = outer.User();
            }

            if (user is IExpressionStatementOperation { IsImplicit: false } or IAssignmentOperation { Target: IDiscardOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Property.ContainingType.IsAnonymousType: false } })
            {
                return true;
            }

            task = task.EnclosingFunction() is IAnonymousFunctionOperation { Parent: { } made } && Started(made) is { } started ? started : null;
        }

        return false;
    }

    /// <summary>The task that a task is put into with others; null when it is not.</summary>
    private static IInvocationOperation? Combined(IOperation? user)
    {
        while (user is not null && LaterTokens.IsWrittenInto(user))
        {
            user = user.User();
        }

        return user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "WhenAll" or "WhenAny", ContainingType.Name: "Task" } } all } ? all : null;
    }

    /// <summary>The call of <c>Task.Run</c> that a lambda is handed to, or the <c>Select</c> that makes a task of each element.</summary>
    private static IInvocationOperation? Started(IOperation made)
    {
        IOperation? user = made is IDelegateCreationOperation or IConversionOperation ? made.User() : made;
        return user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" } or { Name: "Select", ContainingType.Name: "Enumerable" } } run } ? run : null;
    }
}
