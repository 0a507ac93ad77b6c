using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>Finds the conditions that decide whether a loop goes on.</summary>
internal sealed class Loops
{
    private readonly Dictionary<int, Loop> _asked = [];

    public Loops(ControlFlowGraph graph)
    {
        foreach (BasicBlock block in graph.Blocks)
        {
            int last = -1;
            foreach (ControlFlowBranch branch in block.Predecessors)
            {
                last = Math.Max(last, branch.Source.Ordinal);
            }

            if (last >= block.Ordinal)
            {
                _asked[block.Ordinal] = new Loop(block.Ordinal, last);
            }
            else if (block.Operations.IsEmpty && block.Predecessors.Length > 0 && Shared(block) is { } loop)
            {
                _asked[block.Ordinal] = loop;
            }
        }
    }

    /// <summary>The loop about whose going on a block asks; null when it asks something else.</summary>
    public Loop? AskedBy(BasicBlock block) => _asked.TryGetValue(block.Ordinal, out Loop loop) ? loop : null;

    /// <summary>The loop whose condition goes on in this block, as <c>a &amp;&amp; b</c> does.</summary>
    private Loop? Shared(BasicBlock block)
    {
        Loop? shared = null;
        foreach (ControlFlowBranch branch in block.Predecessors)
        {
            if (branch.Source.ConditionalSuccessor is null || AskedBy(branch.Source) is not { } loop || (shared is not null && shared != loop))
            {
                return null;
            }

            shared = loop;
        }

        return shared;
    }
}
