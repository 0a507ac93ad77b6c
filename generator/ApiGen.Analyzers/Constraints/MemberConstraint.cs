using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace ApiGen.Analyzers.Constraints;

/// <summary>What the spec allows for one member.</summary>
internal sealed class MemberConstraint
{
    private const int MostValuesShown = 8;

    /// <summary>Whether the member is a list, whose elements are constrained.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether the value, or each element, is a double: numbers are compared as what they become.</summary>
    public bool IsDouble { get; init; }

    /// <summary>Whether an element that is null is refused, because the list is sent.</summary>
    public bool HoldsNoNulls { get; init; }

    /// <summary>Whether the value must not be shown.</summary>
    public bool IsSensitive { get; init; }

    public (int Minimum, int Maximum)? Length { get; init; }

    public (int Minimum, int Maximum)? ItemCount { get; init; }

    public (string? Minimum, string? Maximum)? Range { get; init; }

    public Regex? Pattern { get; init; }

    /// <summary>The pattern as it stands in the spec, for messages.</summary>
    public string? WrittenPattern { get; init; }

    public ImmutableArray<string> Values { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>What is wrong with a number of elements; null when nothing is, or elements may still be added.</summary>
    /// <param name="least">How many there are at least.</param>
    /// <param name="most">How many there are at most; null when that is not known.</param>
    /// <param name="isFinal">Whether none can be added any more.</param>
    public string? CountProblem(int least, int? most, bool isFinal) =>
        ItemCount is not { } bounds ? null
        : least > bounds.Maximum ? "at most " + Needed(bounds.Maximum, "element", "allowed")
        : most < bounds.Minimum && isFinal ? "at least " + Needed(bounds.Minimum, "element", "needed")
        : null;

    /// <summary>What is wrong with a value; null when nothing is, or it is not constant.</summary>
    /// <param name="plain">The value as written.</param>
    /// <param name="converted">The value as the member gets it.</param>
    public string? Problem(IOperation plain, IOperation converted)
    {
        if (IsList && HoldsNoNulls && plain.ConstantValue is { HasValue: true, Value: null })
        {
            return "take the element out of the list";
        }

        return converted.Constant() is { } constant and not string ? NumberProblem(constant)
            : ConstantText.Of(plain) is { } text ? TextProblem(text)
            : null;
    }

    /// <summary>A number of things, in words.</summary>
    public static string Count(int number, string what) => Format(number) + " " + what + (number == 1 ? "" : "s");

    private static string Needed(int number, string what, string how) => Count(number, what) + (number == 1 ? " is " : " are ") + how;

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string? TextProblem(ConstantText text)
    {
        if (!Values.IsEmpty && !Values.Any(text.CanBe))
        {
            return "allowed are " + Listed();
        }

        if (Length is { } bounds && text.LeastLength > bounds.Maximum)
        {
            return "at most " + Needed(bounds.Maximum, "character", "allowed") + ", these are " + (text.IsWhole ? "" : "at least ") + Format(text.LeastLength);
        }

        if (!text.IsWhole)
        {
            return null;
        }

        return Length is { } limits && text.LeastLength < limits.Minimum ? "at least " + Needed(limits.Minimum, "character", "needed") + ", these are " + Format(text.LeastLength)
            : Pattern is not null ? PatternProblem(Pattern, WrittenPattern ?? Pattern.ToString(), text.Prefix)
            : null;
    }

    private static string? PatternProblem(Regex pattern, string written, string text)
    {
        try
        {
            return pattern.IsMatch(text) ? null : "it must match " + written;
        }
        catch (RegexMatchTimeoutException)
        {
            // As in the client, which then refuses to send.
            return "it cannot be matched with " + written + " in reasonable time";
        }
    }

    private string? NumberProblem(object constant)
    {
        if (constant is bool)
        {
            return null;
        }

        if (constant is char character)
        {
            constant = (int)character;
        }

        if (!Values.IsEmpty)
        {
            return Values.Any(value => Compare(constant, value) == 0) ? null : "allowed are " + Listed();
        }

        if (Range is not { } range)
        {
            return null;
        }

        return constant is double.NaN or float.NaN ? "it is not a number"
            : range.Minimum is { } minimum && Compare(constant, minimum) < 0 ? "the least is " + minimum
            : range.Maximum is { } maximum && Compare(constant, maximum) > 0 ? "the greatest is " + maximum
            : null;
    }

    /// <summary>Compares a number with a bound of the spec; null when they cannot be compared.</summary>
    private int? Compare(object constant, string bound)
    {
        if (IsDouble || constant is double or float)
        {
            return double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out double floating)
                ? Convert.ToDouble(constant, CultureInfo.InvariantCulture).CompareTo(floating)
                : null;
        }

        return decimal.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            ? Convert.ToDecimal(constant, CultureInfo.InvariantCulture).CompareTo(exact)
            : null;
    }

    private string Listed() =>
        string.Join(", ", Values.Take(MostValuesShown).Select(static value => value.Length == 0 ? "\"\"" : value)) + (Values.Length > MostValuesShown ? ", …" : "");
}
