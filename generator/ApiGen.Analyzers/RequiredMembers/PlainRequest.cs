using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>
/// Tells from the source alone that a request can lack nothing, whatever path leads to its call: it is made with all that it
/// needs, or it comes from where nothing is known of it. Most requests are of this kind, and following paths costs a compiler
/// a good deal more than looking.
/// </summary>
internal sealed class PlainRequest(ApiSymbols symbols, Factories factories)
{
    private readonly ConcurrentDictionary<IOperation, VariableUses> _uses = [];

    /// <summary>Whether a call's arguments are all of this kind, so far as there is room to look.</summary>
    public bool IsIn(IInvocationOperation call, ClientMethod method)
    {
        try
        {
            return AreComplete(call, method);
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }

    private bool AreComplete(IInvocationOperation call, ClientMethod method)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (symbols.Model(argument.Parameter?.Type) is not null && !IsComplete(argument.Value, method.Provided, mayBeLocal: true))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a request, or an object in one, can lack nothing.</summary>
    private bool IsComplete(IOperation value, bool mayBeLocal) => IsComplete(value, ImmutableArray<string>.Empty, mayBeLocal);

    private bool IsComplete(IOperation value, ImmutableArray<string> provided, bool mayBeLocal)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return IsKindComplete(value, provided, mayBeLocal);
    }

