using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Flow;

/// <summary>Finds which of the compiler's captures stand for a place that is assigned later, rather than for a value.</summary>
internal sealed class CaptureTargets
{
    private readonly HashSet<int> _targets = [];

    public CaptureTargets(ControlFlowGraph graph)
    {
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation operation in block.Operations)
            {
                Look(operation);
            }

            if (block.BranchValue is { } value)
            {
                Look(value);
            }
        }
    }

    public bool Contains(CaptureId id) => _targets.Contains(id.GetHashCode());

    private void Look(IOperation root)
    {
        foreach (IOperation operation in root.DescendantsAndSelf())
        {
            if (operation is IFlowCaptureReferenceOperation reference && IsTarget(reference))
            {
                _targets.Add(reference.Id.GetHashCode());
            }
        }
    }

    private static bool IsTarget(IOperation reference)
    {
        IOperation? user = reference.Parent;
        while (user is ITupleOperation)
        {
            reference = user;
            user = user.Parent;
        }

        return user switch
        {
            IAssignmentOperation assignment => assignment.Target == reference,
            IIncrementOrDecrementOperation => true,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
            _ => false,
        };
    }
}
