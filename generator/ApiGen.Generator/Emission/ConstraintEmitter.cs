using System.Globalization;
using ApiGen.Generator.Naming;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;

namespace ApiGen.Generator.Emission;

/// <summary>Prints what a member's constraint means: checks before sending, attributes for the analyzers, words for the reader.</summary>
internal sealed class ConstraintEmitter(MemberModel member, string property, ValueTypes valueTypes)
{
    private readonly ConstraintModel? _constraint = member.Constraint;
    private readonly TypeReference _value = member.Type.Kind == ValueKind.List ? member.Type.Element! : member.Type;
    private readonly string _name = CSharpText.Literal(member.Name);
    private readonly string _sensitive = member.Sensitive ? ", isSensitive: true" : ", isSensitive: false";

    /// <summary>The checks, one statement each.</summary>
    /// <param name="patternField">The field that holds the compiled pattern.</param>
    /// <param name="valuesField">The field that holds the allowed values.</param>
    public IEnumerable<string> Checks(string patternField, string valuesField)
    {
        if (member.Required)
        {
            yield return $"if ({property} is null) {{ validation.Missing({_name}); }}";
        }

        if (member.Type.Kind == ValueKind.Object)
        {
            yield return $"validation.Object({property}, {_name});";
        }
        else if (member.Type.Kind == ValueKind.List)
        {
            yield return ListCheck(member.Type.Element!, "validation", property, _name) + ";";
        }

        if (_constraint is null)
        {
            yield break;
        }

        if (_constraint.MinItems is not null || _constraint.MaxItems is not null)
        {
            yield return $"validation.ItemCount({property}?.Count, {_name}, {Bounds(_constraint.MinItems, _constraint.MaxItems)});";
        }

        if (_constraint.MinLength is not null || _constraint.MaxLength is not null)
        {
            yield return $"validation.Length({property}, {_name}, {Bounds(_constraint.MinLength, _constraint.MaxLength)});";
        }

        if (_constraint.Minimum is not null || _constraint.Maximum is not null)
        {
            yield return $"validation.Range({property}, {_name}, {Number(_constraint.Minimum)}, {Number(_constraint.Maximum)}{_sensitive});";
        }

        if (_constraint.Pattern is not null)
        {
            yield return $"validation.Pattern({property}, {_name}, {patternField});";
        }

        if (!_constraint.Values.IsEmpty)
        {
            yield return $"validation.Values({property}, {_name}, {valuesField}{_sensitive});";
        }
    }

    /// <summary>The fields that the checks need.</summary>
    public IEnumerable<string> Declarations(string patternField, string valuesField)
    {
        if (_constraint?.Pattern is { } pattern)
        {
            yield return $"private static readonly {RuntimeNames.Json}RequestPattern {patternField} = new({CSharpText.Literal(PatternDialect.ToDotNet(pattern))});";
        }

        if (_constraint is not null && !_constraint.Values.IsEmpty)
        {
            string element = valueTypes.Declared(_value);
            yield return $"private static readonly {element}[] {valuesField} = {{ {string.Join(", ", _constraint.Values.Select(Value))} }};";
        }
    }

    /// <summary>The attributes by which analyzers know the constraint.</summary>
    public IEnumerable<string> Attributes()
    {
        if (_constraint is null)
        {
            yield break;
        }

        if (_constraint.MinItems is not null || _constraint.MaxItems is not null)
        {
            yield return $"{RuntimeNames.Annotations}ApiItemCount({Bounds(_constraint.MinItems, _constraint.MaxItems)})";
        }

        if (_constraint.MinLength is not null || _constraint.MaxLength is not null)
        {
            yield return $"{RuntimeNames.Annotations}ApiLength({Bounds(_constraint.MinLength, _constraint.MaxLength)})";
        }

        if (_constraint.Minimum is not null || _constraint.Maximum is not null)
        {
            yield return $"{RuntimeNames.Annotations}ApiRange({LiteralOrNull(_constraint.Minimum)}, {LiteralOrNull(_constraint.Maximum)})";
        }

        if (_constraint.Pattern is not null)
        {
            yield return $"{RuntimeNames.Annotations}ApiPattern({CSharpText.Literal(PatternDialect.ToDotNet(_constraint.Pattern))})";
        }

        if (!_constraint.Values.IsEmpty)
        {
            yield return $"{RuntimeNames.Annotations}ApiValues({string.Join(", ", _constraint.Values.Select(CSharpText.Literal))})";
        }
    }

    /// <summary>The constraint in words.</summary>
    public IEnumerable<string> Remarks()
    {
        if (_constraint is null)
        {
            yield break;
        }

        if (!_constraint.Values.IsEmpty)
        {
            yield return "Allowed values: " + string.Join(", ", _constraint.Values) + ".";
        }

        if (Span(_constraint.MinLength, _constraint.MaxLength) is { } length)
        {
            yield return $"Length: {length} characters.";
        }

        if (Span(_constraint.Minimum, _constraint.Maximum) is { } range)
        {
            yield return $"Range: {range}.";
        }

        if (Span(_constraint.MinItems, _constraint.MaxItems) is { } items)
        {
            yield return $"Number of elements: {items}.";
        }

        if (_constraint.Pattern is not null)
        {
            yield return $"Pattern: {_constraint.Pattern}";
        }
    }

    private string ListCheck(TypeReference element, string validation, string list, string name) => element.Kind switch
    {
        ValueKind.Object => $"{validation}.ObjectList({list}, {name})",
        ValueKind.List => $"{validation}.Lists({list}, {name}, static (ref {RuntimeNames.Json}RequestValidation inner, {valueTypes.Declared(element)} list) => {ListCheck(element.Element!, "inner", "list", "\"\"")})",
        _ => $"{validation}.Elements({list}, {name})",
    };

    private static string? Span(object? minimum, object? maximum) => (minimum, maximum) switch
    {
        (null, null) => null,
        (null, _) => FormattableString.Invariant($"at most {maximum}"),
        (_, null) => FormattableString.Invariant($"at least {minimum}"),
        _ => FormattableString.Invariant($"{minimum} to {maximum}"),
    };

    private static string Bounds(int? minimum, int? maximum) => FormattableString.Invariant($"{minimum ?? 0}, ")
        + (maximum?.ToString(CultureInfo.InvariantCulture) ?? "int.MaxValue");

    private static string LiteralOrNull(string? text) => text is null ? "null" : CSharpText.Literal(text);

    private string Number(string? text) => text is null ? "null" : Value(text);

    private string Value(string text) => _value.Kind switch
    {
        ValueKind.Int64 => text + "L",
        ValueKind.UInt64 => text + "UL",
        ValueKind.Double => text + "D",
        ValueKind.Bool => text,
        _ => CSharpText.Literal(text),
    };
}
