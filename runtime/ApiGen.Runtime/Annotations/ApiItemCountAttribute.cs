namespace ApiGen.Runtime.Annotations;

/// <summary>Bounds the number of elements of a list.</summary>
/// <param name="minimum">The fewest elements; 0 when unlimited.</param>
/// <param name="maximum">The most elements; <see cref="int.MaxValue"/> when unlimited.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiItemCountAttribute(int minimum, int maximum) : Attribute
{
    /// <summary>The fewest elements.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>The most elements.</summary>
    public int Maximum { get; } = maximum;
}
