namespace ApiGen.Analyzers.Flow;

/// <summary>What a simple factory gives back: always the same kind of object.</summary>
/// <param name="Value">The object.</param>
/// <param name="Heap">The object and those it refers to.</param>
internal sealed record FactoryResult(AbstractValue Value, FlowState Heap);
