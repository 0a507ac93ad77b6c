using ApiGen.Specs.Diagnostics;

namespace ApiGen.Cli.Comparing;

/// <summary>What happened to a part of a spec.</summary>
public enum SpecChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is no longer there.</summary>
    Removed,

    /// <summary>It is there on both sides and differs.</summary>
    Changed,
}

/// <summary>One difference between two specs.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Place">To what, such as <c>tcsas 2025-01-06 CreateMNP request.TeamId</c>.</param>
/// <param name="Text">In words.</param>
/// <param name="IsBreaking">Whether code that compiled or worked before may no longer do so.</param>
public sealed record SpecChange(SpecChangeKind Kind, string Place, string Text, bool IsBreaking)
{
    /// <summary>To what, on one line.</summary>
    public string Place { get; init; } = SingleLine.Of(Place);

    /// <summary>In words, on one line whatever a spec says.</summary>
    public string Text { get; init; } = SingleLine.Of(Text);
}
