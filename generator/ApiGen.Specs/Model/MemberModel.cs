namespace ApiGen.Specs.Model;

/// <summary>One parameter of a request, one field of a response, or one member of a type.</summary>
public sealed record MemberModel
{
    /// <summary>The name on the wire; compared case-sensitively.</summary>
    public required string Name { get; init; }

    /// <summary>The C# name that the spec fixes, the property's; null when it follows from <see cref="Name"/>.</summary>
    public string? CSharpName { get; init; }

    /// <summary>The value's type.</summary>
    public required TypeReference Type { get; init; }

    /// <summary>In a request: the caller must set it. In a response: the service always sends it.</summary>
    public bool Required { get; init; }

    /// <summary>In a response: the service may send null although the member is present.</summary>
    public bool Nullable { get; init; }

    /// <summary>What the member means; plain text, may be empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The text's form; null when there is none. <c>date-time</c>, <c>datetime</c>, <c>date</c> and <c>base64</c> get a typed view, any other is a hint.</summary>
    public string? Format { get; init; }

    /// <summary>The zone of a point in time whose text names none, in minutes east of UTC; null for the default, UTC+08:00.</summary>
    public int? TimeZone { get; init; }

    /// <summary>The zone where none is given, in minutes from UTC: the vendor's services write such times as the clock in China shows them, which knows no summer time.</summary>
    public const int DefaultTimeZone = 8 * 60;

    /// <summary>Why the member should not be used any more; null when it is current, empty when no reason is known.</summary>
    public string? Deprecated { get; init; }

    /// <summary>Why the member has no effect any more; null when it is enabled, empty when no reason is known.</summary>
    public string? Disabled { get; init; }

    /// <summary>The value must not appear in logs.</summary>
    public bool Sensitive { get; init; }

    /// <summary>What the value must satisfy before a request is sent; null when anything goes.</summary>
    public ConstraintModel? Constraint { get; init; }

    /// <summary>The service's value when the member is not set, as text; null when none is documented.</summary>
    public string? Default { get; init; }
}

/// <summary>Limits on a value, checked before a request is sent. For a list, the value limits apply to each element.</summary>
public sealed record ConstraintModel
{
    /// <summary>The allowed values in their spec form; empty when any value is allowed.</summary>
    public EquatableArray<string> Values { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The shortest allowed text in UTF-16 code units; null when unlimited.</summary>
    public int? MinLength { get; init; }

    /// <summary>The longest allowed text in UTF-16 code units; null when unlimited.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The least allowed number, in invariant form; null when unlimited.</summary>
    public string? Minimum { get; init; }

    /// <summary>The greatest allowed number, in invariant form; null when unlimited.</summary>
    public string? Maximum { get; init; }

    /// <summary>A .NET regular expression, culture-invariant, that the text must match somewhere (anchor it to match the whole); null when any text is allowed.</summary>
    public string? Pattern { get; init; }

    /// <summary>The fewest elements a list may hold; null when unlimited.</summary>
    public int? MinItems { get; init; }

    /// <summary>The most elements a list may hold; null when unlimited.</summary>
    public int? MaxItems { get; init; }
}
