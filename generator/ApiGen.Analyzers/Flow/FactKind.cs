namespace ApiGen.Analyzers.Flow;

/// <summary>What the outcome of a <see cref="Fact"/> tells.</summary>
internal enum FactKind
{
    /// <summary>What a condition came to.</summary>
    Condition,

    /// <summary>Whether a loop was entered.</summary>
    Loop,

    /// <summary>That an exception was caught.</summary>
    Caught,
}
