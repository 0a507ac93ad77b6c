using System.Runtime.CompilerServices;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <content>Reading and assigning variables and members.</content>
internal sealed partial class Interpreter
{
    /// <summary>The compiler's captures that stand for places, with what they stand for.</summary>
    private readonly Dictionary<int, IOperation> _places = [];

    /// <summary>Forgets the variables of a scope that is left.</summary>
    public void Leave(ControlFlowRegion region)
    {
        foreach (ILocalSymbol local in region.Locals)
        {
            State.Store = Store.Remove(State.Store, _body.Variable(local).Number);
        }

        foreach (CaptureId capture in region.CaptureIds)
        {
            State.Store = Store.Remove(State.Store, CapturePlace(capture).Number);
        }
    }

    public void SetVariable(ISymbol variable, Value value) => Hold(_body.Variable(variable), value);

    private Place CapturePlace(CaptureId id) => _body.PlaceOf("c" + Body.Text(_number) + "." + Body.Text(id.GetHashCode()), PlaceKind.Variable, 0);

    private Value ReadVariable(ISymbol variable, ITypeSymbol? type)
    {
        if (context.Variables.CanFollow(variable))
        {
            // What the function around it has made of the variable, somebody may have asked before this one was called.
            return Store.Get(State.Store, _body.Variable(variable).Number)
                ?? _body.Of(_body.OfCaptured(variable, type));
        }

        if (variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } })
        {
            (string version, int[] roots, int birth) = Version();
            return OfState(_body.Computed("p" + Body.Text(_body.Number(variable)) + version, type, [], Body.Union(roots, [Body.Surroundings]), birth), variable);
        }

        Term term = _body.NewTerm(type, Body.Union([Body.Captured], [_body.Root(variable)]));
        term.IsSettled = true;
        return _body.Of(term);
    }

    private void Capture(IFlowCaptureOperation capture)
    {
        Place place = CapturePlace(capture.Id);
        if (!_targets.Contains(capture.Id))
        {
            Hold(place, Evaluate(capture.Value));
            return;
        }

        // What is kept is the place: the object whose member it is.
        _places[capture.Id.GetHashCode()] = capture.Value;
        Value owner = capture.Value is IMemberReferenceOperation { Instance: { } instance } ? Evaluate(instance) : _body.Null;
        Hold(place, owner);
    }

    private Value ReadCapture(IFlowCaptureReferenceOperation reference)
    {
        Value? kept = Store.Get(State.Store, CapturePlace(reference.Id).Number);
        if (!_targets.Contains(reference.Id) || !_places.TryGetValue(reference.Id.GetHashCode(), out IOperation place))
        {
            return kept ?? Unknown(reference.Type, [Body.Captured]);
        }

        return place is IPropertyReferenceOperation property && kept is not null ? Read(property, kept) : Evaluate(place);
    }

    private Value Read(IPropertyReferenceOperation property)
    {
        Value instance = property.Instance is null ? _body.Null : Evaluate(property.Instance);
        if (property.Arguments.IsEmpty)
        {
            return Read(property, instance);
        }

        int[] roots = _body.Roots(instance);
        List<Term> parts = [TermOf(instance)!];
        foreach (IArgumentOperation argument in property.Arguments)
        {
            Value value = Evaluate(argument.Value);
            roots = Body.Union(roots, _body.Roots(value));
            Escape(value);
            parts.Add(TermOf(value)!);
        }

        Escape(instance);
        Threw(IsPlatform(property.Property) ? Throws.Memory : Throws.Anything, roots);
        (string version, int[] more, int birth) = Version();
        return OfState(_body.Computed("[]" + version, property.Type, parts.ToArray(), Body.Union(roots, more), birth), null);
    }

    private Value Read(IPropertyReferenceOperation property, Value instance)
    {
        if (property.Property.ContainingType?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            // A nullable value with something in it is that something.
            return property.Property.Name == "HasValue" ? _body.Of(_conditions.Not(IsNull(instance))) : instance;
        }

        if (Escapes.Objects(instance).Any(id => IsFollowed(id) && _body.Object(id).Model is not null) && !IsKept(property.Property))
        {
            // Somebody's own property asks the object, as a method does that is given it.
            Escape(instance);
        }

        Value? read = null;
        int known = Conditions.Never;
        foreach ((Leaf leaf, int when) in instance.Cases)
        {
            if (leaf.Kind == LeafKind.Object && IsFollowed(leaf.Id) && _body.Object(leaf.Id).Model is not null)
            {
                Value member = Member(leaf.Id, property.Property.Name) is { } kept ? Elsewhere(kept) : ReadTerm(property, _body.Object(leaf.Id).Term);
                read = read is null ? member : _body.Choose(when, member, read);
                known = _conditions.Or(known, when);
            }
            else if (leaf.Term?.Members is { } members && members.TryGetValue(property.Property.OriginalDefinition, out Value given))
            {
                read = read is null ? given : _body.Choose(when, given, read);
                known = _conditions.Or(known, when);
            }
        }

        if (known == Conditions.Always)
        {
            return read!;
        }

        Value other = ReadTerm(property, property.Property.IsStatic ? null : instance.Single is { } ? TermOf(instance) : Rest(instance));
        return read is null ? other : _body.Choose(known, read, other);
    }

    /// <summary>The part of a value that is not followed.</summary>
    private Term? Rest(Value instance)
    {
        List<(Leaf Leaf, int When)> terms = instance.Cases.Where(static one => one.Leaf.Kind == LeafKind.Term).ToList();
        return terms.Count == 1 ? terms[0].Leaf.Term : TermOf(instance);
    }

    private Value ReadTerm(IPropertyReferenceOperation reference, Term? owner)
    {
        IPropertySymbol property = reference.Property;
        if (owner?.Objects().Any() == true)
        {
            // It may be an object that is followed, whose members are known where it is named.
            return Settled(reference.Type, owner.Roots);
        }

        bool isSize = property.Name is "Length" or "Count" && property.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;

        // A structure that is not read-only may change in its place: the enumerator of a list gives another item in each pass.
        bool isFixed = owner?.Type is { SpecialType: SpecialType.System_String } or { IsValueType: true, IsReadOnly: true } or IArrayTypeSymbol;
        (string version, int[] roots, int birth) = isFixed ? ("", [], 0) : Version();
        if (owner is null || reference.Instance is IInstanceReferenceOperation)
        {
            roots = Body.Union(roots, [Body.Surroundings]);
        }

        if (CallKnowledge.IsVerdict(property.Name))
        {
            roots = [Body.Everything];
        }

        Term term = _body.Computed("." + Body.Text(_body.Number(property.OriginalDefinition)) + version, reference.Type, owner is null ? [] : [owner], roots, birth);
        term.IsSize |= isSize;
        term.IsHardlyNull |= property.DeclaringSyntaxReferences.IsEmpty && CallKnowledge.IsSaidToBeSomething(property.Type);
        return isFixed ? _body.Of(term) : OfState(term, property);
    }

    private Value ReadField(IFieldReferenceOperation field)
    {
        Value? instance = field.Instance is null ? null : Evaluate(field.Instance);
        bool isFixed = field.Field.IsReadOnly || field.Field.ContainingType is { IsTupleType: true };
        (string version, int[] roots, int birth) = isFixed ? ("", [], 0) : Version();
        if (instance is null || field.Instance is IInstanceReferenceOperation)
        {
            roots = Body.Union(roots, [Body.Surroundings]);
        }

        Term[] parts = instance is null ? [] : [TermOf(instance)!];
        return OfState(_body.Computed("." + Body.Text(_body.Number(field.Field.OriginalDefinition)) + version, field.Type, parts, roots, birth), field.Field);
    }

    private Value Assign(ISimpleAssignmentOperation assignment)
    {
        Value value = Evaluate(assignment.Value);
        if (assignment.IsRef)
        {
            Escape(value);
            return Unknown(assignment.Type);
        }

        AssignTo(assignment.Target, value);
        return value;
    }

    private Value AssignCompound(ICompoundAssignmentOperation assignment)
    {
        Value before = assignment.Target is IFlowCaptureReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation
            ? Evaluate(assignment.Target)
            : Unknown(assignment.Target.Type);
        Value value = Evaluate(assignment.Value);
        Value after = assignment.OperatorMethod is null && assignment.OperatorKind is BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr && assignment.Type?.SpecialType == SpecialType.System_Boolean
            ? _body.Of(Combine(assignment.OperatorKind, Truth(before), Truth(value)))
            : Calculate(assignment.OperatorKind, assignment.Type, before, value);
        AssignTo(assignment.Target, after);
        return after;
    }

    private Value Count(IIncrementOrDecrementOperation count)
    {
        Value before = Evaluate(count.Target);
        Value after = Calculate(count.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, count.Type, before, _body.Constant(1L));
        AssignTo(count.Target, after);
        return count.IsPostfix ? before : after;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation assignment)
    {
        IOperation target = assignment.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : assignment.Target;
        Deconstruct(target, assignment.Value);
        return Unknown(assignment.Type);
    }

    private void Deconstruct(IOperation target, IOperation source)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (target is not ITupleOperation targets)
        {
            AssignTo(target, Evaluate(source));
            return;
        }

        if (source.WithoutConversions() is ITupleOperation tuple && tuple.Elements.Length == targets.Elements.Length)
        {
            Value[] values = [.. tuple.Elements.Select(element => element is ITupleOperation ? Unknown(null, _body.Roots(Evaluate(element))) : Evaluate(element))];
            for (int index = 0; index < values.Length; index++)
            {
                AssignPart(targets.Elements[index], values[index]);
            }

            return;
        }

        Value whole = Evaluate(source);
        Escape(whole);
        AssignPart(targets, Unknown(null, _body.Roots(whole)));
    }

    /// <summary>Assigns a part of a whole: what comes from one whole belongs together.</summary>
    private void AssignPart(IOperation target, Value value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (target is IDeclarationExpressionOperation declaration)
        {
            target = declaration.Expression;
        }

        if (target is not ITupleOperation targets)
        {
            AssignTo(target, value);
            return;
        }

        Escape(value);
        foreach (IOperation part in targets.Elements)
        {
            AssignPart(part, Unknown(part.Type, _body.Roots(value)));
        }
    }

    private void AssignTo(IOperation target, Value value)
    {
        switch (target)
        {
            case IConversionOperation conversion:
                AssignTo(conversion.Operand, value);
                break;
            case IFlowCaptureReferenceOperation capture when _places.TryGetValue(capture.Id.GetHashCode(), out IOperation place):
                Value? owner = Store.Get(State.Store, CapturePlace(capture.Id).Number);
                if (place is IPropertyReferenceOperation { Arguments.IsEmpty: true } kept && owner is not null)
                {
                    AssignMember(kept, owner, value);
                }
                else
                {
                    AssignTo(place, value);
                }

                break;
            case ILocalReferenceOperation local:
                AssignVariable(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                AssignVariable(parameter.Parameter, value);
                break;
            case IDeclarationExpressionOperation declaration:
                AssignTo(declaration.Expression, value);
                break;
            case IPropertyReferenceOperation { Arguments.IsEmpty: true } property:
                AssignMember(property, property.Instance is null ? _body.Null : Evaluate(property.Instance), value);
                break;
            case IDiscardOperation:
                break;
            default:
                if (target is IMemberReferenceOperation member)
                {
                    _body.Touch(_body.Number(member.Member.OriginalDefinition));
                }

                EvaluateParts(target);
                Escape(value);
                Changed();
                break;
        }
    }

    private void AssignVariable(ISymbol variable, Value value)
    {
        if (!context.Variables.CanFollow(variable))
        {
            Escape(value);
            _body.Touch(_body.Number(variable));
            Changed();
            return;
        }

        if (context.Variables.IsInLocalFunction(variable))
        {
            Escape(value);
        }

        SetVariable(variable, value);
    }

    private void AssignMember(IPropertyReferenceOperation target, Value instance, Value value)
    {
        bool isOther = instance.Cases.Count == 0;
        foreach ((Leaf leaf, int when) in instance.Cases)
        {
            if (leaf.Kind != LeafKind.Object || !IsFollowed(leaf.Id) || _body.Object(leaf.Id) is not { Model: { } model } owner)
            {
                isOther |= leaf.Term is { } made && GiveMember(made, target.Property, value) ? Escapes.Objects(value).Any() : !leaf.IsNull || target.Property.IsStatic;
            }
            else if (!ApiModel.IsPlain(target.Property))
            {
                Escape(leaf.Id);
                isOther = true;
            }
            else
            {
                SetMember(owner, model, target.Property.Name, when, value);
            }
        }

        if (isOther)
        {
            Escape(value);
            AssignPerhaps(instance, target.Property, value);
            Touch(instance);
            _body.Touch(_body.Number(target.Property.OriginalDefinition));
            Changed();
        }
    }

    /// <summary>Gives a member to the objects that a value may be without being known to: each has it, or not.</summary>
    private void AssignPerhaps(Value instance, IPropertySymbol property, Value value)
    {
        foreach (Term term in instance.Cases.Select(static one => one.Leaf.Term).OfType<Term>())
        {
            foreach (int id in term.Objects().Distinct().Where(IsFollowed))
            {
                TrackedObject tracked = _body.Object(id);
                if (term.MayBe.Contains(id) && ApiModel.IsPlain(property) && tracked.Model is { } model && SymbolEqualityComparer.Default.Equals(model.Type, property.ContainingType))
                {
                    SetMember(tracked, model, property.Name, _conditions.Of(_body.NewQuestion(QuestionKind.Either, []).Number), value);
                }
                else
                {
                    Escape(id);
                }
            }
        }
    }

    private void SetMember(TrackedObject owner, ApiModel model, string name, int when, Value value)
    {
        Place place = _body.Member(owner.Id, name);
        Value? before = Store.Get(State.Store, place.Number);
        bool holdsObjects = value.Cases.Any(static one => one.Leaf.Kind == LeafKind.Object);
        if (!model.Requires(name) && !model.HasPart(name) && !holdsObjects)
        {
            // Of other members only what they refer to matters.
            State.Store = when == Conditions.Always || before is null
                ? Store.Remove(State.Store, place.Number)
                : Store.Set(State.Store, place.Number, _body.Choose(when, Unknown(null), before));
            return;
        }

        owner.Members.Add(name);
        Value after = when == Conditions.Always ? value : _body.Choose(when, value, before ?? Unknown(null));
        Hold(place, after);
    }

    /// <summary>Whether reading a property of a request does nothing but give what was put there: it is the service's, and not one that somebody computes, be it in a part, a base, an interface or an extension of the class.</summary>
    private bool IsKept(IPropertySymbol property) =>
        property is { IsStatic: false, SetMethod: not null } && context.Symbols.Model(property.ContainingType) is not null && ApiModel.IsPlain(property);

    /// <summary>What a member held, for another place: there it was never refused, it only comes from something that was.</summary>
    private Value Elsewhere(Value member) => member.Cases.Any(static one => one.Leaf.Kind == LeafKind.Refused)
        ? Choose(member, one => one.Kind == LeafKind.Refused ? _body.PerhapsRefused : new Value(one))
        : member;

    private Value? Member(int id, string name) => Store.Get(State.Store, _body.Member(id, name).Number);

    private static bool IsPlatform(ISymbol symbol) => symbol.DeclaringSyntaxReferences.IsEmpty && symbol.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == true;
}
