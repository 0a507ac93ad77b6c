using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>
/// Carries out operations on a path's knowledge. Whatever is not recognised makes the objects it touches unknown for good:
/// nothing is reported on a guess.
/// </summary>
internal sealed partial class Interpreter(FunctionScope scope, ApiSymbols symbols, Func<IMethodSymbol, FactoryResult?> factories)
{
    private readonly Dictionary<object, int> _numbers = [];
    private FlowState _state = new();
    private bool _isAsking;

    /// <summary>The path that is being followed.</summary>
    public FlowState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Is told of calls; null while paths are still being found.</summary>
    public IFlowObserver? Observer { get; set; }

    /// <summary>Is given the path at every point where an exception may leave it; null outside of try blocks.</summary>
    public Action<FlowState>? MayThrow { get; set; }

    /// <summary>Carries out an operation and gives its value.</summary>
    public AbstractValue Evaluate(IOperation? operation)
    {
        switch (operation)
        {
            case null:
                return AbstractValue.Unknown;
            case { ConstantValue: { HasValue: true, Value: null }, IsImplicit: false }:
                return AbstractValue.Null;
            case IDefaultValueOperation { IsImplicit: false, Type: { } type }:
                return CanBeNull(type) ? AbstractValue.Null : AbstractValue.Unknown;
            case IExpressionStatementOperation statement:
                return Evaluate(statement.Operation);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Evaluate(conversion.Operand);
            case ILocalReferenceOperation local:
                return scope.IsOwn(local.Local) ? _state.Variable(local.Local) : AbstractValue.Unknown;
            case IParameterReferenceOperation parameter:
                return scope.IsOwn(parameter.Parameter) ? _state.Variable(parameter.Parameter) : AbstractValue.Unknown;
            case IFlowCaptureReferenceOperation reference:
                return _state.Variable(reference.Id);
            case IFlowCaptureOperation capture:
                _state.SetVariable(capture.Id, Evaluate(capture.Value));
                return AbstractValue.Unknown;
            case IPropertyReferenceOperation property:
                return Read(property);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IArrayCreationOperation array:
                return CreateList(array, array.Initializer is { } initializer ? (IEnumerable<IOperation>)initializer.ElementValues : [], ElementType(array.Type));
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IIsNullOperation isNull:
                Evaluate(isNull.Operand);
                return AbstractValue.Unknown;
            case IBinaryOperation binary:
                Evaluate(binary.LeftOperand);
                Evaluate(binary.RightOperand);
                return AbstractValue.Unknown;
            case IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } } pattern:
                Evaluate(pattern.Value);
                return AbstractValue.Unknown;
            case IFlowAnonymousFunctionOperation:
                // What it uses of this function is known to be shared, and so never known.
                return AbstractValue.Unknown;
            case { Syntax: CollectionExpressionSyntax } when IsCollectionExpression(operation):
                return CreateList(operation, operation.ChildOperations, ElementType(operation.Type));
            default:
                return EvaluateParts(operation);
        }
    }

    /// <summary>Carries out a whole statement.</summary>
    public AbstractValue Run(IOperation? operation)
    {
        _state.Pinned.Clear();
        return Evaluate(operation);
    }

    /// <summary>Carries out a condition. What is called there is asked and not told to change anything.</summary>
    public void Ask(IOperation question)
    {
        _isAsking = true;
        Run(question);
        _isAsking = false;
    }

    /// <summary>What a condition must come to on this path; null when that is open.</summary>
    public bool? Outcome(Condition condition) =>
        condition.NullTested is { } operand && IsPure(operand)
            ? Evaluate(operand).Kind switch
            {
                AbstractValueKind.Null => !condition.IsNegated,
                AbstractValueKind.Object => condition.IsNegated,
                _ => null,
            }
            : null;

    private static bool IsPure(IOperation operation) => operation switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation => true,
        IConversionOperation { OperatorMethod: null } conversion => IsPure(conversion.Operand),
        IPropertyReferenceOperation { Arguments.Length: 0, Instance: { } instance } => IsPure(instance),
        _ => false,
    };

    private static bool CanBeNull(ITypeSymbol type) =>
        type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>
    /// Collection expressions have an operation of their own only in compilers newer than the oldest one supported; there they
    /// are an operation of no kind. Either way the elements are its children.
    /// </summary>
    private static bool IsCollectionExpression(IOperation operation) =>
        operation is not (IConversionOperation or IArgumentOperation or IInvalidOperation);

    private AbstractValue EvaluateParts(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            _state.Escape(Evaluate(child));
        }

        switch (operation)
        {
            case ICompoundAssignmentOperation compound:
                AssignTo(compound.Target, AbstractValue.Unknown);
                break;
            case IIncrementOrDecrementOperation step:
                AssignTo(step.Target, AbstractValue.Unknown);
                break;
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets }:
                AssignEach(targets);
                break;
        }

        if (operation is IAwaitOperation or IArrayElementReferenceOperation or IThrowOperation or IConversionOperation or IDynamicInvocationOperation)
        {
            Threw();
        }

        return AbstractValue.Unknown;
    }

    private void AssignEach(ITupleOperation targets)
    {
        foreach (IOperation target in targets.Elements)
        {
            if (target is ITupleOperation inner)
            {
                AssignEach(inner);
            }
            else
            {
                AssignTo(target is IDeclarationExpressionOperation declaration ? declaration.Expression : target, AbstractValue.Unknown);
            }
        }
    }

    private void Threw() => MayThrow?.Invoke(_state);

    /// <param name="place">A place in the source, or a number of objects at it.</param>
    private int Number(object place)
    {
        if (!_numbers.TryGetValue(place, out int number))
        {
            number = _numbers.Count * 2;
            _numbers[place] = number;
        }

        return number;
    }
}
