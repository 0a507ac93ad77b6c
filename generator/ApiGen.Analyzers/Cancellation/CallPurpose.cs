using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>Knows the calls that are meant to go without a token, or that get it in another way.</summary>
internal static class CallPurpose
{
    public static bool NeedsNoToken(IInvocationOperation call, TokenUses uses, ApiSymbols symbols) =>
        IsCleaningUp(call) || IsForgotten(call) || SetUps.Contains(call) || ExpressionTrees.Contains(call) || GetsTokenLater(call, uses, symbols);

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
            while (user is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured)
            {
                user = configured.User();
            }

            if (user is IExpressionStatementOperation { IsImplicit: false } or IAssignmentOperation { Target: IDiscardOperation or IFieldReferenceOperation or IPropertyReferenceOperation })
            {
                return true;
            }

            task = task.EnclosingFunction() is IAnonymousFunctionOperation { Parent: { } made } && Started(made) is { } started ? started : null;
        }

        return false;
    }

    /// <summary>The call of <c>Task.Run</c> that a lambda is handed to.</summary>
    private static IInvocationOperation? Started(IOperation made)
    {
        IOperation? user = made is IDelegateCreationOperation or IConversionOperation ? made.User() : made;
        return user is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" } } run } ? run : null;
    }

    /// <summary>A sequence, or a task, may be given the token by what takes it: <c>WithCancellation</c>, <c>ToListAsync</c>, <c>WaitAsync</c>.</summary>
    private static bool GetsTokenLater(IOperation result, TokenUses uses, ApiSymbols symbols)
    {
        Stack<IOperation> rest = new([result]);
        List<ILocalSymbol> passed = [];
        bool isGiven = false;
        while (rest.Count > 0 && !isGiven)
        {
            IOperation value = rest.Pop();
            IOperation? user = value.User();
            IInvocationOperation? taker = user switch
            {
                IInvocationOperation invocation when invocation.Instance?.WithoutConversions() == value => invocation,
                IArgumentOperation { Parent: IInvocationOperation invocation } => invocation,
                _ => null,
            };
            if (taker is not null)
            {
                isGiven = taker.Arguments.Any(argument => symbols.IsToken(argument.Parameter?.Type) && argument.ArgumentKind != ArgumentKind.DefaultValue)
                    || uses.IsRace(taker);
                rest.Push(taker);
            }
            else if (Holder(user) is { } local)
            {
                if (uses.GivenLater.TryGetValue(local, out bool isKnown))
                {
                    isGiven |= isKnown;
                    continue;
                }

                // Whatever is found out below holds for the next call that is kept there, too.
                uses.GivenLater[local] = false;
                passed.Add(local);
                foreach (ILocalReferenceOperation reference in uses.References(local))
                {
                    rest.Push(reference);
                }
            }
            else if (user is IArrayInitializerOperation or IArrayCreationOperation || user?.Syntax is CollectionExpressionSyntax)
            {
                rest.Push(user);
            }
        }

        if (isGiven && passed.Count > 0)
        {
            // What was come to later on the way may have nothing to do with it.
            uses.GivenLater[passed[0]] = true;
            passed.Skip(1).ToList().ForEach(local => uses.GivenLater.Remove(local));
        }

        return isGiven;
    }

    /// <summary>The local that is given a value.</summary>
    private static ILocalSymbol? Holder(IOperation? user) => user switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var declared } } => declared,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned } } => assigned,
        _ => null,
    };
}
