using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <content>Reading and assigning variables and members.</content>
internal sealed partial class Interpreter
{
    private AbstractValue Read(IPropertyReferenceOperation property)
    {
        AbstractValue instance = Evaluate(property.Instance);
        foreach (IArgumentOperation argument in property.Arguments)
        {
            _state.Escape(Evaluate(argument.Value));
        }

        if (_state.Find(instance) is not { } found)
        {
            Threw();
            return AbstractValue.Unknown;
        }

        if (found.Model is null)
        {
            if (property.Property.Name is not ("Count" or "Length" or "Capacity"))
            {
                _state.Escape(instance);
            }

            return AbstractValue.Unknown;
        }

        AbstractValue value = _state.Live(found.Member(property.Property.Name));
        bool isSurelyNull = value.Kind == AbstractValueKind.Null && !FlowState.IsSummary(instance.Id) && found.Model.Requires(property.Property.Name);
        return value.Kind == AbstractValueKind.Refused || (value.Kind == AbstractValueKind.Null && !isSurelyNull) ? AbstractValue.Unknown : value;
    }

    private AbstractValue Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef)
        {
            _state.Escape(Evaluate(assignment.Value));
            AssignTo(assignment.Value, AbstractValue.Unknown);
            return AbstractValue.Unknown;
        }

        AbstractValue value = Evaluate(assignment.Value);
        AssignTo(assignment.Target, value);
        return _state.Live(value);
    }

    private void AssignTo(IOperation target, AbstractValue value)
    {
        switch (target)
        {
            case IConversionOperation conversion:
                AssignTo(conversion.Operand, value);
                break;
            case IFlowCaptureReferenceOperation capture when scope.Captured(capture.Id) is { } place:
                AssignTo(place, value);
                break;
            case ILocalReferenceOperation local:
                AssignVariable(local.Local, local.Local.IsRef, value);
                break;
            case IParameterReferenceOperation parameter:
                AssignVariable(parameter.Parameter, parameter.Parameter.RefKind != RefKind.None, value);
                break;
            case IDeclarationExpressionOperation declaration:
                AssignTo(declaration.Expression, value);
                break;
            case IPropertyReferenceOperation property:
                AssignMember(property, value);
                break;
            case IDiscardOperation:
                break;
            default:
                if (target is IMemberReferenceOperation member)
                {
                    Changed(member.Member);
                }

                EvaluateParts(target);
                _state.Escape(value);
                break;
        }
    }

    private void AssignVariable(ISymbol variable, bool isReference, AbstractValue value)
    {
        Changed(variable);
        if (!scope.IsOwn(variable) || isReference)
        {
            _state.Escape(value);
            value = AbstractValue.Unknown;
        }

        _state.SetVariable(variable, value.Kind == AbstractValueKind.Null && !HoldsModel(variable) ? AbstractValue.Unknown : value);
    }

    private void Changed(object root)
    {
        if (!_state.Facts.IsEmpty)
        {
            _state.Mutate(root.Equals);
        }
    }

    /// <summary>
    /// Whether null is worth remembering. For texts and numbers it is not: too much code between the assignment and the use can
    /// have made sure that the variable is no longer null.
    /// </summary>
    private bool HoldsModel(ISymbol variable)
    {
        ITypeSymbol? type = (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;
        return symbols.Model(type) is not null || symbols.Model(ElementType(type)) is not null;
    }

    private void AssignMember(IPropertyReferenceOperation target, AbstractValue value)
    {
        AbstractValue instance = Evaluate(target.Instance);
        foreach (IArgumentOperation argument in target.Arguments)
        {
            _state.Escape(Evaluate(argument.Value));
        }

        if (!_state.Facts.IsEmpty)
        {
            HashSet<object> changed = [target.Property];
            if (target.Instance is { } owner)
            {
                scope.AddNames(owner, changed);
            }

            _state.Mutate(changed.Contains);
        }

        if (_state.Find(instance) is not { Model: not null } found)
        {
            // An indexer of a list replaces an element: which one cannot be told.
            _state.Escape(instance);
            _state.Escape(value);
            return;
        }

        if (!ApiModel.IsPlain(target.Property))
        {
            _state.Escape(instance);
            _state.Escape(value);
            return;
        }

        if (FlowState.IsSummary(instance.Id))
        {
            _state.Escape(value);
            value = AbstractValue.Unknown;
        }

        _state.Objects[instance.Id] = found.WithMember(target.Property.Name, _state.Live(value));
    }
}
