namespace ApiGen.Analyzers.Flow;

/// <summary>What a simple factory gives back: always the same kind of object.</summary>
/// <param name="Value">The object.</param>
/// <param name="Body">The body that makes it.</param>
/// <param name="State">What is known of the object and those it refers to.</param>
internal sealed record FactoryResult(TrackedObject Value, Body Body, FlowState State);
