namespace ApiGen.Runtime.Annotations;

/// <summary>Bounds a number, or each number in a list.</summary>
/// <param name="minimum">The least allowed number in invariant form; null when unlimited.</param>
/// <param name="maximum">The greatest allowed number in invariant form; null when unlimited.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiRangeAttribute(string? minimum, string? maximum) : Attribute
{
    /// <summary>The least allowed number in invariant form; null when unlimited.</summary>
    public string? Minimum { get; } = minimum;

    /// <summary>The greatest allowed number in invariant form; null when unlimited.</summary>
    public string? Maximum { get; } = maximum;
}
