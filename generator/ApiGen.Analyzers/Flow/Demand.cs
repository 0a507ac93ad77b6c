namespace ApiGen.Analyzers.Flow;

/// <summary>What a method demands of something that it is given.</summary>
/// <param name="Parameter">Which of its parameters.</param>
/// <param name="Kind">What is demanded.</param>
internal readonly record struct Demand(int Parameter, DemandKind Kind);