    private bool IsKindComplete(IOperation value, ImmutableArray<string> provided, bool mayBeLocal) => value.WithoutConversions() switch
    {
        IObjectCreationOperation creation => IsComplete(creation, provided),
        IInvocationOperation invocation => !factories.IsCandidate(invocation.TargetMethod),
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } => true,
        IFieldReferenceOperation or IAwaitOperation => true,
        IParameterReferenceOperation parameter => mayBeLocal && HoldsOnlyComplete(parameter, parameter.Parameter),
        ILocalReferenceOperation local => mayBeLocal && IsDeclaredComplete(local, provided) && HoldsOnlyComplete(local, local.Local),
        _ => false,
    };

    private bool IsComplete(IObjectCreationOperation creation, ImmutableArray<string> provided)
    {
        HashSet<string> given = [.. provided];
        return symbols.Model(creation.Type) is { } model && AddGiven(creation, model, given) && HasAll(model, given);
    }

    /// <summary>Adds the members that a creation surely gives a value.</summary>
    /// <returns>False when a member may hold an object that lacks something.</returns>
    private bool AddGiven(IObjectCreationOperation creation, ApiModel model, HashSet<string> given)
    {
        foreach (IOperation member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { } property }, Value: { } value })
            {
                return false;
            }

            if (IsSomething(value))
            {
                given.Add(property.Name);
            }
            else if (model.Requires(property.Name) || symbols.Model(property.Type) is not null || HoldsModels(property.Type))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasAll(ApiModel model, HashSet<string> given)
    {
        foreach (IPropertySymbol required in model.Required)
        {
            if (!given.Contains(required.Name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a member's value is surely not null and holds no object that lacks something.</summary>
    private bool IsSomething(IOperation value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        IOperation plain = value.WithoutConversions();
        if (plain.ConstantValue is { HasValue: true } constant)
        {
            return constant.Value is not null;
        }

        if (symbols.Model(plain.Type) is not null)
        {
            return IsComplete(plain, mayBeLocal: false);
        }

        switch (plain)
        {
            case IParameterReferenceOperation parameter:
                return !HoldsModels(plain.Type) && !Uses(parameter).IsAsked(parameter.Parameter);
            case ILocalReferenceOperation local:
                return !HoldsModels(plain.Type) && IsAlwaysSomething(local);
            case IPropertyReferenceOperation { Property: { } property } reference:
                return symbols.Model(property.ContainingType) is null
                    ? !(property.ContainingType.IsRecord && reference.Instance is ILocalReferenceOperation)
                    : IsOfElsewhere(reference.Instance);
            case IInvocationOperation call:
                return !HoldsModels(plain.Type) || !call.WithParts().Any(static part => part.Kind == OperationKind.AnonymousFunction);
            case IFieldReferenceOperation or IAwaitOperation or IInterpolatedStringOperation or IBinaryOperation:
                return true;
            case IConditionalOperation { WhenTrue: { } whenTrue, WhenFalse: { } whenFalse }:
                return IsSomething(whenTrue) && IsSomething(whenFalse);
            case ICoalesceOperation coalesce:
                return !HoldsModels(plain.Type) && IsSomething(coalesce.WhenNull);
            case IObjectCreationOperation creation:
                return !HoldsModels(creation.Type) || creation is { Arguments.IsEmpty: true, Initializer: { } initializer } && AddsComplete(initializer);
            case IArrayCreationOperation array:
                return array is { Initializer: { } elements } && (!HoldsModels(array.Type) || AreComplete(elements.ElementValues));
            default:
                return false;
        }
    }

    /// <summary>Whether a local is nowhere given what may be null by the look of it.</summary>
    private bool IsAlwaysSomething(ILocalReferenceOperation local)
    {
        VariableUses uses = Uses(local);
        return !uses.IsAsked(local.Local)
            && (uses.DeclaredValue(local.Local) is not { } declared || IsGiven(declared))
            && uses.Of(local.Local).TrueForAll(static use => use.Parent is not IAssignmentOperation assignment || assignment.Target != use || IsGiven(assignment.Value.WithoutConversions()));
    }

    private static bool IsGiven(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } => constant is not null,
        IPropertyReferenceOperation or IFieldReferenceOperation or IInvocationOperation or IAwaitOperation or IParameterReferenceOperation or IInterpolatedStringOperation or IBinaryOperation or IObjectCreationOperation or IArrayElementReferenceOperation => true,
        _ => false,
    };

    /// <summary>Whether an object comes from where nothing is known of it, such as a response of the service.</summary>
    private bool IsOfElsewhere(IOperation? instance)
    {
        IOperation? origin = instance?.WithoutConversions();
        while (origin is IPropertyReferenceOperation property)
        {
            origin = property.Instance?.WithoutConversions();
        }

        return origin switch
        {
            IAwaitOperation or IFieldReferenceOperation => true,
            ILocalReferenceOperation local => Uses(local).DeclaredValue(local.Local) is IAwaitOperation,
            _ => false,
        };
    }

    private bool AddsComplete(IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (IOperation element in initializer.Initializers)
        {
            if (element is not IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 1 } arguments } || !IsComplete(arguments[0].Value, mayBeLocal: false))
            {
                return false;
            }
        }

        return true;
    }

    private bool AreComplete(IEnumerable<IOperation> elements)
    {
        foreach (IOperation element in elements)
        {
            if (!IsComplete(element, mayBeLocal: false))
            {
                return false;
            }
        }

        return true;
    }

    private bool HoldsModels(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => symbols.Model(array.ElementType) is not null,
        INamedTypeSymbol { Arity: 1, IsUnboundGenericType: false } named => symbols.Model(named.TypeArguments[0]) is not null,
        _ => false,
    };

    /// <summary>Whether a local is declared with an object that lacks nothing by the time that it is used.</summary>
    private bool IsDeclaredComplete(ILocalReferenceOperation use, ImmutableArray<string> provided)
    {
        VariableUses uses = Uses(use);
        if (uses.Declarator(use.Local) is not { } declarator || uses.DeclaredValue(use.Local) is not { } value)
        {
            return false;
        }

        if (value is not IObjectCreationOperation creation || symbols.Model(creation.Type) is not { } model)
        {
            return IsComplete(value, provided, mayBeLocal: false);
        }

        HashSet<string> given = [.. provided];
        if (!AddGiven(creation, model, given))
        {
            return false;
        }

        if (!HasAll(model, given))
        {
            AddAssigned(declarator, use, given);
        }

        return HasAll(model, given);
    }

    /// <summary>Adds the members that are assigned by the statements between a local's declaration and its use, which nothing jumps over.</summary>
    private void AddAssigned(IVariableDeclaratorOperation declarator, ILocalReferenceOperation use, HashSet<string> given)
    {
        IOperation? declaration = declarator;
        while (declaration is not (null or { Parent: IBlockOperation }))
        {
            declaration = declaration.Parent;
        }

        IOperation? statement = use;
        while (statement is not null && statement.Parent != declaration?.Parent)
        {
            statement = statement is IAnonymousFunctionOperation or ILocalFunctionOperation ? null : statement.Parent;
        }

        if (statement is null || declaration?.Parent is not IBlockOperation block || HasLabels(block))
        {
            return;
        }

        int last = block.Operations.IndexOf(statement);
        for (int index = block.Operations.IndexOf(declaration) + 1; index < last; index++)
        {
            if (block.Operations[index] is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation target, Property: { } property }, Value: { } value } }
                && SymbolEqualityComparer.Default.Equals(target.Local, use.Local)
                && ApiModel.IsPlain(property)
                && IsSomething(value))
            {
                given.Add(property.Name);
            }
        }
    }

    private static bool HasLabels(IBlockOperation block)
    {
        foreach (IOperation statement in block.Operations)
        {
            if (statement.Kind == OperationKind.Labeled)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether all that is done with a variable leaves it with an object that lacks nothing.</summary>
    private bool HoldsOnlyComplete(IOperation reference, ISymbol variable)
    {
        foreach (IOperation use in Uses(reference).Of(variable))
        {
            if (!LeavesComplete(use))
            {
                return false;
            }
        }

        return true;
    }

    private VariableUses Uses(IOperation reference) => _uses.GetOrAdd(reference.Root(), static root => new VariableUses(root));

    private bool LeavesComplete(IOperation use) => use.Parent switch
    {
        IArgumentOperation { Parameter.RefKind: RefKind.None } => true,
        IReturnOperation => true,
        IPropertyReferenceOperation { Property: { } property } member => member.Parent is ISimpleAssignmentOperation assignment && assignment.Target == member
            ? IsSomething(assignment.Value)
            : property.Type.IsValueType || property.Type.SpecialType == SpecialType.System_String,
        _ => false,
    };
}
