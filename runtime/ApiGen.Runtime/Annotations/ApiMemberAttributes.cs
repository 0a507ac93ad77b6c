namespace ApiGen.Runtime.Annotations;

/// <summary>Marks a request member that the service demands. A call without it fails before anything is sent.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiRequiredAttribute : Attribute;

/// <summary>Marks a member whose value must not appear in logs.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiSensitiveAttribute : Attribute;

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

/// <summary>Gives a culture-invariant regular expression that a text, or each text in a list, must match somewhere.</summary>
/// <param name="pattern">The expression; anchored when it must match the whole.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiPatternAttribute(string pattern) : Attribute
{
    /// <summary>The expression.</summary>
    public string Pattern { get; } = pattern;
}

/// <summary>Lists the allowed values of a member, or of each element of a list, in invariant form.</summary>
/// <param name="values">The allowed values.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiValuesAttribute(params string[] values) : Attribute
{
    /// <summary>The allowed values.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}

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

/// <summary>Marks an action or a member that should not be used any more.</summary>
/// <param name="message">The reason and what to use instead; may be empty.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class ApiDeprecatedAttribute(string message) : Attribute
{
    /// <summary>The reason and what to use instead; may be empty.</summary>
    public string Message { get; } = message;
}

/// <summary>Marks an action or a member that the service ignores or refuses.</summary>
/// <param name="message">The reason and what to use instead; may be empty.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class ApiDisabledAttribute(string message) : Attribute
{
    /// <summary>The reason and what to use instead; may be empty.</summary>
    public string Message { get; } = message;
}
