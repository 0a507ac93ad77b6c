using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Conformance;

/// <summary>One way in which a value departs from the model, as data; its readers choose the words.</summary>
public sealed record Violation
{
    /// <summary>What is wrong.</summary>
    public required ViolationKind Kind { get; init; }

    /// <summary>Where, such as <c>Filters[2].Name</c>; empty for the value as a whole. In a sensitive object a name that is not declared is <c>***</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The member's own name; for an element, that of the member that holds the list. Empty for the value as a whole. Not to be shown where <see cref="Path"/> does not.</summary>
    public required string Name { get; init; }

    /// <summary>The declared type that the member belongs to; null for a member of the request or response itself.</summary>
    public string? Owner { get; init; }

    /// <summary>The member; null when none of that name is declared.</summary>
    public MemberModel? Member { get; init; }

    /// <summary>The type that the value should have had; null when the name is not declared.</summary>
    public TypeReference? Type { get; init; }

    /// <summary>The value found; null when there is none. Not to be shown when <see cref="IsSensitive"/>.</summary>
    public WireValue? Value { get; init; }

    /// <summary>The limit that was passed, in its spec form: a bound, the pattern, or the allowed values with commas; empty when there is none.</summary>
    public string Bound { get; init; } = "";

    /// <summary>The declared names beside an unknown one.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>Whether the value, or what it is part of, must not appear in a message.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Where it is in the spec file.</summary>
    internal SourceSpan Span { get; init; }

    /// <summary>Whether the value has its member's type and breaks a constraint.</summary>
    public bool IsConstraint => Kind >= ViolationKind.TooFewItems;

    /// <summary>What is wrong, as the end of a sentence that begins with the path; never shows a sensitive value.</summary>
    public override string ToString() => $"{Path} {ViolationText.Of(this)}";
}
