using System.Collections.Immutable;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <content>Making objects, and losing sight of them.</content>
internal sealed partial class Interpreter
{
    private Value Create(IObjectCreationOperation creation)
    {
        if (context.Symbols.Model(creation.Type) is { } model && creation.Initializer is null && ApiModel.StartsEmpty(creation.Constructor))
        {
            return Track(model, creation.Syntax);
        }

        if (IsList(creation.Type) && context.Symbols.Model(ElementType(creation.Type)) is not null && creation.Initializer is null)
        {
            Value list = Track(null, creation.Syntax);
            foreach (IArgumentOperation argument in creation.Arguments)
            {
                AddElements(list, Evaluate(argument.Value));
            }

            return list;
        }

        int[] roots = [];
        List<Value> values = [];
        List<(IArgumentOperation Argument, Value Value)> arguments = [];
        foreach (IOperation part in creation.ChildOperations)
        {
            Value value = Evaluate(part is IArgumentOperation argument ? argument.Value : part);
            roots = Body.Union(roots, _body.Roots(value));
            Escape(value);
            values.Add(value);
            if (part is IArgumentOperation given)
            {
                arguments.Add((given, value));
            }
        }

        if (creation.Constructor is { } constructor && !CallKnowledge.IsPlain(constructor.ContainingType))
        {
            Construct(constructor, arguments, roots);
        }

        Value made = Made(creation.Type, roots);
        GiveMembers(made.Single!.Term!, creation, values);
        return made;
    }

    /// <summary>A constructor is a call like others: it may throw, and may check what it is given.</summary>
    private void Construct(IMethodSymbol constructor, List<(IArgumentOperation Argument, Value Value)> arguments, int[] roots)
    {
        Throws throws = context.Calls.ThrowsOf(constructor, context.Cancellation);
        Demands demands = context.Calls.DemandsOf(constructor, context.Cancellation);
        bool isSettled = arguments.Exists(static one => IsSettled(one.Argument.Value, one.Value));
        int call = _body.NewRoot();
        Meet(demands, arguments, throws, roots, isSettled, isRun: true, call);
        if (!demands.IsWhole && (throws.IsOfPlatform || (CallKnowledge.IsSource(constructor) && !throws.IsNothing)))
        {
            CameBack(roots, isSettled, call);
        }
    }

    private Value CreateList(IOperation operation, IEnumerable<IOperation> elements, ITypeSymbol? elementType)
    {
        if (context.Symbols.Model(elementType) is null)
        {
            int[] roots = [];
            foreach (IOperation element in operation.ChildOperations)
            {
                Value value = Evaluate(element);
                roots = Body.Union(roots, _body.Roots(value));
                Escape(value);
            }

            return Something(operation.Type, roots);
        }

        Value list = Track(null, operation.Syntax);
        foreach (IOperation element in elements)
        {
            AddElements(list, Evaluate(element));
        }

        return list;
    }

    private Value Track(ApiModel? model, SyntaxNode place, object? site = null)
    {
        TrackedObject tracked = _body.ObjectAt(site ?? place, model, place, out bool isAgain);
        if (isAgain)
        {
            Replace(tracked);
        }

        State.Store = Store.Set(State.Store, _body.Presence(tracked.Id).Number, _body.True);
        if (model is not null)
        {
            Unset(tracked, model.Required, _body.Null);
            Unset(tracked, model.Parts, _body.ImpliedNull);
        }

        return _body.Of(tracked);
    }

    private void Unset(TrackedObject tracked, ImmutableArray<IPropertySymbol> properties, Value value)
    {
        foreach (IPropertySymbol property in properties)
        {
            tracked.Members.Add(property.Name);
            State.Store = Store.Set(State.Store, _body.Member(tracked.Id, property.Name).Number, value);
        }
    }

    /// <summary>Whatever holds the object that an earlier pass of a loop has made in the same place holds something unknown from now on.</summary>
    private void Replace(TrackedObject tracked)
    {
        Value unknown = Made(tracked.Model?.Type, []);
        foreach (int holder in tracked.Holders)
        {
            if (Store.Get(State.Store, holder) is { } value && value.Cases.Any(one => one.Leaf.Id == tracked.Id))
            {
                State.Store = Store.Set(State.Store, holder, Choose(value, leaf => leaf.Id == tracked.Id ? unknown : new Value(leaf)));
            }
        }

        foreach (int element in tracked.Elements)
        {
            State.Store = Store.Remove(State.Store, _body.Element(tracked.Id, element).Number);
        }

        foreach (string member in tracked.Members)
        {
            State.Store = Store.Remove(State.Store, _body.Member(tracked.Id, member).Number);
        }
    }

    /// <summary>Keeps a value in a place.</summary>
    private void Hold(Place place, Value value)
    {
        foreach ((Leaf leaf, _) in value.Cases)
        {
            if (leaf.Kind == LeafKind.Object)
            {
                _body.Object(leaf.Id).Holders.Add(place.Number);
            }
        }

        State.Store = Store.Set(State.Store, place.Number, value);
    }

    /// <summary>Puts an object into a list, or the objects of another list.</summary>
    private void AddElements(Value lists, Value added)
    {
        foreach ((Leaf list, int when) in lists.Cases)
        {
            foreach ((Leaf leaf, int also) in added.Cases)
            {
                int both = _conditions.And(when, also);
                if (both == Conditions.Never || leaf.Kind != LeafKind.Object)
                {
                    Escape(new Value(leaf));
                    continue;
                }

                if (list.Kind != LeafKind.Object || !IsFollowed(list.Id))
                {
                    Escape(leaf.Id);
                }
                else if (_body.Object(leaf.Id).Model is not null)
                {
                    AddElement(list.Id, leaf.Id, both);
                }
                else
                {
                    foreach (int element in _body.Object(leaf.Id).Elements.ToArray())
                    {
                        Value? holds = Store.Get(State.Store, _body.Element(leaf.Id, element).Number);
                        AddElement(list.Id, element, holds is null ? Conditions.Never : _conditions.And(both, Truth(holds)));
                    }
                }
            }
        }
    }

