namespace ApiGen.Runtime.Annotations;

/// <summary>Gives a culture-invariant regular expression that a text, or each text in a list, must match somewhere.</summary>
/// <param name="pattern">The expression; anchored when it must match the whole.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiPatternAttribute(string pattern) : Attribute
{
    /// <summary>The expression.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>The expression as it stands in the spec, for messages; null where it is the same.</summary>
    public string? Written { get; init; }
}
