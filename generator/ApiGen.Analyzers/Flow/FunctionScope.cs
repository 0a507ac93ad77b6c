using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>What is found out about one function's graph before any path is followed.</summary>
internal sealed class FunctionScope
{
    private readonly HashSet<ISymbol> _shared;
    private readonly Dictionary<IOperation, ImmutableHashSet<object>> _roots = [];
    private readonly Dictionary<object, HashSet<IOperation>> _captures = [];
    private readonly Dictionary<ISymbol, HashSet<object>> _handlers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, HashSet<IOperation>> _sources = new(SymbolEqualityComparer.Default);

    /// <param name="graph">The function's graph.</param>
    /// <param name="shared">The variables that a nested function uses too; see <see cref="SharedVariables"/>.</param>
    public FunctionScope(ControlFlowGraph graph, HashSet<ISymbol> shared)
    {
        Graph = graph;
        _shared = shared;
        ControlDependence control = new(graph);
        foreach (BasicBlock block in graph.Blocks)
        {
            IOperation[] conditions = [.. control.Conditions(block)];
            object[] handlers = [.. ControlDependence.Handlers(block)];
            foreach (IOperation operation in block.Operations)
            {
                Scan(operation, conditions, handlers);
            }

            if (block.BranchValue is { } value)
            {
                Scan(value, conditions, handlers);
            }
        }
    }

    public ControlFlowGraph Graph { get; }

    /// <summary>Whether only this function can change a variable. A primary constructor's parameter is as good as a field.</summary>
    public bool IsOwn(ISymbol variable) =>
        !_shared.Contains(variable) && variable is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };

    /// <summary>The place that a capture stands for, when it stands for one alone.</summary>
    public IOperation? Captured(CaptureId id) => _captures.TryGetValue(id, out HashSet<IOperation> values) && values.Count == 1 ? values.First() : null;

    /// <summary>The variables and members that an expression names.</summary>
    public IEnumerable<object> Names(IOperation operation)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            if (part is IFlowCaptureReferenceOperation capture && Captured(capture.Id) is { } value)
            {
                foreach (object name in Names(value))
                {
                    yield return name;
                }
            }
            else if (Variable(part) is { } variable)
            {
                yield return variable;
            }
        }
    }

    /// <summary>The variables and members that a value depends on, also by way of the variables it was computed from.</summary>
    public ImmutableHashSet<object> Roots(IOperation operation)
    {
        if (!_roots.TryGetValue(operation, out ImmutableHashSet<object> known))
        {
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
            switch (part)
            {
                case ILocalReferenceOperation local:
                    CollectVariable(local.Local, roots);
                    break;
                case IParameterReferenceOperation parameter:
                    CollectVariable(parameter.Parameter, roots);
                    break;
                case IFlowCaptureReferenceOperation capture when roots.Add(capture.Id) && _captures.TryGetValue(capture.Id, out HashSet<IOperation> values):
                    foreach (IOperation value in values)
                    {
                        CollectRoots(value, roots);
                    }

                    break;
                case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member:
                    CollectVariable(member.Member, roots);
                    break;
                case IInvocationOperation { Arguments.Length: 0, Instance: null or IInstanceReferenceOperation } invocation:
                    roots.Add(invocation.TargetMethod);
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

    private void Scan(IOperation root, IOperation[] conditions, object[] handlers)
    {
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IFlowCaptureOperation capture:
                    Append(_captures, capture.Id, capture.Value);
                    break;
                case ISimpleAssignmentOperation assignment:
                    Depend(assignment.Target, [assignment.Value, .. conditions], handlers);
                    break;
                case ICompoundAssignmentOperation compound:
                    Depend(compound.Target, [compound.Value, .. conditions], handlers);
                    break;
                case IIncrementOrDecrementOperation step:
                    Depend(step.Target, conditions, handlers);
                    break;
                case IArgumentOperation { Parent: { } call } argument:
                    Depend(argument.Value, argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref ? [call, .. conditions] : conditions, handlers);
                    break;
                case IInvocationOperation { Instance: { } instance }:
                    Depend(instance, conditions, handlers);
                    break;
                case IDeclarationPatternOperation { DeclaredSymbol: { } declared } pattern when Matched(pattern) is { } value:
                    Append(_sources, declared, value);
                    break;
                case IRecursivePatternOperation { DeclaredSymbol: { } declared } pattern when Matched(pattern) is { } value:
                    Append(_sources, declared, value);
                    break;
            }
        }
    }

    /// <summary>
    /// What changes only under a condition tells about the condition: a flag, a list of errors, a counter. Hence the conditions
    /// count among a variable's sources.
    /// </summary>
    private void Depend(IOperation target, IEnumerable<IOperation> sources, object[] handlers)
    {
        if (Variable(target) is not { } variable)
        {
            return;
        }

        foreach (IOperation source in sources)
        {
            Append(_sources, variable, source);
        }

        foreach (object handler in handlers)
        {
            Append(_handlers, variable, handler);
        }
    }

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member => member.Member,
        IConversionOperation conversion => Variable(conversion.Operand),
        _ => null,
    };

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
