using ApiGen.Explorer.Pages;
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

    public required string Summary { get; init; }

    /// <summary>Short marks, such as <c>required</c>.</summary>
    public required IReadOnlyList<Mark> Marks { get; init; }

    /// <summary>What a value must satisfy, and what it is when it is left out, in words.</summary>
    public required IReadOnlyList<string> Constraints { get; init; }

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
            Summary = member.Summary,
            Marks = [.. MemberText.Marks(member).Select(static mark => new Mark(mark.Text, mark.Kind))],
            Constraints = [.. MemberText.Constraints(member)],
            Default = member.Default,
            Values = member.Constraint is { Values.IsEmpty: false } constraint ? constraint.Values : null,
        };
    }

    /// <summary>A short mark.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="Kind">Its kind for the style sheet.</param>
    internal sealed record Mark(string Text, string Kind);
}
