using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>Finds the loops of a graph: whatever lies between a block and a jump back to it.</summary>
internal sealed class Loops
{
    private readonly Dictionary<int, Loop> _loops = [];

    public Loops(ControlFlowGraph graph)
    {
        // From the last to the first, so that the loops inside are known before those around them.
        for (int first = graph.Blocks.Length - 1; first >= 0; first--)
        {
            int last = -1;
            foreach (ControlFlowBranch branch in graph.Blocks[first].Predecessors)
            {
                last = Math.Max(last, branch.Source.Ordinal);
            }

            if (last >= first)
            {
                _loops[first] = new Loop(first, Widened(first, last));
            }
        }
    }

    /// <summary>The loop that begins with a block; null when none does.</summary>
    public Loop? At(int block) => _loops.TryGetValue(block, out Loop loop) ? loop : null;

    /// <summary>A loop that only partly covers another one, as a jump into the middle makes them, covers it all.</summary>
    private int Widened(int first, int last)
    {
        bool isWider = true;
        while (isWider)
        {
            isWider = false;
            foreach (Loop inner in _loops.Values)
            {
                if (inner.First > first && inner.First <= last && inner.Last > last)
                {
                    last = inner.Last;
                    isWider = true;
                }
            }
        }

        return last;
    }
}
