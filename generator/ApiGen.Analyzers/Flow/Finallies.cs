using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>Tells the finally blocks that do something from those that only dispose: these are passed by, however many ways lead through them.</summary>
internal sealed class Finallies(ApiSymbols symbols)
{
    private readonly Dictionary<ControlFlowRegion, bool> _known = [];

    /// <summary>Whether what a block does can matter to a request.</summary>
    public bool Matters(ControlFlowRegion region, ControlFlowGraph graph)
    {
        if (!_known.TryGetValue(region, out bool matters))
        {
            for (int ordinal = region.FirstBlockOrdinal; ordinal <= region.LastBlockOrdinal && !matters; ordinal++)
            {
                BasicBlock block = graph.Blocks[ordinal];
                matters = block.Operations.Any(Matters) || (block.BranchValue is { } value && Matters(value));
            }

            _known[region] = matters;
        }

        return matters;
    }

    private bool Matters(IOperation root)
    {
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            bool matters = operation switch
            {
                IAssignmentOperation or IIncrementOrDecrementOperation or IFlowAnonymousFunctionOperation or IDynamicInvocationOperation or IThrowOperation => true,
                IInvocationOperation call => symbols.Method(call.TargetMethod) is not null || !(CallKnowledge.IsHarmless(call.TargetMethod) || call.TargetMethod is { Name: "Exit", ContainingType.Name: "Monitor" }),
                _ => false,
            };
            if (matters)
            {
                return true;
            }
        }

        return false;
    }
}
