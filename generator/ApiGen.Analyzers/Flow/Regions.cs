using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ApiGen.Analyzers.Flow;

/// <summary>The regions of a graph around a place.</summary>
internal static class Regions
{
    /// <summary>
    /// A region of a graph and those around it, innermost first. The root of a lambda's or a local function's graph lies in a region of
    /// the function around it, whose blocks are numbered anew: it is no part of the graph, and an exception does not go there.
    /// </summary>
    public static IEnumerable<ControlFlowRegion> From(ControlFlowRegion? innermost)
    {
        for (ControlFlowRegion? region = innermost; region is not null and not { Kind: ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            yield return region;
        }
    }
}
