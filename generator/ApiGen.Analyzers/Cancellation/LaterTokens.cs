using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>
/// Follows what a call gives back to whoever takes it: <c>WithCancellation</c>, <c>ToListAsync</c>, <c>WaitAsync</c>. On the way it may be
/// kept in variables, put into a list, combined with others, and be what a lambda or a local function waits for.
/// </summary>
internal static class LaterTokens
{
    /// <summary>Whether the token is given to what takes the result of a call.</summary>
    public static bool IsGivenTo(IOperation result, TokenUses uses, ApiSymbols symbols)
    {
        Stack<IOperation> rest = new([result]);
        List<ISymbol> passed = [];
        bool isGiven = false;
        while (rest.Count > 0 && !isGiven)
        {
            IOperation value = rest.Pop();
            IOperation? user = value.User();
            if (user?.IsUnresolved() == true)
            {
                // What the compiler does not know yet may well be given the token.
                isGiven = true;
            }
            else if (Holder(value, user, symbols) is { } holder)
            {
                if (uses.GivenLater.TryGetValue(holder, out bool isKnown))
                {
                    isGiven |= isKnown;
                    continue;
                }

                // Whatever is found out below holds for the next call that is kept there, too.
                uses.GivenLater[holder] = false;
                passed.Add(holder);
                foreach (IOperation reference in uses.References(holder))
                {
                    rest.Push(reference);
                }
            }
            else if (Taker(value, user) is { } taker)
            {
                if (value.Type?.TypeKind != TypeKind.Delegate)
                {
                    isGiven = taker.Arguments.Any(argument => symbols.IsToken(argument.Parameter?.Type) && argument.ArgumentKind != ArgumentKind.DefaultValue)
                        || uses.IsRace(taker);
                    rest.Push(taker);
                }
                else if (HoldsTasks(taker.Type, symbols))
                {
                    // What runs a function is given a token for itself, and not for what the function does.
                    rest.Push(taker);
                }
            }
            else if (Outer(value, user) is { } outer)
            {
                rest.Push(outer);
            }
        }

        if (isGiven && passed.Count > 0)
        {
            // What was come to later on the way may have nothing to do with it.
            uses.GivenLater[passed[0]] = true;
            passed.Skip(1).ToList().ForEach(holder => uses.GivenLater.Remove(holder));
        }

        return isGiven;
    }

    /// <summary>Whether what uses a value is an array or a list that it is written into, as the arguments of <c>params</c> are.</summary>
    public static bool IsWrittenInto(IOperation user) =>
        user is IArrayInitializerOperation or IArrayCreationOperation
        || user.Syntax is CollectionExpressionSyntax or SpreadElementSyntax
        || (user is { IsImplicit: true, Type: not null } && user is not IInvocationOperation && user.Parent is IArgumentOperation { ArgumentKind: not ArgumentKind.Explicit });

    /// <summary>What is called with a value, or on one.</summary>
    private static IInvocationOperation? Taker(IOperation value, IOperation? user) => user switch
    {
        IInvocationOperation invocation when invocation.Instance?.WithoutConversions() == value => invocation,
        IArgumentOperation { Parent: IInvocationOperation { Parent: not IObjectOrCollectionInitializerOperation } invocation } => invocation,
        _ => null,
    };

    /// <summary>The variable that is given a value or, as a list, has it added; the local function that gives it back or waits for it.</summary>
    private static ISymbol? Holder(IOperation value, IOperation? user, ApiSymbols symbols) => user switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var declared } } => declared,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned } } => assigned,
        ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation { Local: var array } } } => array,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: ILocalReferenceOperation { Local: var list } } } => list,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert" or "Enqueue" or "Push" or "TryAdd", Instance: ILocalReferenceOperation { Local: var list } } } => list,
        IForEachLoopOperation { IsAsynchronous: false, Locals: [{ } each] } when symbols.IsTask(each.Type) => each,
        ITupleOperation { Parent: IDeconstructionAssignmentOperation { Target: var target } } tuple => Part(target, tuple.Elements.IndexOf(value)),
        IAwaitOperation or IReturnOperation when value.EnclosingFunction() is ILocalFunctionOperation { Symbol: var local } => local,
        _ => null,
    };

    /// <summary>The variable that gets a part of what is taken apart.</summary>
    private static ILocalSymbol? Part(IOperation target, int index) =>
        (target is IDeclarationExpressionOperation declared ? declared.Expression : target) is ITupleOperation { Elements: var parts } && index >= 0 && index < parts.Length
            ? (parts[index] is IDeclarationExpressionOperation part ? part.Expression : parts[index]) is ILocalReferenceOperation { Local: var local } ? local : null
            : null;

    /// <summary>What stands for a value further out: what it is an element of, what chooses it, the lambda that waits for it.</summary>
    private static IOperation? Outer(IOperation value, IOperation? user) => user switch
    {
        null => null,
        IAwaitOperation or IReturnOperation => value.EnclosingFunction() is IAnonymousFunctionOperation lambda ? lambda.Parent as IDelegateCreationOperation : null,
        IConditionalOperation choice => choice.Condition == value ? null : choice,
        ISwitchExpressionArmOperation arm => arm.Parent,
        ICoalesceOperation or IConditionalAccessOperation or ITranslatedQueryOperation or IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: false } or IPropertyReferenceOperation { Property.Name: "Values" } => user,
        ITupleOperation or IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } or IPropertyReferenceOperation { Property.ContainingType.IsAnonymousType: true } => user,
        ISimpleAssignmentOperation { Parent: IAnonymousObjectCreationOperation made } => made,
        IArgumentOperation { Parent: IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: var made } } } => made,
        _ => IsWrittenInto(user) ? user : null,
    };

    /// <summary>Whether a type is a task, or a sequence as of tasks.</summary>
    private static bool HoldsTasks(ITypeSymbol? type, ApiSymbols symbols) =>
        symbols.IsTask(type) || type is { SpecialType: not SpecialType.System_String } && (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            || type.AllInterfaces.Any(static implemented => implemented.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T));
}
