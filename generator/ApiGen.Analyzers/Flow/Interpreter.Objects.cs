using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <content>Making objects and calling methods.</content>
internal sealed partial class Interpreter
{
    private AbstractValue Create(IObjectCreationOperation creation)
    {
        if (symbols.Model(creation.Type) is { } model && creation.Initializer is null && ApiModel.StartsEmpty(creation.Constructor))
        {
            return Allocate(creation.Syntax, new AbstractObject(model, creation.Syntax));
        }

        if (IsList(creation.Type) && symbols.Model(ElementType(creation.Type)) is not null && creation.Initializer is null)
        {
            AbstractObject list = new(null, creation.Syntax);
            foreach (IArgumentOperation argument in creation.Arguments)
            {
                list = _state.Find(Evaluate(argument.Value)) is { Model: null } source ? list.WithElements(source.Elements) : list;
            }

            return Allocate(creation.Syntax, list);
        }

        EvaluateParts(creation);
        Threw();
        return AbstractValue.Unknown;
    }

    private AbstractValue CreateList(IOperation operation, IEnumerable<IOperation> elements, ITypeSymbol? elementType)
    {
        if (symbols.Model(elementType) is null)
        {
            return EvaluateParts(operation);
        }

        AbstractValue[] values = [.. elements.Select(Evaluate)];
        AbstractObject list = new(null, operation.Syntax);
        return Allocate(operation.Syntax, list.WithElements(values.Where(value => _state.Find(value) is not null).Select(static value => value.Id)));
    }

    private AbstractValue Allocate(SyntaxNode place, AbstractObject created)
    {
        int number = Number(place);
        _state.Allocate(number, created);
        return AbstractValue.Object(number);
    }

    private AbstractValue Invoke(IInvocationOperation invocation)
    {
        if (symbols.Method(invocation.TargetMethod) is { } method)
        {
            return CallClient(invocation, method);
        }

        AbstractValue instance = Evaluate(invocation.Instance);
        if (_state.Find(instance) is { } found && IsUnderstood(invocation, instance, found))
        {
            return AbstractValue.Unknown;
        }

        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            Pass(argument);
        }

        _state.Escape(instance);
        Touch(invocation);
        Threw();
        return symbols.Model(invocation.Type) is not null && factories(invocation.TargetMethod) is { } result
            ? Import(invocation.Syntax, result)
            : AbstractValue.Unknown;
    }

    /// <summary>Whether an operation, or a part of it, calls an action.</summary>
    public bool CallsClient(IOperation operation)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            if (part.Kind == OperationKind.Invocation && symbols.Method(((IInvocationOperation)part).TargetMethod) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private AbstractValue CallClient(IInvocationOperation invocation, ClientMethod method)
    {
        Evaluate(invocation.Instance);
        List<(IArgumentOperation Argument, AbstractValue Value)> requests = [];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (symbols.Model(argument.Parameter?.Type) is not null)
            {
                requests.Add((argument, Evaluate(argument.Value)));
            }
            else
            {
                Pass(argument);
            }
        }

        foreach ((IArgumentOperation argument, AbstractValue value) in requests)
        {
            Observer?.Called(method, argument, value, _state);
            MarkChecked(value, method.Provided, []);
        }

        Threw();
        return AbstractValue.Unknown;
    }

    /// <summary>The first call with an incomplete object throws; what follows it is not reported again.</summary>
    private void MarkChecked(AbstractValue value, ImmutableArray<string> provided, HashSet<int> seen)
    {
        if (_state.Find(value) is not { } found || !seen.Add(value.Id))
        {
            return;
        }

        foreach (IPropertySymbol property in found.Model?.Required ?? ImmutableArray<IPropertySymbol>.Empty)
        {
            if (found.Member(property.Name).Kind == AbstractValueKind.Null && !provided.Contains(property.Name))
            {
                found = found.WithMember(property.Name, AbstractValue.Refused);
            }
        }

        _state.Objects[value.Id] = found;
        foreach (int reference in found.References())
        {
            MarkChecked(AbstractValue.Object(reference), ImmutableArray<string>.Empty, seen);
        }
    }

    private void Pass(IArgumentOperation argument)
    {
        _state.Escape(Evaluate(argument.Value));
        if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
        {
            AssignTo(argument.Value, AbstractValue.Unknown);
        }
    }

    /// <summary>Methods of tracked objects whose effect is known.</summary>
    private bool IsUnderstood(IInvocationOperation invocation, AbstractValue instance, AbstractObject found)
    {
        string name = invocation.TargetMethod.Name;
        if (found.Model is not null)
        {
            return invocation.Arguments.IsEmpty && name is "ToJson" or "ToString" or "GetHashCode" or "GetType";
        }

        if (name is not ("Add" or "Insert" or "AddRange") || invocation.TargetMethod.IsStatic)
        {
            return false;
        }

        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            AbstractValue value = Evaluate(argument.Value);
            if (_state.Find(value) is { } added && _state.Find(instance) is { } list)
            {
                _state.Objects[instance.Id] = added.Model is null ? list.WithElements(added.Elements) : list.WithElement(value.Id);
            }
        }

        return true;
    }

    private AbstractValue Import(SyntaxNode place, FactoryResult result)
    {
        Dictionary<int, int> numbers = result.Heap.Objects.Keys.ToDictionary(static id => id, id => Number(Tuple.Create(place, id)));
        foreach (KeyValuePair<int, AbstractObject> entry in result.Heap.Objects)
        {
            _state.Allocate(numbers[entry.Key], entry.Value);
        }

        foreach (KeyValuePair<int, AbstractObject> entry in result.Heap.Objects)
        {
            _state.Objects[numbers[entry.Key]] = entry.Value.Renumber(id => numbers[id]);
        }

        return AbstractValue.Object(numbers[result.Value.Id]);
    }

    /// <summary>Opens the conditions that a call may have changed the response to.</summary>
    private void Touch(IInvocationOperation invocation)
    {
        if (_isAsking || _state.Facts.IsEmpty || IsPureMethod(invocation.TargetMethod))
        {
            return;
        }

        HashSet<object> touched = [];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            Touch(argument.Value, touched);
        }

        Touch(invocation.Instance, touched);

        bool isOwnCode = !invocation.TargetMethod.DeclaringSyntaxReferences.IsEmpty || invocation.TargetMethod.MethodKind == MethodKind.DelegateInvoke;
        _state.Mutate(root => touched.Contains(root) || (isOwnCode && Facts.IsMember(root)));
    }

    private void Touch(IOperation? part, HashSet<object> touched)
    {
        if (part?.Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String })
        {
            scope.AddNames(part, touched);
        }
    }

    private static bool IsPureMethod(IMethodSymbol method) =>
        method.ContainingType?.SpecialType == SpecialType.System_String
        || method.Name is "Contains" or "ContainsKey" or "TryGetValue" or "Equals"
        || method is { ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } };

    private static bool IsList(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "List", Arity: 1, ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } };

    private static ITypeSymbol? ElementType(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Arity: 1 } named => named.TypeArguments[0],
        _ => null,
    };
}
