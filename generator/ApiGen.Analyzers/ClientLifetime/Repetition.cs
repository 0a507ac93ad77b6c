using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ClientLifetime;

/// <summary>Tells whether code in a loop can run a second time: a loop that is left after it runs it once.</summary>
internal static class Repetition
{
    /// <summary>Whether the code may be come to again.</summary>
    /// <param name="operation">The code.</param>
    /// <param name="graph">The control flow of the member that it is in.</param>
    public static bool IsPossible(IOperation operation, ControlFlowGraph graph)
    {
        if (Find(operation.Syntax, graph) is not var (block, own))
        {
            // What is not found is unreachable.
            return false;
        }

        HashSet<int> reached = [];
        Stack<BasicBlock> rest = new([block]);
        while (rest.Count > 0)
        {
            foreach (BasicBlock next in Successors(rest.Pop(), own))
            {
                if (next.Ordinal == block.Ordinal)
                {
                    return true;
                }

                if (reached.Add(next.Ordinal))
                {
                    rest.Push(next);
                }
            }
        }

        return false;
    }

    private static IEnumerable<BasicBlock> Successors(BasicBlock block, ControlFlowGraph graph)
    {
        // `while (false)` is never true.
        bool? decided = block.ConditionKind == ControlFlowConditionKind.None || block.BranchValue?.ConstantValue is not { HasValue: true, Value: bool condition } ? null
            : condition == (block.ConditionKind == ControlFlowConditionKind.WhenTrue);
        if (decided != true && block.FallThroughSuccessor?.Destination is { } next)
        {
            yield return next;
        }

        if (decided != false && block.ConditionalSuccessor?.Destination is { } other)
        {
            yield return other;
        }

        // Whatever is in a try may fail, and is gone on from in its handlers.
        for (ControlFlowRegion? region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } guarded })
            {
                foreach (ControlFlowRegion handler in guarded.NestedRegions.Where(handler => handler != region))
                {
                    yield return graph.Blocks[handler.FirstBlockOrdinal];
                }
            }
        }
    }

    /// <summary>The block that holds a piece of code, and the graph of the function that the block is of.</summary>
    private static (BasicBlock Block, ControlFlowGraph Graph)? Find(SyntaxNode syntax, ControlFlowGraph whole)
    {
        Stack<ControlFlowGraph> rest = new([whole]);
        while (rest.Count > 0)
        {
            ControlFlowGraph graph = rest.Pop();
            foreach (BasicBlock block in graph.Blocks)
            {
                IEnumerable<IOperation> operations = block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations;
                foreach (IOperation operation in operations.SelectMany(static operation => operation.DescendantsAndSelf()))
                {
                    if (operation is IObjectCreationOperation && operation.Syntax == syntax)
                    {
                        return (block, graph);
                    }

                    if (operation is IFlowAnonymousFunctionOperation lambda && lambda.Syntax.Span.Contains(syntax.Span))
                    {
                        rest.Push(graph.GetAnonymousFunctionControlFlowGraph(lambda));
                    }
                }
            }

            foreach (IMethodSymbol local in graph.LocalFunctions.Where(local => local.DeclaringSyntaxReferences.Any(reference => reference.Span.Contains(syntax.Span))))
            {
                rest.Push(graph.GetLocalFunctionControlFlowGraph(local));
            }
        }

        return null;
    }
}
