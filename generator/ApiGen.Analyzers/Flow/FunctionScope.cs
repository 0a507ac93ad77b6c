using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>What is found out about one function's graph as a whole, apart from the path that is being followed.</summary>
/// <param name="graph">The function's graph.</param>
/// <param name="shared">The variables that a nested function uses too; see <see cref="SharedVariables"/>.</param>
internal sealed class FunctionScope(ControlFlowGraph graph, HashSet<ISymbol> shared)
{
    private readonly Dictionary<IOperation, ImmutableHashSet<object>> _roots = [];
    private readonly Dictionary<object, HashSet<IOperation>> _captures = [];
    private readonly Dictionary<ISymbol, HashSet<object>> _handlers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, HashSet<IOperation>> _sources = new(SymbolEqualityComparer.Default);
    private bool _isScanned;

    public ControlFlowGraph Graph { get; } = graph;

    /// <summary>Whether only this function can change a variable. A primary constructor's parameter is as good as a field.</summary>
    public bool IsOwn(ISymbol variable) =>
        !shared.Contains(variable) && variable is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };

    /// <summary>The place that a capture stands for, when it stands for one alone.</summary>
    public IOperation? Captured(CaptureId id)
    {
        Scan();
        return _captures.TryGetValue(id, out HashSet<IOperation> values) && values.Count == 1 ? values.First() : null;
    }

    /// <summary>Adds the variables and members that an expression names.</summary>
    public void AddNames(IOperation operation, HashSet<object> names)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            if (part.Kind == OperationKind.FlowCaptureReference && Captured(((IFlowCaptureReferenceOperation)part).Id) is { } value)
            {
                AddNames(value, names);
            }
            else if (Variable(part) is { } variable)
            {
                names.Add(variable);
            }
        }
    }

    /// <summary>The variables and members that a value depends on, also by way of the variables it was computed from.</summary>
    public ImmutableHashSet<object> Roots(IOperation operation)
    {
        if (!_roots.TryGetValue(operation, out ImmutableHashSet<object> known))
        {
            Scan();
            ImmutableHashSet<object>.Builder roots = ImmutableHashSet.CreateBuilder<object>();
            CollectRoots(operation, roots);
            _roots[operation] = known = roots.ToImmutable();
        }

        return known;
    }

    private void CollectRoots(IOperation operation, ImmutableHashSet<object>.Builder roots)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            switch (part.Kind)
            {
                case OperationKind.FlowCaptureReference:
                    CaptureId capture = ((IFlowCaptureReferenceOperation)part).Id;
                    if (roots.Add(capture) && _captures.TryGetValue(capture, out HashSet<IOperation> values))
                    {
                        foreach (IOperation value in values)
                        {
                            CollectRoots(value, roots);
                        }
                    }

                    break;
                case OperationKind.Invocation when part is IInvocationOperation { Arguments.Length: 0, Instance: null or IInstanceReferenceOperation } invocation:
                    roots.Add(invocation.TargetMethod);
                    break;
                case not (OperationKind.Conversion or OperationKind.DeclarationExpression) when Variable(part) is { } variable:
                    CollectVariable(variable, roots);
                    break;
            }
        }
    }

    private void CollectVariable(ISymbol variable, ImmutableHashSet<object>.Builder roots)
    {
        if (!roots.Add(variable))
        {
            return;
        }

        if (_handlers.TryGetValue(variable, out HashSet<object> handlers))
        {
            roots.UnionWith(handlers);
        }

        if (_sources.TryGetValue(variable, out HashSet<IOperation> sources))
        {
            foreach (IOperation source in sources)
            {
                CollectRoots(source, roots);
            }
        }
    }

    /// <summary>Looks at the whole function, once and only for a path that asks something: most ask nothing.</summary>
    private void Scan()
    {
        if (_isScanned)
        {
            return;
        }

        _isScanned = true;
        ControlDependence control = new(Graph);
        foreach (BasicBlock block in Graph.Blocks)
        {
            List<IOperation> conditions = control.Conditions(block);
            List<object> handlers = ControlDependence.Handlers(block);
            foreach (IOperation operation in block.Operations)
            {
                ScanParts(operation, conditions, handlers);
            }

            if (block.BranchValue is { } value)
            {
                ScanParts(value, conditions, handlers);
            }
        }
    }

    private void ScanParts(IOperation root, List<IOperation> conditions, List<object> handlers)
    {
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            Scan(operation, conditions, handlers);
        }
    }

    private void Scan(IOperation operation, List<IOperation> conditions, List<object> handlers)
    {
        switch (operation.Kind)
        {
            case OperationKind.FlowCapture:
                var capture = (IFlowCaptureOperation)operation;
                Append(_captures, capture.Id, capture.Value);
                break;
            case OperationKind.SimpleAssignment:
            case OperationKind.CompoundAssignment:
                var assignment = (IAssignmentOperation)operation;
                Depend(assignment.Target, assignment.Value, conditions, handlers);
                break;
            case OperationKind.Increment:
            case OperationKind.Decrement:
                Depend(((IIncrementOrDecrementOperation)operation).Target, null, conditions, handlers);
                break;
            case OperationKind.Argument:
                var argument = (IArgumentOperation)operation;
                Depend(argument.Value, argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref ? argument.Parent : null, conditions, handlers);
                break;
            case OperationKind.Invocation:
                if (((IInvocationOperation)operation).Instance is { } instance)
                {
                    Depend(instance, null, conditions, handlers);
                }

                break;
            case OperationKind.DeclarationPattern:
                Match(operation, ((IDeclarationPatternOperation)operation).DeclaredSymbol);
                break;
            case OperationKind.RecursivePattern:
                Match(operation, ((IRecursivePatternOperation)operation).DeclaredSymbol);
                break;
        }
    }

    private void Match(IOperation pattern, ISymbol? declared)
    {
        if (declared is not null && Matched(pattern) is { } value)
        {
            Append(_sources, declared, value);
        }
    }

    /// <summary>
    /// What changes only under a condition tells about the condition: a flag, a list of errors, a counter. Hence the conditions
    /// count among a variable's sources.
    /// </summary>
    private void Depend(IOperation target, IOperation? source, List<IOperation> conditions, List<object> handlers)
    {
        if (Variable(target) is not { } variable)
        {
            return;
        }

        if (source is not null)
        {
            Append(_sources, variable, source);
        }

        foreach (IOperation condition in conditions)
        {
            Append(_sources, variable, condition);
        }

        foreach (object handler in handlers)
        {
            Append(_handlers, variable, handler);
        }
    }

    private static ISymbol? Variable(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.LocalReference:
                return ((ILocalReferenceOperation)operation).Local;
            case OperationKind.ParameterReference:
                return ((IParameterReferenceOperation)operation).Parameter;
            case OperationKind.DeclarationExpression:
                return ((IDeclarationExpressionOperation)operation).Expression is ILocalReferenceOperation local ? local.Local : null;
            case OperationKind.Conversion:
                return Variable(((IConversionOperation)operation).Operand);
            default:
                return operation is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member ? member.Member : null;
        }
    }

    private static IOperation? Matched(IOperation pattern)
    {
        IOperation? parent = pattern.Parent;
        while (parent is not null and not IIsPatternOperation)
        {
            parent = parent.Parent;
        }

        return (parent as IIsPatternOperation)?.Value;
    }

    private static void Append<TKey, TValue>(Dictionary<TKey, HashSet<TValue>> map, TKey key, TValue value)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out HashSet<TValue> values))
        {
            map[key] = values = [];
        }

        values.Add(value);
    }
}
