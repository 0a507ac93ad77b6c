namespace ApiGen.Analyzers.Flow;

/// <summary>A run of blocks that is followed on its own: the function, a pass of a loop, or a finally block each time that it is entered.</summary>
/// <param name="kind">What it is.</param>
/// <param name="first">Its first block.</param>
/// <param name="last">Its last block.</param>
/// <param name="parent">What it lies in.</param>
internal sealed class Frame(FrameKind kind, int first, int last, Frame? parent)
{
    public FrameKind Kind { get; } = kind;

    public int First { get; } = first;

    public int Last { get; } = last;

    public Frame? Parent { get; } = parent;

    /// <summary>What arrives at blocks that come later.</summary>
    public Dictionary<int, FlowState> Pending { get; } = [];

    /// <summary>What leaves a loop, by where it goes.</summary>
    public Dictionary<int, FlowState> Exits { get; } = [];

    /// <summary>What comes back to a loop's beginning.</summary>
    public FlowState? Back { get; set; }

    /// <summary>What comes out of a finally block.</summary>
    public FlowState? Completed { get; set; }

    /// <summary>Whether this is a loop's first pass.</summary>
    public bool IsFirstPass { get; init; }

    /// <summary>When the loop was come to.</summary>
    public int Clock { get; init; }

    /// <summary>The question that the loop asks before its first pass; -1 for none.</summary>
    public int Header { get; set; } = -1;

    /// <summary>What decides whether the function is left from inside of the loop.</summary>
    public int[] Side { get; set; } = [];

    public int Depth { get; } = (parent?.Depth ?? 0) + (kind == FrameKind.Loop ? 1 : 0);

    public bool Contains(int block) => block >= First && block <= Last;
}
