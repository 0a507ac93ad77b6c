using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Emission;

/// <summary>Plans what a member's type and constraint mean: what is checked before sending and told to the analyzers, and words for the reader.</summary>
internal sealed class ConstraintPlanner(MemberModel member, ValueTypes valueTypes)
{
    private readonly TypeReference _value = member.Type.Kind == ValueKind.List ? member.Type.Element! : member.Type;

    /// <summary>The constraint; null where the member has none.</summary>
    /// <param name="patternField">The field that holds the compiled pattern.</param>
    /// <param name="valuesField">The field that holds the allowed values.</param>
    public ConstraintEmitModel? Plan(string patternField, string valuesField) => member.Constraint is not { } constraint
        ? null
        : new ConstraintEmitModel
        {
            ItemCount = Bounds(constraint.MinItems, constraint.MaxItems),
            Length = Bounds(constraint.MinLength, constraint.MaxLength),
            Range = constraint.Minimum is null && constraint.Maximum is null
                ? null
                : new RangeEmitModel(
                    Optional(constraint.Minimum, Value),
                    Optional(constraint.Maximum, Value),
                    Optional(constraint.Minimum, CSharpText.Literal),
                    Optional(constraint.Maximum, CSharpText.Literal)),
            Pattern = constraint.Pattern is not { } written
                ? null
                : PatternDialect.ToDotNet(written) is var pattern && pattern == written
                ? new PatternEmitModel(patternField, CSharpText.Literal(pattern), null)
                : new PatternEmitModel(patternField, CSharpText.Literal(pattern), CSharpText.Literal(written)),
            Values = constraint.Values.IsEmpty
                ? null
                : new ValuesEmitModel(
                    valuesField,
                    valueTypes.Declared(_value),
                    constraint.Values.Select(Value).ToEquatableArray(),
                    constraint.Values.Select(CSharpText.Literal).ToEquatableArray()),
        };

    /// <summary>How the elements are checked; null unless the member is a list.</summary>
    public ListCheckEmitModel? ListCheck()
    {
        if (member.Type.Kind != ValueKind.List)
        {
            return null;
        }

        List<string> nested = [];
        TypeReference element = member.Type.Element!;
        for (; element.Kind == ValueKind.List; element = element.Element!)
        {
            nested.Add(valueTypes.Declared(element));
        }

        return new ListCheckEmitModel(nested.ToEquatableArray(), element.Kind == ValueKind.Object);
    }

    /// <summary>The constraint in words.</summary>
    public IEnumerable<string> Remarks()
    {
        if (member.Constraint is not { } constraint)
        {
            yield break;
        }

        if (!constraint.Values.IsEmpty)
        {
            yield return "Allowed values: " + string.Join(", ", constraint.Values) + ".";
        }

        if (Span(constraint.MinLength, constraint.MaxLength) is { } length)
        {
            yield return $"Length: {length} characters.";
        }

        if (Span(constraint.Minimum, constraint.Maximum) is { } range)
        {
            yield return $"Range: {range}.";
        }

        if (Span(constraint.MinItems, constraint.MaxItems) is { } items)
        {
            yield return $"Number of elements: {items}.";
        }

        if (constraint.Pattern is not null)
        {
            yield return $"Pattern: {constraint.Pattern}";
        }
    }

    private static string? Span(object? minimum, object? maximum) => (minimum, maximum) switch
    {
        (null, null) => null,
        (null, _) => FormattableString.Invariant($"at most {maximum}"),
        (_, null) => FormattableString.Invariant($"at least {minimum}"),
        _ => FormattableString.Invariant($"{minimum} to {maximum}"),
    };

    private static BoundsEmitModel? Bounds(int? minimum, int? maximum) =>
        minimum is null && maximum is null ? null : new BoundsEmitModel(minimum ?? 0, maximum);

    private static string? Optional(string? text, Func<string, string> print) => text is null ? null : print(text);

    private string Value(string text) => _value.Kind switch
    {
        ValueKind.Int64 => text + "L",
        ValueKind.UInt64 => text + "UL",
        ValueKind.Double => text + "D",
        ValueKind.Bool => text,
        _ => CSharpText.Literal(text),
    };
}
