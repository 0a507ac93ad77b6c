using System.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>Tells which conditions decide whether a block is run.</summary>
internal sealed class ControlDependence
{
    private readonly ControlFlowGraph _graph;
    private readonly BitArray[] _reaches;
    private readonly BitArray[] _postDominators;

    public ControlDependence(ControlFlowGraph graph)
    {
        _graph = graph;
        int count = graph.Blocks.Length;
        _reaches = new BitArray[count];
        _postDominators = new BitArray[count];
        foreach (BasicBlock block in graph.Blocks)
        {
            _reaches[block.Ordinal] = new BitArray(count);
            _postDominators[block.Ordinal] = new BitArray(count, block.Kind != BasicBlockKind.Exit);
            _postDominators[block.Ordinal][block.Ordinal] = true;
        }

        Settle();
    }

    /// <summary>The conditions of which one outcome leads to the block and the other need not.</summary>
    public List<IOperation> Conditions(BasicBlock block)
    {
        List<IOperation> conditions = [];
        foreach (BasicBlock asking in _graph.Blocks)
        {
            if (asking is { ConditionalSuccessor: not null, BranchValue: { } value }
                && _reaches[asking.Ordinal][block.Ordinal]
                && !_postDominators[asking.Ordinal][block.Ordinal])
            {
                conditions.Add(value);
            }
        }

        return conditions;
    }

    /// <summary>The exception handlers whose running tells whether the block was run.</summary>
    public static List<object> Handlers(BasicBlock block)
    {
        List<object> handlers = [];
        foreach (ControlFlowRegion region in Regions.Around(block))
        {
            if (region.Kind == ControlFlowRegionKind.TryAndCatch)
            {
                handlers.Add(HandlerKey(region));
            }
        }

        return handlers;
    }

    public static string HandlerKey(ControlFlowRegion tryAndCatch) => "caught:" + tryAndCatch.FirstBlockOrdinal + "-" + tryAndCatch.LastBlockOrdinal;

    private void Settle()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int ordinal = _graph.Blocks.Length - 1; ordinal >= 0; ordinal--)
            {
                changed |= Update(_graph.Blocks[ordinal]);
            }
        }
    }

    private bool Update(BasicBlock block)
    {
        BitArray reaches = new(_reaches[block.Ordinal]);
        BitArray? common = null;
        Include(block.ConditionalSuccessor, reaches, ref common);
        Include(block.FallThroughSuccessor, reaches, ref common);
        bool changed = Replace(_reaches, block.Ordinal, reaches);
        if (common is not null)
        {
            common[block.Ordinal] = true;
            changed |= Replace(_postDominators, block.Ordinal, common);
        }

        return changed;
    }

    private void Include(ControlFlowBranch? branch, BitArray reaches, ref BitArray? common)
    {
        if (branch?.Destination is { } successor)
        {
            reaches[successor.Ordinal] = true;
            reaches.Or(_reaches[successor.Ordinal]);
            common = common is null ? new BitArray(_postDominators[successor.Ordinal]) : common.And(_postDominators[successor.Ordinal]);
        }
    }

    private static bool Replace(BitArray[] table, int index, BitArray value)
    {
        for (int bit = 0; bit < value.Length; bit++)
        {
            if (table[index][bit] != value[bit])
            {
                table[index] = value;
                return true;
            }
        }

        return false;
    }
}
