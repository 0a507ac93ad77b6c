using System.Globalization;
using ApiGen.Specs.Declarations;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads the values of keys that take a scalar.</summary>
internal static class ScalarReader
{
    /// <summary>Text that must not be empty; null when it is or something else stands there.</summary>
    public static ScalarNode? Text(this ReadContext context, MappingEntry? entry)
    {
        if (entry is null)
        {
            return null;
        }

        if (entry.Value is ScalarNode scalar && IsText(scalar))
        {
            return scalar;
        }

        context.WrongKind(entry.Value, $"'{entry.Key}'", "text");
        return null;
    }

    /// <summary>The C# name that is fixed for something; null when absent or wrong.</summary>
    public static LocatedText? CSharpName(this ReadContext context, MappingEntry? entry)
    {
        if (context.Text(entry) is not { } text)
        {
            return null;
        }

        if (Names.CSharpNameFault(text.Value) is { } fault)
        {
            context.Report(SpecDiagnostics.InvalidName, text.Span, text.Value, "a class, property, method or member of an enum", fault);
            return null;
        }

        return new LocatedText(text);
    }

    /// <summary>Whether the scalar is text by the core schema, and not blank.</summary>
    public static bool IsText(ScalarNode scalar) => PlainScalar.Classify(scalar) == ScalarKind.Text && !string.IsNullOrWhiteSpace(scalar.Value);

    /// <summary>Prose, which may be absent or empty.</summary>
    public static string Prose(this ReadContext context, MappingEntry? entry)
    {
        switch (entry?.Value)
        {
            case null:
                return "";
            case ScalarNode scalar:
                return PlainScalar.IsNull(scalar) ? "" : scalar.Value.Trim();
            default:
                context.WrongKind(entry.Value, $"'{entry.Key}'", "text");
                return "";
        }
    }

    /// <summary><c>true</c> or <c>false</c>; false when absent or wrong.</summary>
    public static bool Flag(this ReadContext context, MappingEntry? entry)
    {
        if (entry is null)
        {
            return false;
        }

        if (entry.Value is ScalarNode scalar)
        {
            if (PlainScalar.Classify(scalar) == ScalarKind.Bool)
            {
                return PlainScalar.IsTrue(scalar);
            }

            context.Report(SpecDiagnostics.ValueNotAllowed, scalar.Span, scalar.Value, entry.Key, "Write true or false without quotes.");
            return false;
        }

        context.WrongKind(entry.Value, $"'{entry.Key}'", "true or false");
        return false;
    }

    /// <summary>A reason; empty for <c>true</c>, null for <c>false</c> or when absent.</summary>
    public static string? FlagOrReason(this ReadContext context, MappingEntry? entry)
    {
        if (entry is null)
        {
            return null;
        }

        if (entry.Value is not ScalarNode scalar || PlainScalar.IsNull(scalar))
        {
            context.WrongKind(entry.Value, $"'{entry.Key}'", "true, false or the reason in words");
            return null;
        }

        if (PlainScalar.Classify(scalar) == ScalarKind.Bool)
        {
            return PlainScalar.IsTrue(scalar) ? "" : null;
        }

        if (PlainScalar.IsOldBool(scalar))
        {
            context.Report(SpecDiagnostics.ValueNotAllowed, scalar.Span, scalar.Value, entry.Key, "Write true, false or the reason in words; put the word in quotes if it is the reason.");
            return null;
        }

        return scalar.Value.Trim();
    }

    /// <summary>One of a fixed choice of words; null when absent or wrong.</summary>
    public static T? Choice<T>(this ReadContext context, MappingEntry? entry, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (context.Text(entry) is not { } text)
        {
            return null;
        }

        if (choices.TryGetValue(text.Value, out T value))
        {
            return value;
        }

        string hint = NearestName.Hint(text.Value, choices.Keys, $"Allowed values: {string.Join(", ", choices.Keys)}.");
        context.Report(SpecDiagnostics.ValueNotAllowed, text.Span, text.Value, entry!.Key, hint);
        return null;
    }

    /// <summary>A whole number of at least the given one; null when absent or wrong.</summary>
    public static int? Count(this ReadContext context, MappingEntry? entry, int least)
    {
        if (entry is null)
        {
            return null;
        }

        if (entry.Value is not ScalarNode scalar || PlainScalar.IsNull(scalar))
        {
            context.WrongKind(entry.Value, $"'{entry.Key}'", "a whole number");
            return null;
        }

        if (PlainScalar.Integer(scalar) is { } value && value >= least && value <= int.MaxValue)
        {
            return (int)value;
        }

        context.Report(SpecDiagnostics.InvalidCount, scalar.Span, scalar.Value, entry.Key, least.ToInvariant());
        return null;
    }

    /// <summary>A format of a text; null when absent or wrong. One that is not known is a hint, unless it is a slip of one that is.</summary>
    public static string? Format(this ReadContext context, MappingEntry? entry, TypeReference? type)
    {
        if (context.Text(entry) is not { } text)
        {
            return null;
        }

        bool isTyped = DerivedNames.TypedFormats.ContainsKey(text.Value);
        ValueKind? kind = type is { Kind: ValueKind.List } ? type.Element!.Kind : type?.Kind;
        string? fault = !isTyped ? NearestName.Find(text.Value, DerivedNames.TypedFormats.Keys, furthest: 1) is { } near ? $"Did you mean '{near}'?" : null
            : kind is null or ValueKind.String ? null
            : $"It is the form of a text, and the member is of the type {type}.";
        if (fault is not null)
        {
            context.Report(SpecDiagnostics.ValueNotAllowed, text.Span, text.Value, entry!.Key, fault);
        }

        return fault is null ? text.Value : null;
    }

    /// <summary>A distance from UTC in minutes; null when absent or wrong.</summary>
    public static int? TimeZone(this ReadContext context, MappingEntry? entry, string? format)
    {
        if (context.Text(entry) is not { } text)
        {
            return null;
        }

        if (format is not ("date-time" or "datetime"))
        {
            context.Report(SpecDiagnostics.ValueNotAllowed, text.Span, text.Value, entry!.Key, "Only the formats date-time and datetime have a time zone.");
            return null;
        }

        string value = text.Value;
        if (value.Length == 6 && value[0] is '+' or '-' && value[3] == ':'
            && int.TryParse(value.Substring(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int hours) && hours <= 14
            && int.TryParse(value.Substring(4), NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) && minutes < 60
            && (hours * 60) + minutes <= 14 * 60)
        {
            return (value[0] == '-' ? -1 : 1) * ((hours * 60) + minutes);
        }

        context.Report(SpecDiagnostics.ValueNotAllowed, text.Span, value, entry!.Key, "Write the distance from UTC, such as '+08:00' or '+00:00'.");
        return null;
    }

    /// <summary>An absolute https address; null when absent or wrong.</summary>
    public static string? HttpsAddress(this ReadContext context, MappingEntry? entry)
    {
        if (context.Text(entry) is not { } text)
        {
            return null;
        }

        if (Names.IsHttpsAddress(text.Value))
        {
            return text.Value;
        }

        context.Report(SpecDiagnostics.InvalidUrl, text.Span, text.Value);
        return null;
    }
}
