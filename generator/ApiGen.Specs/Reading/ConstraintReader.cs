using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>
/// Reads the limits on a member's values and holds them against its type and each other. Without a type only the limits' own form is checked. What is
/// told of a sensitive member never shows its values.
/// </summary>
internal sealed class ConstraintReader(MapReader map, TypeReference? type, bool isSensitive)
{
    private readonly ReadContext _context = map.Context;
    private readonly MatchingTime _matching = new();

    // Value limits hold for a list's elements.
    private readonly TypeReference? _valueType = type is { Kind: ValueKind.List } ? type.Element : type;

    public ConstraintModel? Read(out string? defaultValue)
    {
        var constraint = new ConstraintModel
        {
            MinLength = Fitting("minLength", IsText, "text") is { } minLength ? _context.Count(minLength, 0) : null,
            MaxLength = Fitting("maxLength", IsText, "text") is { } maxLength ? _context.Count(maxLength, 0) : null,
            Pattern = Fitting("pattern", IsText, "text") is { } pattern ? Pattern(pattern) : null,
            Minimum = Fitting("minimum", IsNumber, "numbers") is { } minimum ? Limit(minimum) : null,
            Maximum = Fitting("maximum", IsNumber, "numbers") is { } maximum ? Limit(maximum) : null,
            MinItems = Fitting("minItems", IsList, "lists") is { } minItems ? _context.Count(minItems, 0) : null,
            MaxItems = Fitting("maxItems", IsList, "lists") is { } maxItems ? _context.Count(maxItems, 0) : null,
        };

        CheckOrder("minLength", constraint.MinLength, "maxLength", constraint.MaxLength);
        CheckOrder("minimum", Parse(constraint.Minimum), "maximum", Parse(constraint.Maximum));
        CheckOrder("minItems", constraint.MinItems, "maxItems", constraint.MaxItems);

        constraint = constraint with { Values = Values(constraint) };
        defaultValue = Default(constraint);
        return constraint == new ConstraintModel() ? null : constraint;
    }

    private bool IsText() => _valueType!.Kind == ValueKind.String;

    private bool IsNumber() => _valueType!.Kind is ValueKind.Int64 or ValueKind.UInt64 or ValueKind.Double;

    private bool IsList() => type!.Kind == ValueKind.List;

    private MappingEntry? Fitting(string key, Func<bool> fits, string limits)
    {
        MappingEntry? entry = map.Find(key);
        if (entry is null || type is null || fits())
        {
            return entry;
        }

        _context.Report(SpecDiagnostics.ConstraintDoesNotFit, entry.KeySpan, key, type.ToString(), limits);
        return null;
    }

    private string? Pattern(MappingEntry entry)
    {
        if (entry.Value is not ScalarNode { Value.Length: > 0 } scalar || PlainScalar.Classify(scalar) != ScalarKind.Text)
        {
            _context.WrongKind(entry.Value, "'pattern'", "a regular expression");
            return null;
        }

        string? fault = PatternFault(scalar.Value);
        if (fault is not null)
        {
            _context.Report(SpecDiagnostics.InvalidPattern, scalar.Span, fault);
        }

        return fault is null ? scalar.Value : null;
    }

