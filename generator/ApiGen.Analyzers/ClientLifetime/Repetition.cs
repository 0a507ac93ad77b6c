using ApiGen.Analyzers.Flow;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.ClientLifetime;

/// <summary>Tells which code of a member can run a second time: a loop that is left after it runs it once.</summary>
internal sealed class Repetition
{
    private readonly HashSet<SyntaxNode> _repeated = [];

    /// <param name="whole">The control flow of the member.</param>
    public Repetition(ControlFlowGraph whole)
    {
        Stack<ControlFlowGraph> rest = new([whole]);
        while (rest.Count > 0)
        {
            ControlFlowGraph graph = rest.Pop();
            bool[] isRepeated = Repeated(graph);
            foreach (BasicBlock block in graph.Blocks)
            {
                IEnumerable<IOperation> operations = block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations;
                foreach (IOperation operation in operations.SelectMany(static operation => operation.WithParts()))
                {
                    if (operation is IObjectCreationOperation && isRepeated[block.Ordinal])
                    {
                        _repeated.Add(operation.Syntax);
                    }
                    else if (operation is IFlowAnonymousFunctionOperation lambda)
                    {
                        rest.Push(graph.GetAnonymousFunctionControlFlowGraph(lambda));
                    }
                }
            }

            foreach (IMethodSymbol local in graph.LocalFunctions)
            {
                rest.Push(graph.GetLocalFunctionControlFlowGraph(local));
            }
        }
    }

    /// <summary>Whether the code that makes an object may be come to again. What is not found is unreachable.</summary>
    public bool IsPossible(IOperation creation) => _repeated.Contains(creation.Syntax);

    /// <summary>The blocks from which a way leads back to themselves (the circles of the graph, by Tarjan's algorithm, without recursion).</summary>
    private static bool[] Repeated(ControlFlowGraph graph)
    {
        int count = graph.Blocks.Length;
        bool[] isRepeated = new bool[count];
        int[] index = new int[count];
        int[] low = new int[count];
        bool[] isOpen = new bool[count];
        Stack<int> open = new();
        int next = 0;
        foreach (BasicBlock start in graph.Blocks)
        {
            if (index[start.Ordinal] != 0)
            {
                continue;
            }

            Stack<(int Block, IEnumerator<BasicBlock> Following)> path = new();
            Enter(start);
            while (path.Count > 0)
            {
                (int block, IEnumerator<BasicBlock> following) = path.Peek();
                if (following.MoveNext())
                {
                    int successor = following.Current.Ordinal;
                    isRepeated[block] |= successor == block;
                    if (index[successor] == 0)
                    {
                        Enter(following.Current);
                    }
                    else if (isOpen[successor])
                    {
                        low[block] = Math.Min(low[block], index[successor]);
                    }

                    continue;
                }

                path.Pop();
                if (path.Count > 0)
                {
                    low[path.Peek().Block] = Math.Min(low[path.Peek().Block], low[block]);
                }

                if (low[block] == index[block])
                {
                    bool isCircle = open.Peek() != block;
                    int member;
                    do
                    {
                        member = open.Pop();
                        isOpen[member] = false;
                        isRepeated[member] |= isCircle;
                    }
                    while (member != block);
                }
            }

            void Enter(BasicBlock block)
            {
                index[block.Ordinal] = low[block.Ordinal] = ++next;
                isOpen[block.Ordinal] = true;
                open.Push(block.Ordinal);
                path.Push((block.Ordinal, Successors(block, graph).GetEnumerator()));
            }
        }

        return isRepeated;
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
        foreach (ControlFlowRegion region in Regions.From(block.EnclosingRegion))
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
}
