using System.Globalization;
using System.Runtime.CompilerServices;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Conformance;

/// <summary>Holds a value that has its type against the limits on it.</summary>
internal static class ScalarConstraint
{
    // A message names so many of the allowed values and counts the others.
    private const int MostShownValues = 100;

    // A set is dear to make for few values, and models live as long as their file stays unchanged.
    private const int FewValues = 16;

    private static readonly ConditionalWeakTable<ConstraintModel, HashSet<string>> Sets = new();

    /// <summary>The limits that the value breaks, each with its bound, in the order in which the runtime tells them.</summary>
    /// <param name="constraint">The limits.</param>
    /// <param name="kind">The value's type.</param>
    /// <param name="value">The text, or the number's text.</param>
    /// <param name="time">What patterns may take.</param>
    public static IEnumerable<(ViolationKind Kind, string Bound)> Broken(ConstraintModel constraint, ValueKind kind, string value, MatchingTime time)
    {
        if (kind == ValueKind.String)
        {
            if (value.Length < constraint.MinLength)
            {
                yield return (ViolationKind.TooShort, constraint.MinLength.Value.ToString(CultureInfo.InvariantCulture));
            }
            else if (value.Length > constraint.MaxLength)
            {
                yield return (ViolationKind.TooLong, constraint.MaxLength.Value.ToString(CultureInfo.InvariantCulture));
            }
        }
        else if (constraint.Minimum is { } least && ExactNumber.Compare(kind, value, least) < 0)
        {
            yield return (ViolationKind.TooSmall, least);
        }
        else if (constraint.Maximum is { } greatest && ExactNumber.Compare(kind, value, greatest) > 0)
        {
            yield return (ViolationKind.TooLarge, greatest);
        }

        if (constraint.Pattern is { } pattern && PatternMatcher.Of(constraint).Matches(value, time) is not true and var verdict)
        {
            yield return (verdict is null ? ViolationKind.PatternUndecided : ViolationKind.PatternMismatch, pattern);
        }

        if (!constraint.Values.IsEmpty && !IsAllowed(constraint, kind, value))
        {
            int others = constraint.Values.Count - MostShownValues;
            string more = others > 0 ? $" and {others.ToString(CultureInfo.InvariantCulture)} more" : "";
            yield return (ViolationKind.NotAllowed, string.Join(", ", constraint.Values.Take(MostShownValues).Select(static allowed => allowed.Length == 0 ? ViolationText.EmptyText : allowed)) + more);
        }
    }

    private static bool IsAllowed(ConstraintModel constraint, ValueKind kind, string value)
    {
        if (constraint.Values.Count <= FewValues)
        {
            return constraint.Values.Any(allowed => Equals(kind, value, allowed));
        }

        // A number may be written in several ways; those that are not written as in the list are compared one by one.
        return Sets.GetValue(constraint, static key => new HashSet<string>(key.Values, StringComparer.Ordinal)).Contains(value)
            || (kind != ValueKind.String && constraint.Values.Any(allowed => Equals(kind, value, allowed)));
    }

    private static bool Equals(ValueKind kind, string value, string allowed) =>
        kind == ValueKind.String ? value == allowed : ExactNumber.Compare(kind, value, allowed) == 0;
}