    private static string? PatternFault(string pattern)
    {
        if (pattern.Length > SpecLimits.MaxPatternLength)
        {
            return $"it is longer than {SpecLimits.MaxPatternLength} characters";
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            _ = new Regex(PatternDialect.ToDotNet(pattern), RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private string? Limit(MappingEntry entry)
    {
        if (entry.Value is ScalarNode scalar && PlainScalar.NumberText(scalar) is { } number)
        {
            return _valueType is null ? number : Value(entry.Key, scalar, _valueType);
        }

        _context.WrongKind(entry.Value, $"'{entry.Key}'", "a finite number without quotes");
        return null;
    }

    private EquatableArray<string> Values(ConstraintModel constraint)
    {
        MappingEntry? entry = Fitting("values", () => IsText() || IsNumber(), "text and numbers");
        if (entry is null)
        {
            return EquatableArray<string>.Empty;
        }

        if (entry.Value is not SequenceNode { Items.Count: > 0 } sequence)
        {
            _context.WrongKind(entry.Value, "'values'", "a list of at least one allowed value, such as [a, b]");
            return EquatableArray<string>.Empty;
        }

        List<string> values = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (SpecNode item in sequence.Items)
        {
            if (item is not ScalarNode scalar || PlainScalar.IsNull(scalar))
            {
                _context.WrongKind(item, "Each of 'values'", "text or a number");
            }
            else if (Value("values", scalar, _valueType) is not { } value)
            {
                continue;
            }
            else if (known.Contains(Identity(value)))
            {
                _context.Report(SpecDiagnostics.ContradictoryConstraint, scalar.Span, Shown("The value", value), "the same value earlier in the list");
            }
            else if (!ViolatesLimits(scalar, "value", value, constraint))
            {
                known.Add(Identity(value));
                values.Add(value);
            }
        }

        return values.ToEquatableArray();
    }

    private string? Default(ConstraintModel constraint)
    {
        MappingEntry? entry = map.Find("default");
        if (entry is null)
        {
            return null;
        }

        if (entry.Value is not ScalarNode scalar || PlainScalar.IsNull(scalar))
        {
            _context.WrongKind(entry.Value, "'default'", "text, a number, true or false");
            return null;
        }

        if (type is { Kind: ValueKind.Object or ValueKind.List })
        {
            _context.Report(SpecDiagnostics.ConstraintDoesNotFit, entry.KeySpan, "default", type.ToString(), "scalars");
            return null;
        }

        if (Value("default", scalar, type) is not { } value || ViolatesLimits(scalar, "default", value, constraint))
        {
            return null;
        }

        return value;
    }

    // The value in its normal form; null after reporting that it is none of the type.
    private string? Value(string key, ScalarNode scalar, TypeReference? valueType)
    {
        (string? value, string remedy) = valueType?.Kind switch
        {
            ValueKind.Int64 => (WholeNumber(scalar, long.MinValue, long.MaxValue), "a whole number from -9223372036854775808 to 9223372036854775807 without quotes"),
            ValueKind.UInt64 => (WholeNumber(scalar, ulong.MinValue, ulong.MaxValue), "a whole number from 0 to 18446744073709551615 without quotes"),
            ValueKind.Double => (PlainScalar.NumberText(scalar), "a number without quotes"),
            ValueKind.Bool => (PlainScalar.Classify(scalar) == ScalarKind.Bool ? PlainScalar.IsTrue(scalar) ? "true" : "false" : null, "true or false without quotes"),
            _ => (scalar.Value, ""),
        };
        if (value is null)
        {
            _context.Report(SpecDiagnostics.InvalidConstraintValue, scalar.Span, Shown("The value", scalar.Value), key, valueType!.ToString(), remedy);
        }

        return value;
    }

    private static string? WholeNumber(ScalarNode scalar, decimal least, decimal greatest) =>
        PlainScalar.Integer(scalar) is { } value && value >= least && value <= greatest ? value.ToString(CultureInfo.InvariantCulture) : null;

    private bool ViolatesLimits(ScalarNode scalar, string what, string value, ConstraintModel constraint)
    {
        string? limit = type is null ? null : ScalarConstraint.Broken(constraint, _valueType!.Kind, value, _matching).Select(static broken => broken.Kind switch
        {
            ViolationKind.TooShort => "minLength",
            ViolationKind.TooLong => "maxLength",
            ViolationKind.TooSmall => "minimum",
            ViolationKind.TooLarge => "maximum",
            ViolationKind.PatternMismatch or ViolationKind.PatternUndecided => "pattern",
            _ => "values",
        }).FirstOrDefault();
        if (limit is not null)
        {
            _context.Report(SpecDiagnostics.ContradictoryConstraint, scalar.Span, Shown($"The {what}", value), $"'{limit}'");
        }

        return limit is not null;
    }

    private string Shown(string what, string value) => isSensitive ? what : $"{what} '{value}'";

    // 1, 1.0 and 1e0 are one number; whole ones are in their normal form already.
    private string Identity(string value) =>
        _valueType is { Kind: ValueKind.Double } ? double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture) : value;

    private void CheckOrder<T>(string leastKey, T? least, string greatestKey, T? greatest)
        where T : struct, IComparable<T>
    {
        if (least is { } low && greatest is { } high && low.CompareTo(high) > 0)
        {
            _context.Report(SpecDiagnostics.ContradictoryConstraint, map.Find(leastKey)!.Value.Span, $"'{leastKey}'", $"'{greatestKey}', which is less");
        }
    }

    // Integers as decimal, because a double cannot keep neighbours beyond 2^53 apart.
    private static Comparable? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal whole)
            ? new Comparable(whole, (double)whole)
            : new Comparable(null, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private readonly record struct Comparable(decimal? Whole, double Approximate) : IComparable<Comparable>
    {
        public int CompareTo(Comparable other) =>
            Whole is { } left && other.Whole is { } right ? left.CompareTo(right) : Approximate.CompareTo(other.Approximate);

        public static bool operator <(Comparable left, Comparable right) => left.CompareTo(right) < 0;

        public static bool operator >(Comparable left, Comparable right) => left.CompareTo(right) > 0;
    }
}
