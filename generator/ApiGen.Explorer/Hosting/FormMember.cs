using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Hosting;

/// <summary>A member as a form shows it.</summary>
internal sealed record FormMember
{
    public required string Name { get; init; }

    /// <summary>The type in the spec's words, such as <c>list&lt;string&gt;</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What the value is: <c>String</c>, <c>Int64</c>, ..., <c>Object</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How many lists stand around the value.</summary>
    public required int Lists { get; init; }

    /// <summary>The declared type; null for scalars.</summary>
    public string? Object { get; init; }

    public bool Required { get; init; }

    public bool Sensitive { get; init; }

    public required string Summary { get; init; }

    public string? Format { get; init; }

    public string? Default { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>A member as a form shows it.</summary>
    public static FormMember Of(MemberModel member)
    {
        TypeReference inner = member.Type;
        int lists = 0;
        for (; inner.Kind == ValueKind.List; inner = inner.Element!)
        {
            lists++;
        }

        return new FormMember
        {
            Name = member.Name,
            Type = member.Type.ToString(),
            Kind = inner.Kind.ToString(),
            Lists = lists,
            Object = inner.Name,
            Required = member.Required,
            Sensitive = member.Sensitive,
            Summary = member.Summary,
            Format = member.Format,
            Default = member.Default,
            Values = member.Constraint is { Values.IsEmpty: false } constraint ? constraint.Values : null,
        };
    }
}
