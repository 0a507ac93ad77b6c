using System.Globalization;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Comparing;

/// <summary>A difference between the limits on a value.</summary>
/// <param name="Text">In words.</param>
/// <param name="IsTighter">Whether a value that was allowed is so no more.</param>
internal sealed record ConstraintChange(string Text, bool IsTighter)
{
    /// <summary>The differences between two sets of limits.</summary>
    public static IEnumerable<ConstraintChange> Between(ConstraintModel? before, ConstraintModel? after)
    {
        before ??= new ConstraintModel();
        after ??= new ConstraintModel();
        if (before.Values != after.Values)
        {
            bool isTighter = !after.Values.IsEmpty && (before.Values.IsEmpty || before.Values.Any(value => !after.Values.Contains(value)));
            yield return new ConstraintChange($"values changed from {List(before.Values)} to {List(after.Values)}", isTighter);
        }

        if (before.Pattern != after.Pattern)
        {
            yield return new ConstraintChange($"pattern changed from {before.Pattern ?? "none"} to {after.Pattern ?? "none"}", after.Pattern is not null);
        }

        foreach (ConstraintChange? change in new[]
        {
            Lower("minLength", Number(before.MinLength), Number(after.MinLength)),
            Upper("maxLength", Number(before.MaxLength), Number(after.MaxLength)),
            Lower("minimum", Number(before.Minimum), Number(after.Minimum)),
            Upper("maximum", Number(before.Maximum), Number(after.Maximum)),
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

    private static ConstraintChange? Lower(string name, double? before, double? after) =>
        before == after ? null : new ConstraintChange(Words(name, before, after), after is not null && (before is null || after > before));

    private static ConstraintChange? Upper(string name, double? before, double? after) =>
        before == after ? null : new ConstraintChange(Words(name, before, after), after is not null && (before is null || after < before));

    private static string Words(string name, double? before, double? after) => $"{name} changed from {Show(before)} to {Show(after)}";

    private static string Show(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "none";

    private static double? Number(int? value) => value;

    private static double? Number(string? value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static string List(EquatableArray<string> values) => values.IsEmpty ? "any" : string.Join("|", values);
}
