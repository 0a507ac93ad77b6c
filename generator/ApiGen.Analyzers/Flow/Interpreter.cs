using System.Runtime.CompilerServices;
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
    public AbstractValue Evaluate(IOperation? operation) =>
        operation is null ? AbstractValue.Unknown
        : operation is { ConstantValue: { HasValue: true, Value: null }, IsImplicit: false } ? AbstractValue.Null
        : EvaluateKind(operation);

    /// <summary>By kind, because a chain of type tests takes several times as long and every operation of every path comes by.</summary>
    private AbstractValue EvaluateKind(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (operation.Kind)
        {
            case OperationKind.DefaultValue when operation is { IsImplicit: false, Type: { } type }:
                return CanBeNull(type) ? AbstractValue.Null : AbstractValue.Unknown;
            case OperationKind.ExpressionStatement:
                return Evaluate(((IExpressionStatementOperation)operation).Operation);
            case OperationKind.Conversion when operation is IConversionOperation { OperatorMethod: null } conversion:
                return Evaluate(conversion.Operand);
            case OperationKind.LocalReference:
                return ReadVariable(((ILocalReferenceOperation)operation).Local);
            case OperationKind.ParameterReference:
                return ReadVariable(((IParameterReferenceOperation)operation).Parameter);
            case OperationKind.FlowCaptureReference:
                return _state.Variable(((IFlowCaptureReferenceOperation)operation).Id);
            case OperationKind.FlowCapture:
                var capture = (IFlowCaptureOperation)operation;
                _state.SetVariable(capture.Id, Evaluate(capture.Value));
                return AbstractValue.Unknown;
            case OperationKind.PropertyReference:
                return Read((IPropertyReferenceOperation)operation);
            case OperationKind.SimpleAssignment:
                return Assign((ISimpleAssignmentOperation)operation);
            case OperationKind.ObjectCreation:
                return Create((IObjectCreationOperation)operation);
            case OperationKind.ArrayCreation:
                var array = (IArrayCreationOperation)operation;
                return CreateList(array, array.Initializer is { } initializer ? (IEnumerable<IOperation>)initializer.ElementValues : [], ElementType(array.Type));
            case OperationKind.Invocation:
                return Invoke((IInvocationOperation)operation);
            case OperationKind.IsNull:
                Evaluate(((IIsNullOperation)operation).Operand);
                return AbstractValue.Unknown;
            case OperationKind.Binary:
                return EvaluateOperands((IBinaryOperation)operation);
            case OperationKind.IsPattern when operation is IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } } pattern:
                Evaluate(pattern.Value);
                return AbstractValue.Unknown;
            case OperationKind.Literal:
            case OperationKind.InstanceReference:
                return AbstractValue.Unknown;
            case OperationKind.FlowAnonymousFunction:
                // What it uses of this function is known to be shared, and so never known.
                return AbstractValue.Unknown;
            default:
                return operation.Syntax is CollectionExpressionSyntax && IsCollectionExpression(operation)
                    ? CreateList(operation, operation.ChildOperations, ElementType(operation.Type))
                    : EvaluateParts(operation);
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

    /// <summary>A long chain, such as a text put together of thousands of pieces, is deep on its left side, deeper than a stack.</summary>
    private AbstractValue EvaluateOperands(IBinaryOperation binary)
    {
        Stack<IOperation> right = new();
        IOperation left = binary;
        while (left is IBinaryOperation inner)
        {
            right.Push(inner.RightOperand);
            left = inner.LeftOperand;
        }

        Evaluate(left);
        while (right.Count > 0)
        {
            Evaluate(right.Pop());
        }

        return AbstractValue.Unknown;
    }

    private AbstractValue ReadVariable(ISymbol variable) => scope.IsOwn(variable) ? _state.Variable(variable) : AbstractValue.Unknown;

    private AbstractValue EvaluateParts(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            _state.Escape(Evaluate(child));
        }

        switch (operation.Kind)
        {
            case OperationKind.CompoundAssignment:
                AssignTo(((ICompoundAssignmentOperation)operation).Target, AbstractValue.Unknown);
                break;
            case OperationKind.Increment:
            case OperationKind.Decrement:
                AssignTo(((IIncrementOrDecrementOperation)operation).Target, AbstractValue.Unknown);
                break;
            case OperationKind.DeconstructionAssignment when operation is IDeconstructionAssignmentOperation { Target: ITupleOperation targets }:
                AssignEach(targets);
                break;
            case OperationKind.Await:
            case OperationKind.ArrayElementReference:
            case OperationKind.Throw:
            case OperationKind.Conversion:
            case OperationKind.DynamicInvocation:
                Threw();
                break;
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
