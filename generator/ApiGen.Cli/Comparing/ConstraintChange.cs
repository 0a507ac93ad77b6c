using System.Globalization;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Comparing;

/// <summary>A difference between the limits on a value.</summary>
/// <param name="Text">In words.</param>
/// <param name="IsTighter">Whether a value that was allowed is so no more.</param>
internal sealed record ConstraintChange(string Text, bool IsTighter)
{
    // A change is one line of a report.
    private const int MostShownValues = 100;

    /// <summary>The limits of a member without those that leave out no value of its type.</summary>
    public static ConstraintModel? Effective(MemberModel member)
    {
        TypeReference type = member.Type;
        while (type.Element is { } element)
        {
            type = element;
        }

        (string Lowest, string Highest)? range = type.Kind switch
        {
            ValueKind.Int64 => (Text(long.MinValue), Text(long.MaxValue)),
            ValueKind.UInt64 => (Text(ulong.MinValue), Text(ulong.MaxValue)),
            _ => null,
        };
        return member.Constraint is not { } limits ? null : limits with
        {
            MinLength = limits.MinLength is 0 ? null : limits.MinLength,
            MinItems = limits.MinItems is 0 ? null : limits.MinItems,
            Minimum = range is { } low && limits.Minimum is { } minimum && Compare(minimum, low.Lowest) <= 0 ? null : limits.Minimum,
            Maximum = range is { } high && limits.Maximum is { } maximum && Compare(maximum, high.Highest) >= 0 ? null : limits.Maximum,
        };

        static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
    }

    /// <summary>The differences between two sets of limits.</summary>
    /// <param name="before">The limits before.</param>
    /// <param name="after">The limits after.</param>
    /// <param name="isSensitive">Whether the allowed values are not to be shown.</param>
    public static IEnumerable<ConstraintChange> Between(ConstraintModel? before, ConstraintModel? after, bool isSensitive)
    {
        before ??= new ConstraintModel();
        after ??= new ConstraintModel();
        if (before.Values != after.Values)
        {
            bool isTighter = !after.Values.IsEmpty && (before.Values.IsEmpty || !new HashSet<string>(after.Values, StringComparer.Ordinal).IsSupersetOf(before.Values));
            yield return new ConstraintChange(isSensitive ? "values changed" : $"values changed from {List(before.Values)} to {List(after.Values)}", isTighter);
        }

        if (before.Pattern != after.Pattern)
        {
            yield return new ConstraintChange($"pattern changed from {before.Pattern ?? "none"} to {after.Pattern ?? "none"}", after.Pattern is not null);
        }

        foreach (ConstraintChange? change in new[]
        {
            Lower("minLength", Number(before.MinLength), Number(after.MinLength)),
            Upper("maxLength", Number(before.MaxLength), Number(after.MaxLength)),
            Lower("minimum", before.Minimum, after.Minimum),
            Upper("maximum", before.Maximum, after.Maximum),
            Lower("minItems", Number(before.MinItems), Number(after.MinItems)),
            Upper("maxItems", Number(before.MaxItems), Number(after.MaxItems)),
        })
        {
            if (change is not null)
            {
                yield return change;
            }
        }
    }

    private static ConstraintChange? Lower(string name, string? before, string? after) =>
        IsSame(before, after) ? null : new ConstraintChange(Words(name, before, after), after is not null && (before is null || Compare(after, before) > 0));

    private static ConstraintChange? Upper(string name, string? before, string? after) =>
        IsSame(before, after) ? null : new ConstraintChange(Words(name, before, after), after is not null && (before is null || Compare(after, before) < 0));

    private static bool IsSame(string? before, string? after) => before is null || after is null ? before == after : Compare(before, after) == 0;

    // Whole numbers exactly: a double cannot keep neighbours beyond 2^53 apart.
    private static int Compare(string left, string right) => ExactNumber.Compare(ValueKind.Int64, left, right);

    private static string Words(string name, string? before, string? after) => $"{name} changed from {before ?? "none"} to {after ?? "none"}";

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string List(EquatableArray<string> values) => values.IsEmpty ? "any"
        : values.Count <= MostShownValues ? string.Join("|", values)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join("|", values.Take(MostShownValues))} and {values.Count - MostShownValues} more");
}
