using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Blocking;

/// <summary>
/// Spans and references to variables that have no name: an expression works them out before what stands in it, and needs them after. They
/// do not outlive an <c>await</c> any more than those with a name (<see cref="ThreadBoundCode"/>).
/// </summary>
internal sealed class HeldReferences
{
    /// <summary>What is known of what an expression, and those around it, hold: many calls may be in one sum.</summary>
    private readonly Dictionary<IOperation, bool> _known = [];

    /// <summary>Whether an operation stands in an expression that holds such a thing meanwhile.</summary>
    public bool AreAround(IOperation operation)
    {
        bool areHeld = false;
        List<IOperation> passed = [];
        for (IOperation inner = operation; !areHeld && inner.Parent is { } around and not (IAnonymousFunctionOperation or ILocalFunctionOperation); inner = around)
        {
            if (_known.TryGetValue(inner, out areHeld))
            {
                break;
            }

            passed.Add(inner);
            areHeld = IsFilled(around, inner) || Before(inner, around).Counted().Any(earlier => IsHeld(earlier, around));
        }

        passed.ForEach(inner => _known[inner] = areHeld);
        return areHeld;
    }

    /// <summary>Whether what is made is there already while the operation within gives it its contents. A text can be made of spans only by a handler, which is one itself.</summary>
    private static bool IsFilled(IOperation made, IOperation inner) => made switch
    {
        IInterpolatedStringOperation { Parts: var parts } => parts.Any(static part => part is IInterpolationOperation { Expression: var value } && IsRefLike(value)),
        IInterpolatedStringHandlerCreationOperation => IsRefLike(made),
        IObjectCreationOperation { Initializer: var contents } => contents == inner && IsRefLike(made),
        _ => false,
    };

    /// <summary>What is worked out before a part of an operation, and for its sake. A <c>switch</c> looks at its value again only when a guard says no.</summary>
    private static IEnumerable<IOperation> Before(IOperation part, IOperation around) => around switch
    {
        IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation choice } clause when clause.Guard == part => [choice.Value],
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm when arm.Guard == part => [choice.Value],
        IBlockOperation or ISwitchOperation or ISwitchCaseOperation or ISwitchExpressionOperation or IArrayInitializerOperation => [],
        _ => around.ChildOperations.TakeWhile(child => child != part),
    };

    /// <summary>Whether what was worked out for an operation is a span or the like, or a variable behind a reference that the operation goes back to.</summary>
    private static bool IsHeld(IOperation earlier, IOperation around) => earlier is IArgumentOperation { Value: var given, Parameter: var parameter }
        ? IsRefLike(given) || (parameter is { RefKind: not RefKind.None } && IsByReference(given))
        : IsRefLike(earlier) || ((around is IAssignmentOperation || (earlier.Type is { IsReferenceType: false } && IsReceiver(earlier, around))) && IsByReference(earlier))
            || (around is ICompoundAssignmentOperation or ICoalesceAssignmentOperation && IsInInlineArray(earlier));

    /// <summary>Whether a place is, or is part of, an element of an inline array: to read and then to write it takes one reference.</summary>
    private static bool IsInInlineArray(IOperation place)
    {
        while (place is IMemberReferenceOperation { Instance: { } whole })
        {
            place = whole;
        }

        return place is IInlineArrayAccessOperation;
    }

    private static bool IsReceiver(IOperation earlier, IOperation around) => around switch
    {
        IInvocationOperation call => call.Instance == earlier,
        IMemberReferenceOperation member => member.Instance == earlier,
        IConditionalAccessOperation access => access.Operation == earlier,
        _ => false,
    };

    private static bool IsByReference(IOperation place) => place switch
    {
        IInvocationOperation { TargetMethod.RefKind: not RefKind.None }
            or IPropertyReferenceOperation { Property.RefKind: not RefKind.None }
            or IFieldReferenceOperation { Field.RefKind: not RefKind.None }
            or IConditionalOperation { IsRef: true }
            or ISimpleAssignmentOperation { IsRef: true } => true,
        IInlineArrayAccessOperation { Instance: var array } => IsByReference(array),
        ITupleOperation { Elements: var elements } => elements.Any(IsByReference),
        IMemberReferenceOperation => place.ChildOperations.Any(part => IsHeld(part, place)),
        _ => false,
    };

    private static bool IsRefLike(IOperation value) => value.Type?.IsRefLikeType == true;
}
