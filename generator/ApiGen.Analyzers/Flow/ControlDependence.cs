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
        _reaches = [.. graph.Blocks.Select(_ => new BitArray(count))];
        _postDominators = [.. graph.Blocks.Select(block => new BitArray(count, block.Kind != BasicBlockKind.Exit))];
        foreach (BasicBlock block in graph.Blocks)
        {
            _postDominators[block.Ordinal][block.Ordinal] = true;
        }

        Settle();
    }

    /// <summary>The conditions of which one outcome leads to the block and the other need not.</summary>
    public IEnumerable<IOperation> Conditions(BasicBlock block)
    {
        foreach (BasicBlock asking in _graph.Blocks)
        {
            if (asking is { ConditionalSuccessor: not null, BranchValue: { } value }
                && _reaches[asking.Ordinal][block.Ordinal]
                && !_postDominators[asking.Ordinal][block.Ordinal])
            {
                yield return value;
            }
        }
    }

    /// <summary>The exception handlers whose running tells whether the block was run.</summary>
    public static IEnumerable<object> Handlers(BasicBlock block)
    {
        for (ControlFlowRegion? region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind == ControlFlowRegionKind.TryAndCatch)
            {
                yield return HandlerKey(region);
            }
        }
    }

    public static string HandlerKey(ControlFlowRegion tryAndCatch) => "caught:" + tryAndCatch.FirstBlockOrdinal + "-" + tryAndCatch.LastBlockOrdinal;

    private static IEnumerable<BasicBlock> Successors(BasicBlock block)
    {
        if (block.ConditionalSuccessor?.Destination is { } conditional)
        {
            yield return conditional;
        }

        if (block.FallThroughSuccessor?.Destination is { } next)
        {
            yield return next;
        }
    }

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
        foreach (BasicBlock successor in Successors(block))
        {
            reaches[successor.Ordinal] = true;
            reaches.Or(_reaches[successor.Ordinal]);
            common = common is null ? new BitArray(_postDominators[successor.Ordinal]) : common.And(_postDominators[successor.Ordinal]);
        }

        bool changed = Replace(_reaches, block.Ordinal, reaches);
        if (common is not null)
        {
            common[block.Ordinal] = true;
            changed |= Replace(_postDominators, block.Ordinal, common);
        }

        return changed;
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
