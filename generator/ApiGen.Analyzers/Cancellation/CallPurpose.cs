using ApiGen.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ApiGen.Analyzers.Cancellation;

/// <summary>Knows the calls that are meant to go without a token, whoever waits for them.</summary>
internal static class CallPurpose
{
    public static bool NeedsNoToken(IInvocationOperation call) => IsCleaningUp(call) || SetUps.Contains(call) || ExpressionTrees.Contains(call);

    /// <summary>What is undone after a failure or a cancellation must be undone in any case.</summary>
    private static bool IsCleaningUp(IInvocationOperation call)
    {
        for (IOperation? parent = call; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation || (parent.Parent is ITryOperation { Finally: { } block } && block == parent))
            {
                return true;
            }
        }

        return false;
    }
}
