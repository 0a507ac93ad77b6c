using ApiGen.Explorer.Calling;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Pages;

/// <summary>Words for what a spec says about a member.</summary>
internal static class MemberText
{
    /// <summary>Short marks, each with its kind for the style sheet.</summary>
    public static IEnumerable<(string Text, string Kind)> Marks(MemberModel member)
    {
        if (member.Required)
        {
            yield return ("required", "strong");
        }

        if (member.Nullable)
        {
            yield return ("may be null", "");
        }

        if (SensitiveNames.IsSensitive(member))
        {
            yield return ("sensitive", "warn");
        }

        if (member.Deprecated is not null)
        {
            yield return ("deprecated", "warn");
        }

        if (member.Disabled is not null)
        {
            yield return ("without effect", "bad");
        }
    }

    /// <summary>Those of a member in a tree, which may not go on below it.</summary>
    public static IEnumerable<(string Text, string Kind)> Marks(MemberRow row)
    {
        foreach ((string Text, string Kind) mark in Marks(row.Member))
        {
            yield return mark;
        }

        if (row.IsShownAbove)
        {
            yield return ("members see above", "");
        }

        if (row.IsTooDeep)
        {
            yield return ("deeper than is shown", "");
        }
    }

    /// <summary>What a value must satisfy, and what it is when it is left out; allowed values aside.</summary>
    public static IEnumerable<string> Constraints(MemberModel member)
    {
        if (member.Constraint is { } constraint)
        {
            if (Between(constraint.MinLength?.ToString(Invariant), constraint.MaxLength?.ToString(Invariant), "character") is { } length)
            {
                yield return length;
            }

            if (Between(constraint.Minimum, constraint.Maximum, "") is { } range)
            {
                yield return range;
            }

            if (Between(constraint.MinItems?.ToString(Invariant), constraint.MaxItems?.ToString(Invariant), "element") is { } items)
            {
                yield return items;
            }

            if (constraint.Pattern is { } pattern)
            {
                yield return $"Pattern {pattern}";
            }
        }

        if (member.Format is { } format)
        {
            yield return $"Format {format}{(FormatCheck.ExampleOf(format) is { } example ? $", such as {example}" : "")}";
        }

        if (member.Default is { } value)
        {
            yield return $"Default {Shown(value)}";
        }

        if (member.Deprecated is { Length: > 0 } deprecated)
        {
            yield return $"Deprecated: {deprecated}";
        }

        if (member.Disabled is { Length: > 0 } disabled)
        {
            yield return $"Without effect: {disabled}";
        }
    }

    /// <summary>A value as it is seen, which an empty text is not.</summary>
    public static string Shown(string value) => value.Length == 0 ? "(empty text)" : value;

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static string? Between(string? least, string? most, string unit) => (least, most) switch
    {
        (null, null) => null,
        (null, _) => "At most " + Counted(most, unit),
        (_, null) => "At least " + Counted(least, unit),
        _ when least == most => "Exactly " + Counted(least, unit),
        _ => $"{least} to " + Counted(most, unit),
    };

    private static string Counted(string number, string unit) => unit.Length == 0 ? number : number == "1" ? $"1 {unit}" : $"{number} {unit}s";
}
