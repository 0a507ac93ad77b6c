namespace ApiGen.Analyzers.Flow;

/// <summary>What is known at one point: under which condition it is reached, and what every place holds there.</summary>
/// <param name="reach">The condition.</param>
/// <param name="store">The places.</param>
internal sealed class FlowState(int reach, Store? store)
{
    public int Reach { get; set; } = reach;

    public Store? Store { get; set; } = store;

    /// <summary>How many exceptional ways here are kept apart.</summary>
    public int Ways { get; set; }

    public bool IsDead => Reach == Conditions.Never;

    public FlowState Clone() => new(Reach, Store) { Ways = Ways };
}
