using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Emission;

/// <summary>What a text gets beside its property: constants for its allowed values, and a typed view for its format.</summary>
internal static class TypedViews
{
    /// <summary>The constants; null for a member without a set of texts.</summary>
    public static ConstantsEmitModel? Constants(MemberModel member, DerivedNames names) => names.Constants.Length == 0 ? null : new ConstantsEmitModel(
        names.Constants,
        member.Constraint!.Values.Distinct(StringComparer.Ordinal).Select(value => new ConstantEmitModel(names.Values[value], CSharpText.LiteralContent(value), Shown(value))).ToEquatableArray());

    // White space that a page would not show tells values apart as well; those stand as in C#.
    private static string Shown(string value) => CSharpText.XmlText(IsPlain(value) ? value : CSharpText.Literal(value));

    private static bool IsPlain(string value) => value.Length > 0 && value[0] != ' ' && value[value.Length - 1] != ' ' && !value.Contains("  ")
        && value.All(static c => c == ' ' || !(char.IsWhiteSpace(c) || char.IsControl(c) || c is '\uFEFF' or '\uFFFE' or '\uFFFF'));

    /// <summary>The typed view; null for a member without a format that has one.</summary>
    /// <param name="member">The member.</param>
    /// <param name="property">Its property.</param>
    /// <param name="target">What an assignment sets; empty where the caller must see the member itself set.</param>
    /// <param name="names">The names beside the property.</param>
    public static ViewEmitModel? View(MemberModel member, string property, string target, DerivedNames names)
    {
        if (names.View.Length == 0)
        {
            return null;
        }

        int zone = member.TimeZone ?? MemberModel.DefaultTimeZone;
        const string PointInTime = "global::System.DateTimeOffset";
        return member.Format switch
        {
            "date-time" => Make(PointInTime, "a point in time", "DateTime", "DateTime") with { ReadZone = zone },
            "datetime" => Make(PointInTime, "a point in time", "DateTime", "LocalDateTime") with { ReadZone = zone, WriteZone = zone },
            "date" => Make("global::System.DateOnly", "a date", "Date", "Date"),
            "base64" => Make("byte[]", "the bytes that it encodes", "Base64", "Base64"),
            _ => null,
        };

        ViewEmitModel Make(string type, string what, string read, string write) => new()
        {
            Name = names.View,
            Type = type + "?",
            Summary = $"<see cref=\"{property}\"/> as {what}; null when it is not set or its text is none.{(type == PointInTime ? ZoneText(zone) : "")}",
            Read = read,
            Write = write,
            Target = target,
        };
    }

    private static string ZoneText(int minutes) =>
        FormattableString.Invariant($" A text without a zone counts as UTC{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}.");
}