    private void AddElement(int list, int element, int when)
    {
        if (when != Conditions.Never)
        {
            _body.Object(list).Elements.Add(element);
            Place place = _body.Element(list, element);
            _body.Object(element).Holders.Add(place.Number);
            int before = Store.Get(State.Store, place.Number) is { } holds ? Truth(holds) : Conditions.Never;
            State.Store = Store.Set(State.Store, place.Number, _body.Of(_conditions.Or(before, when)));
        }
    }

    private bool IsFollowed(int id) => ReferenceEquals(Store.Get(State.Store, _body.Presence(id).Number), _body.True);

    /// <summary>Loses sight of the objects that a value may be, because others can now change them.</summary>
    private void Escape(Value value)
    {
        foreach (int id in Escapes.Objects(value))
        {
            Escape(id);
        }
    }

    private void Escape(int id) => State.Store = Escapes.From(_body, State.Store, id);

    private Value Convert(IConversionOperation conversion)
    {
        Value operand = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is not null)
        {
            Escape(operand);
            Threw(Throws.Platform, _body.Roots(operand));
            return Unknown(conversion.Type, _body.Roots(operand));
        }

        if (conversion.IsTryCast)
        {
            return Choose(operand, leaf => leaf.Kind == LeafKind.Term
                ? _body.Of(_body.Computed("as" + Body.Text(_body.Number(conversion.Type!)), conversion.Type, [leaf.Term!], []))
                : new Value(leaf));
        }

        return conversion.Type is null || conversion.Conversion is { IsNumeric: false } or { IsImplicit: true }
            ? operand
            : Choose(operand, leaf => leaf.Kind == LeafKind.Term
                ? _body.Of(_body.Computed("to" + Body.Text(_body.Number(conversion.Type!)), conversion.Type, [leaf.Term!], []))
                : leaf.Constant is not null ? Unknown(conversion.Type) : new Value(leaf));
    }

    private Value Choose(Value value, Func<Leaf, Value> change)
    {
        Value? changed = null;
        foreach ((Leaf leaf, int when) in value.Cases)
        {
            Value mine = change(leaf);
            changed = changed is null ? mine : _body.Choose(when, mine, changed);
        }

        return changed ?? Unknown(null);
    }

    private Value MakeFunction(IFlowAnonymousFunctionOperation function)
    {
        int[] roots = [];
        foreach (ISymbol variable in context.Variables.CapturedBy(function.Syntax))
        {
            if (Store.Get(State.Store, _body.Variable(variable).Number) is { } value)
            {
                roots = Body.Union(roots, _body.Roots(value));
                Escape(value);
            }
            else
            {
                roots = Body.Union(roots, [Body.Captured]);
            }
        }

        walker.Enter(function, State);
        Value made = Something(function.Type, roots);
        made.Single!.Term!.Function = function.Syntax;
        return made;
    }

    private Value Import(SyntaxNode place, FactoryResult result, List<(IArgumentOperation Argument, Value Value)> arguments)
    {
        Dictionary<int, Value> imported = [];
        Stack<TrackedObject> open = new([result.Value]);
        while (open.Count > 0)
        {
            TrackedObject source = open.Pop();
            if (!imported.ContainsKey(source.Id))
            {
                imported[source.Id] = Track(source.Model, source.Creation, (place, source.Id));
                foreach (string name in source.Members)
                {
                    if (Store.Get(result.State.Store, result.Body.Member(source.Id, name).Number)?.Single is { Kind: LeafKind.Object, Id: var part })
                    {
                        open.Push(result.Body.Object(part));
                    }
                }

                foreach (int element in source.Elements)
                {
                    open.Push(result.Body.Object(element));
                }
            }
        }

        foreach (KeyValuePair<int, Value> pair in imported)
        {
            TrackedObject source = result.Body.Object(pair.Key);
            int target = pair.Value.Single!.Id;
            foreach (string name in source.Members)
            {
                if (Store.Get(result.State.Store, result.Body.Member(source.Id, name).Number) is { } member)
                {
                    Value value = member.Single is { Kind: LeafKind.Object, Id: var id } && imported.TryGetValue(id, out Value inner) ? inner : Import(result, member, arguments);
                    Hold(_body.Member(target, name), value);
                    _body.Object(target).Members.Add(name);
                }
            }

            foreach (int element in source.Elements)
            {
                AddElement(target, imported[element].Single!.Id, Conditions.Always);
            }
        }

        return imported[result.Value.Id];
    }

    /// <summary>What a factory gives a member: null, a constant, what it was given itself, or what it alone knows, such as one of several values.</summary>
    private Value Import(FactoryResult result, Value member, List<(IArgumentOperation Argument, Value Value)> arguments)
    {
        switch (member.Single)
        {
            case { Kind: LeafKind.Null }:
                return _body.Null;
            case { Constant: { } constant }:
                return _body.Constant(constant);
            case { Term: { } term }:
                foreach ((IArgumentOperation argument, Value value) in arguments)
                {
                    if (argument.Parameter is { } parameter && result.Body.Initial(parameter.OriginalDefinition, parameter.Type, []) == term)
                    {
                        return value;
                    }
                }

                break;
        }

        return Made(null, []);
    }

    private static bool IsList(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "List", Arity: 1, ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } };
}
