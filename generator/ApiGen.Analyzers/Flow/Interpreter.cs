using System.Runtime.CompilerServices;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>
/// Carries out operations on what is known. Whatever is not recognised makes the objects it touches unknown for good: nothing is
/// reported on a guess.
/// </summary>
internal sealed partial class Interpreter(FlowContext context, ControlFlowGraph graph, Walker walker)
{
    private readonly Body _body = context.Body;
    private readonly Conditions _conditions = context.Body.Conditions;
    private readonly CaptureTargets _targets = new(graph);
    private readonly int _number = context.NewNumber();

    /// <summary>The path that is being followed.</summary>
    public FlowState State { get; set; } = new(Conditions.Always, null);

    /// <summary>Carries out an operation and gives its value.</summary>
    public Value Evaluate(IOperation? operation)
    {
        if (operation is null)
        {
            return Unknown(null);
        }

        context.Step();
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return OfConstant(constant, operation.WithoutConversions());
        }

        Value value = EvaluateKind(operation);
        if (operation.IsUnresolved())
        {
            foreach (IOperation part in operation.ChildOperations)
            {
                Asked(part);
            }

            Threw(Throws.Unresolved);
        }

        return value;
    }

    /// <summary>By kind, because a chain of type tests takes several times as long and every operation comes by.</summary>
    private Value EvaluateKind(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (operation.Kind)
        {
            case OperationKind.DefaultValue:
                return operation is { IsImplicit: true, Type: { } type } && CanBeNull(type) ? _body.ImpliedNull : Default(operation.Type);
            case OperationKind.ExpressionStatement:
                return Evaluate(((IExpressionStatementOperation)operation).Operation);
            case OperationKind.Conversion:
                return Convert((IConversionOperation)operation);
            case OperationKind.LocalReference:
                return ReadVariable(((ILocalReferenceOperation)operation).Local, operation.Type);
            case OperationKind.ParameterReference:
                return ReadVariable(((IParameterReferenceOperation)operation).Parameter, operation.Type);
            case OperationKind.FlowCaptureReference:
                return ReadCapture((IFlowCaptureReferenceOperation)operation);
            case OperationKind.FlowCapture:
                Capture((IFlowCaptureOperation)operation);
                return Unknown(null);
            case OperationKind.PropertyReference:
                return Read((IPropertyReferenceOperation)operation);
            case OperationKind.FieldReference:
                return ReadField((IFieldReferenceOperation)operation);
            case OperationKind.SimpleAssignment:
                return Assign((ISimpleAssignmentOperation)operation);
            case OperationKind.CompoundAssignment:
                return AssignCompound((ICompoundAssignmentOperation)operation);
            case OperationKind.Increment:
            case OperationKind.Decrement:
                return Count((IIncrementOrDecrementOperation)operation);
            case OperationKind.DeconstructionAssignment:
                return Deconstruct((IDeconstructionAssignmentOperation)operation);
            case OperationKind.ObjectCreation:
                return Create((IObjectCreationOperation)operation);
            case OperationKind.ArrayCreation:
                var array = (IArrayCreationOperation)operation;
                return CreateList(array, array.Initializer is { } initializer ? (IEnumerable<IOperation>)initializer.ElementValues : [], ElementType(array.Type));
            case OperationKind.Invocation:
                return Invoke((IInvocationOperation)operation);
            case OperationKind.TranslatedQuery:
                return Evaluate(((ITranslatedQueryOperation)operation).Operation);
            case OperationKind.Await:
                return Await((IAwaitOperation)operation);
            case OperationKind.IsNull:
                return _body.Of(IsNull(Evaluate(((IIsNullOperation)operation).Operand)));
            case OperationKind.Binary:
                return EvaluateBinary((IBinaryOperation)operation);
            case OperationKind.Unary when operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return _body.Of(_conditions.Not(Truth(Evaluate(not.Operand))));
            case OperationKind.IsPattern:
                var match = (IIsPatternOperation)operation;
                return _body.Of(Matches(Evaluate(match.Value), match.Value.Type, match.Pattern));
            case OperationKind.IsType:
                var test = (IIsTypeOperation)operation;
                return _body.Of(IsOfType(Evaluate(test.ValueOperand), test.ValueOperand.Type, test.TypeOperand));
            case OperationKind.InstanceReference:
                return _body.Of(This(operation.Type));
            case OperationKind.FlowAnonymousFunction:
                return MakeFunction((IFlowAnonymousFunctionOperation)operation);
            case OperationKind.DelegateCreation when operation is IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation lambda }:
                return MakeFunction(lambda);
            case OperationKind.MethodReference when operation is IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction }:
                return Unknown(operation.Type);
            default:
                return operation.Syntax is CollectionExpressionSyntax && IsCollectionExpression(operation) ? CreateList(operation, operation.ChildOperations, ElementType(operation.Type))
                    : operation is { Syntax: SpreadElementSyntax, ChildOperations.Count: 1 } ? Evaluate(operation.ChildOperations.First())
                    : EvaluateParts(operation);
        }
    }

    /// <summary>The condition under which a truth value is true.</summary>
    public int Truth(Value value)
    {
        int truth = Conditions.Never;
        foreach ((Leaf leaf, int when) in value.Cases)
        {
            int mine = leaf.Kind switch
            {
                LeafKind.Constant => leaf.Constant is true ? Conditions.Always : Conditions.Never,
                LeafKind.Term when leaf.Term!.CanBeNull => _body.Ask(QuestionKind.Equals, leaf.Term, true),
                LeafKind.Term => _body.Ask(QuestionKind.IsTrue, leaf.Term!),
                _ => Conditions.Never,
            };
            truth = _conditions.Or(truth, _conditions.And(when, mine));
        }

        return truth;
    }

    /// <summary>Goes on only where a condition holds.</summary>
    public void Require(int condition) => State.Reach = _conditions.And(State.Reach, condition);

    public static bool CanBeNull(ITypeSymbol type) =>
        type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.TypeKind == TypeKind.TypeParameter;

    private Value Unknown(ITypeSymbol? type, int[]? roots = null) => _body.Of(_body.NewTerm(type, roots ?? []));

    private Value Something(ITypeSymbol? type, int[] roots)
    {
        Term term = _body.NewTerm(type, roots);
        term.IsSomething = true;
        return _body.Of(term);
    }

    /// <summary>A value that the source has settled in a way that is not seen here.</summary>
    private Value Settled(ITypeSymbol? type, int[] roots)
    {
        Term term = _body.NewTerm(type, roots);
        term.IsSettled = true;
        return _body.Of(term);
    }

    /// <summary>A thing of which the source has just settled what is in it.</summary>
    private Value Made(ITypeSymbol? type, int[] roots)
    {
        Term term = _body.NewTerm(type, roots);
        (term.IsSomething, term.IsSettled) = (true, true);
        return _body.Of(term);
    }

    /// <summary>What a variable of a type holds that was given nothing.</summary>
    private Value Default(ITypeSymbol? type) => type switch
    {
        { } some when CanBeNull(some) => _body.Null,
        { SpecialType: SpecialType.System_Boolean } => _body.False,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => _body.Constant(0L),
        _ => Unknown(type),
    };

    private Value OfConstant(object? constant, IOperation operation) => constant switch
    {
        null => operation.IsImplicit ? _body.ImpliedNull : _body.Null,
        bool truth => truth ? _body.True : _body.False,
        _ => _body.Constant(Normal(constant)),
    };

    /// <summary>Whole numbers of all types are one kind of constant.</summary>
    private static object Normal(object constant) => constant switch
    {
        int number => (long)number,
        short number => (long)number,
        byte number => (long)number,
        sbyte number => (long)number,
        ushort number => (long)number,
        uint number => (long)number,
        char number => (long)number,
        ulong number and <= long.MaxValue => (long)number,
        _ => constant,
    };

    /// <summary>
    /// Collection expressions have an operation of their own only in compilers newer than the oldest one supported; there they
    /// are an operation of no kind. Either way the elements are its children.
    /// </summary>
    private static bool IsCollectionExpression(IOperation operation) =>
        operation is not (IConversionOperation or IArgumentOperation or IInvalidOperation);

    private Term This(ITypeSymbol? type)
    {
        Term term = _body.Computed("this", type, [], [Body.Surroundings]);
        term.IsSomething = true;
        return term;
    }

    private Value EvaluateParts(IOperation operation)
    {
        int[] roots = [];
        foreach (IOperation child in operation.ChildOperations)
        {
            Value value = Evaluate(child);
            roots = Body.Union(roots, _body.Roots(value));
            Escape(value);
        }

        switch (operation.Kind)
        {
            case OperationKind.ArrayElementReference:
                Threw(Throws.Memory, roots);
                return ReadElement((IArrayElementReferenceOperation)operation);
            case OperationKind.DynamicInvocation:
                Changed();
                Threw(Throws.Anything, roots);
                break;
            case OperationKind.Tuple:
            case OperationKind.AnonymousObjectCreation:
            case OperationKind.With:
                return Made(operation.Type, roots);
            case OperationKind.CaughtException:
            case OperationKind.InterpolatedString:
            case OperationKind.DelegateCreation:
            case OperationKind.TypeOf:
                return Something(operation.Type, roots);
        }

        return Unknown(operation.Type, roots);
    }

    /// <summary>An element is the same each time that it is read, until something changes.</summary>
    private Value ReadElement(IArrayElementReferenceOperation element)
    {
        Term[]? parts = Terms([element.ArrayReference, .. element.Indices]);
        (string version, int[] roots, int birth) = Version();
        if (parts is null)
        {
            return Unknown(element.Type, roots);
        }

        Term read = _body.Computed("[]" + version, element.Type, parts, roots, birth);
        read.IsHardlyNull |= CallKnowledge.IsSaidToBeSomething(element.Type);
        return OfState(read, null);
    }

    /// <summary>The terms of operands that were evaluated before and have no effects; null when one is more than a term.</summary>
    private Term[]? Terms(IEnumerable<IOperation> operands)
    {
        List<Term> terms = [];
        foreach (IOperation operand in operands)
        {
            if (TermOf(Evaluate(operand)) is not { } term)
            {
                return null;
            }

            terms.Add(term);
        }

        return terms.ToArray();
    }

    /// <summary>A single term for a value; a constant counts as one.</summary>
    private Term? TermOf(Value value) => value.Single switch
    {
        { Kind: LeafKind.Term, Term: { } term } => term,
        { Kind: LeafKind.Object, Id: var id } => _body.Object(id).Term,
        { } leaf => _body.Computed("leaf" + Body.Text(leaf.Order), null, [], []),
        null => _body.Computed("cases" + string.Join(";", value.Cases.Select(static one => Body.Text(one.Leaf.Order) + ":" + Body.Text(one.When))), null, [], _body.Roots(value), _body.Birth(value)),
    };

    /// <summary>What tells whether anything that is not followed may have changed since.</summary>
    private (string Version, int[] Roots, int Birth) Version()
    {
        Value changes = Store.Get(State.Store, _body.Changes.Number)!;
        return changes.Single is { Constant: long time }
            ? ("@" + time, [], (int)time)
            : ("@" + Body.Text(TermOf(changes)!.Id), _body.Roots(changes), _body.Birth(changes));
    }

    /// <summary>Anything that is not followed may be another from here on.</summary>
    private void Changed() => State.Store = Store.Set(State.Store, _body.Changes.Number, _body.Constant((long)_body.NewTerm(null, []).Birth));

    /// <summary>The state of something is settled when the body has changed it.</summary>
    private Value OfState(Term term, ISymbol? member)
    {
        term.IsSettled |= (member is not null && _body.IsTouched(_body.Number(member.OriginalDefinition))) || term.Parts.Any(part => _body.IsTouched(part.Id));
        return _body.Of(term);
    }

    /// <summary>A call, or an assignment, may change what a value refers to.</summary>
    private void Touch(Value value)
    {
        foreach ((Leaf leaf, _) in value.Cases)
        {
            if (leaf.Kind == LeafKind.Object)
            {
                _body.Touch(_body.Object(leaf.Id).Term.Id);
            }
            else if (leaf.Term is { Type: null or { IsReferenceType: true, SpecialType: not SpecialType.System_String } } term && term.Type?.Name is not ("Task" or "ValueTask"))
            {
                _body.Touch(term.Id);
            }
        }
    }

    private void Threw(Throws throws, params int[] roots) => Threw(throws, roots, isDoubtful: false);

    /// <summary>Takes note of what may have been thrown. Where nobody knows what was done, nobody knows that anything after it ever is.</summary>
    private void Threw(Throws throws, int[] roots, bool isDoubtful)
    {
        walker.Raise(State, throws, roots, isDoubtful || throws.IsUnresolved);
        if (throws.IsUnresolved)
        {
            Require(_conditions.Of(_body.Unresolved.Number));
        }
    }

    private static ITypeSymbol? ElementType(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Arity: 1 } named => named.TypeArguments[0],
        _ => null,
    };
}
