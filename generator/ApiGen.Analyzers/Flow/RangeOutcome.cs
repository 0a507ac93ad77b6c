namespace ApiGen.Analyzers.Flow;

/// <summary>Whether a value exists with the answers given.</summary>
internal enum RangeOutcome
{
    None,

    Some,

    /// <summary>There is one, but it may be among those that the source rules out by naming all the others.</summary>
    Doubtful,
}
