using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>
/// Tells the calls that whoever has the token waits for, and of which nothing else comes. Whoever gets hold of a task, or of what runs a
/// function later, may give it the token there, race it against something else, or keep it for others: so all that is not known to wait counts as that.
/// </summary>
internal static class WaitedCalls
{
    /// <summary>Whether a call is awaited, blocked on or given back on each way to the function that has the token.</summary>
    public static bool Contains(IInvocationOperation call, ISymbol token, TokenUses uses, ApiSymbols symbols)
    {
        List<ISymbol> passed = [];
        bool isWaited = IsWaited(call, token.ContainingSymbol, passed, uses, symbols);

        // Where it is not, that shows behind the first; what comes later may have nothing to do with it.
        foreach (ISymbol holder in isWaited ? passed : passed.Take(1))
        {
            uses.Waited[(holder, token.ContainingSymbol)] = isWaited;
        }

        return isWaited;
    }

    /// <param name="call">The call.</param>
    /// <param name="owner">The function that has the token.</param>
    /// <param name="passed">The locals and local functions that the task goes through.</param>
    /// <param name="uses">What the body does.</param>
    /// <param name="symbols">What is known of the runtime.</param>
    private static bool IsWaited(IInvocationOperation call, ISymbol owner, List<ISymbol> passed, TokenUses uses, ApiSymbols symbols)
    {
        Stack<IOperation> rest = new([call]);
        HashSet<ISymbol> followed = new(SymbolEqualityComparer.Default);
        while (rest.Count > 0)
        {
            IOperation value = rest.Pop();
            IOperation? user = value.User();
            if (IsCleaningUp(value))
            {
                return false;
            }

            if (value is IDelegateCreationOperation)
            {
                if (user is not IArgumentOperation { Parent: IInvocationOperation runner } || !RunsAtOnce(runner.TargetMethod))
                {
                    return false;
                }

                if (HoldsTasks(runner.Type, symbols))
                {
                    rest.Push(runner);
                    continue;
                }

                value = runner;
            }
            else if (user is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } })
            {
                if (uses.References(local).Count == 0 || !Follow(local))
                {
                    return false;
                }

                continue;
            }
            else if (Outer(value, user, symbols) is { } outer)
            {
                rest.Push(outer);
                continue;
            }
            else if (!IsWait(user))
            {
                return false;
            }

            switch (value.EnclosingFunction())
            {
                case IAnonymousFunctionOperation lambda when !IsOwner(lambda.Symbol):
                    rest.Push(lambda.Parent!);
                    break;
                case ILocalFunctionOperation function when !IsOwner(function.Symbol) && !Follow(function.Symbol):
                    return false;
            }
        }

        return true;

        bool IsOwner(IMethodSymbol function) => SymbolEqualityComparer.Default.Equals(function, owner);

        bool Follow(ISymbol holder)
        {
            if (uses.Waited.TryGetValue((holder, owner), out bool isKnown))
            {
                return isKnown;
            }

            if (followed.Add(holder))
            {
                passed.Add(holder);
                foreach (IOperation reference in uses.References(holder).Counted())
                {
                    rest.Push(reference);
                }
            }

            return true;
        }
    }

    /// <summary>What is undone after a failure or a cancellation must be undone in any case.</summary>
    private static bool IsCleaningUp(IOperation value)
    {
        for (IOperation? parent = value; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation || (parent.Parent is ITryOperation { Finally: { } block } && block == parent))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what uses a task, or a sequence, is done when that is.</summary>
    public static bool IsWait(IOperation? user) => user switch
    {
        IAwaitOperation or IReturnOperation { Kind: OperationKind.Return } or IForEachLoopOperation { IsAsynchronous: true } => true,
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } } => true,
        IInvocationOperation { TargetMethod: { Name: "Wait" or "GetResult" }, Arguments.IsEmpty: true } => true,
        _ => false,
    };

    /// <summary>What stands for a value further out and is waited for in its place: what it is combined with, what chooses it.</summary>
    public static IOperation? Outer(IOperation value, IOperation? user, ApiSymbols symbols) => user switch
    {
        IInvocationOperation invocation when invocation.Instance?.WithoutConversions() == value => PassesOn(invocation, symbols) ? invocation : null,
        IArgumentOperation { Parent: IInvocationOperation invocation } => PassesOn(invocation, symbols) ? invocation : null,
        IConditionalOperation choice => choice.Condition == value ? null : choice,
        ISwitchExpressionArmOperation arm => arm.Parent,
        ICoalesceOperation or IConditionalAccessOperation or ITranslatedQueryOperation => user,
        not null when IsWrittenInto(user) => user,
        _ => null,
    };

    /// <summary>Whether what a method of the platform gives back is done when what it is given is, and nobody says when it is to end.</summary>
    private static bool PassesOn(IInvocationOperation invocation, ApiSymbols symbols) =>
        (invocation.TargetMethod.Name is "ConfigureAwait" or "WhenAll" or "WaitAsync" or "AsTask" or "Unwrap" or "GetAwaiter" || invocation.TargetMethod.ContainingNamespace.ToDisplayString() == "System.Linq")
        && invocation.TargetMethod.DeclaringSyntaxReferences.IsEmpty
        && !invocation.Arguments.Any(argument => argument.Value.Type?.TypeKind == TypeKind.Delegate || (symbols.IsToken(argument.Parameter?.Type) && argument.ArgumentKind != ArgumentKind.DefaultValue));

    /// <summary>Whether a method of the platform runs a function that it is given for whoever waits for what it gives back.</summary>
    private static bool RunsAtOnce(IMethodSymbol method) => method.DeclaringSyntaxReferences.IsEmpty && method.ContainingNamespace.ToDisplayString() switch
    {
        "System.Linq" => true,
        "System.Threading.Tasks" => method.Name == "Run" || method.ContainingType.Name == "Parallel",
        "System" or "System.Collections.Generic" => method.Name == "ForEach",
        _ => false,
    };

    /// <summary>Whether what uses a value is an array or a list that it is written into, as the arguments of <c>params</c> are.</summary>
    private static bool IsWrittenInto(IOperation user) =>
        user is IArrayInitializerOperation or IArrayCreationOperation
        || user.Syntax is CollectionExpressionSyntax or SpreadElementSyntax
        || (user is { IsImplicit: true, Type: not null } && user is not IInvocationOperation && user.Parent is IArgumentOperation { ArgumentKind: not ArgumentKind.Explicit });

    /// <summary>Whether a type is a task, or a sequence as of tasks.</summary>
    private static bool HoldsTasks(ITypeSymbol? type, ApiSymbols symbols) =>
        symbols.IsTask(type) || type is { SpecialType: not SpecialType.System_String } && (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            || type.AllInterfaces.Any(static implemented => implemented.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T));
}
