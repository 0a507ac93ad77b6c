namespace ApiGen.Specs.Conformance;

/// <summary>The time that patterns which need backtracking take for all values of a request together.</summary>
internal sealed class MatchingTime
{
    /// <summary>What they have taken.</summary>
    public TimeSpan Spent { get; set; }

    /// <summary>Whether it was too much for a value, which was told.</summary>
    public bool IsOver { get; set; }
}
