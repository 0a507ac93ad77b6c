using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.RequiredMembers;

/// <summary>
/// Tells from the source alone that a request can lack nothing, whatever path leads to its call: it is made with all that it
/// needs, or it comes from where nothing is known of it. Most requests are of this kind, and following paths costs a compiler
/// a good deal more than looking.
/// </summary>
internal sealed class PlainRequest(ApiSymbols symbols)
{
    /// <summary>Whether a call's arguments are all of this kind.</summary>
    public bool IsIn(IInvocationOperation call, ClientMethod method)
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

    private bool IsComplete(IOperation value, ImmutableArray<string> provided, bool mayBeLocal) => value.WithoutConversions() switch
    {
        IObjectCreationOperation creation => IsComplete(creation, provided),
        IInvocationOperation invocation => !Factories.IsCandidate(invocation.TargetMethod),
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } => true,
        IFieldReferenceOperation or IAwaitOperation => true,
        IParameterReferenceOperation parameter => mayBeLocal && HoldsOnlyComplete(parameter, parameter.Parameter),
        ILocalReferenceOperation local => mayBeLocal && IsDeclaredComplete(local, provided) && HoldsOnlyComplete(local, local.Local),
        _ => false,
    };

    private bool IsComplete(IObjectCreationOperation creation, ImmutableArray<string> provided)
    {
        if (symbols.Model(creation.Type) is not { } model)
        {
            return false;
        }

        HashSet<string> given = [.. provided];
        foreach (IOperation member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name }, Value: { } value } || !IsSomething(value))
            {
                return false;
            }

            given.Add(name);
        }

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
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return !HoldsModels(plain.Type);
            case IPropertyReferenceOperation { Property: { } property }:
                return symbols.Model(property.ContainingType) is null;
            case IFieldReferenceOperation or IInvocationOperation or IAwaitOperation or IInterpolatedStringOperation or IBinaryOperation:
                return true;
            case IObjectCreationOperation creation:
                return !HoldsModels(creation.Type) || creation is { Arguments.IsEmpty: true, Initializer: { } initializer } && AddsComplete(initializer);
            case IArrayCreationOperation array:
                return array is { Initializer: { } elements } && (!HoldsModels(array.Type) || AreComplete(elements.ElementValues));
            default:
                return false;
        }
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

    private bool IsDeclaredComplete(ILocalReferenceOperation local, ImmutableArray<string> provided) =>
        local.Root().DeclaredValue(local.Local) is { } value && IsComplete(value, provided, mayBeLocal: false);

    /// <summary>Whether all that is done with a variable leaves it with an object that lacks nothing.</summary>
    private bool HoldsOnlyComplete(IOperation reference, ISymbol variable)
    {
        foreach (IOperation operation in reference.Root().Descendants())
        {
            ISymbol? used = operation switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };
            if (used is not null && SymbolEqualityComparer.Default.Equals(used, variable) && !LeavesComplete(operation))
            {
                return false;
            }
        }

        return true;
    }

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
