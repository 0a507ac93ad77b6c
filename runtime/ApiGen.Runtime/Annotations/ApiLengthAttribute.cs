namespace ApiGen.Runtime.Annotations;

/// <summary>Bounds the length of a text, or of each text in a list, in UTF-16 code units.</summary>
/// <param name="minimum">The shortest allowed text; 0 when unlimited.</param>
/// <param name="maximum">The longest allowed text; <see cref="int.MaxValue"/> when unlimited.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiLengthAttribute(int minimum, int maximum) : Attribute
{
    /// <summary>The shortest allowed text.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>The longest allowed text.</summary>
    public int Maximum { get; } = maximum;
}
