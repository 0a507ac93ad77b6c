using System.Globalization;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Conformance;

/// <summary>Holds a value that has its type against the limits on it.</summary>
internal static class ScalarConstraint
{
    /// <summary>The limits that the value breaks, each with its bound, in the order in which the runtime tells them.</summary>
    /// <param name="constraint">The limits.</param>
    /// <param name="kind">The value's type.</param>
    /// <param name="value">The text, or the number's text.</param>
    public static IEnumerable<(ViolationKind Kind, string Bound)> Broken(ConstraintModel constraint, ValueKind kind, string value)
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

        if (constraint.Pattern is { } pattern && PatternMatcher.Of(constraint).Matches(value) is not true and var verdict)
        {
            yield return (verdict is null ? ViolationKind.PatternUndecided : ViolationKind.PatternMismatch, pattern);
        }

        if (!constraint.Values.IsEmpty && !constraint.Values.Any(allowed => Equals(kind, value, allowed)))
        {
            yield return (ViolationKind.NotAllowed, string.Join(", ", constraint.Values));
        }
    }

    private static bool Equals(ValueKind kind, string value, string allowed) =>
        kind == ValueKind.String ? value == allowed : ExactNumber.Compare(kind, value, allowed) == 0;
}
