using ApiGen.Generator.Models;
using ApiGen.Generator.Naming;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Generator.Emission;

/// <summary>What a text gets beside its property: constants for its allowed values, and a typed view for its format.</summary>
internal static class TypedViews
{
    // The vendor's services write times without a zone as the clock in China shows them, which knows no summer time.
    private const int DefaultZoneMinutes = 8 * 60;

    /// <summary>The constants; null for a member without a set of texts.</summary>
    public static ConstantsEmitModel? Constants(MemberModel member, string property, NameScope scope)
    {
        if (member.Constraint is not { Values.IsEmpty: false } constraint || Innermost(member.Type).Kind != ValueKind.String)
        {
            return null;
        }

        string name = scope.Take(property + "Values", property + "AllowedValues");
        IReadOnlyDictionary<string, string> names = ValueNames.Of(constraint.Values, name);
        return new ConstantsEmitModel(
            name,
            constraint.Values.Distinct(StringComparer.Ordinal).Select(value => new ConstantEmitModel(names[value], CSharpText.LiteralContent(value), CSharpText.XmlText(value))).ToEquatableArray());
    }

    /// <summary>The typed view; null for a member without a format that has one.</summary>
    /// <param name="member">The member.</param>
    /// <param name="property">Its property.</param>
    /// <param name="target">What an assignment sets; empty where the caller must see the member itself set.</param>
    /// <param name="scope">The names of the class.</param>
    public static ViewEmitModel? View(MemberModel member, string property, string target, NameScope scope)
    {
        if (member.Type.Kind != ValueKind.String)
        {
            return null;
        }

        int zone = member.TimeZone ?? DefaultZoneMinutes;
        return member.Format switch
        {
            "date-time" => Make("AsDateTime", "global::System.DateTimeOffset", "a point in time", $"ReadDateTime({property}, {zone})", "WriteDateTime(value)", ZoneText(zone)),
            "datetime" => Make("AsDateTime", "global::System.DateTimeOffset", "a point in time", $"ReadDateTime({property}, {zone})", $"WriteLocalDateTime(value, {zone})", ZoneText(zone)),
            "date" => Make("AsDate", "global::System.DateOnly", "a date", $"ReadDate({property})", "WriteDate(value)", ""),
            "base64" => Make("AsBytes", "byte[]", "the bytes that it encodes", $"ReadBase64({property})", "WriteBase64(value)", ""),
            _ => null,
        };

        ViewEmitModel Make(string suffix, string type, string what, string read, string write, string further) => new(
            scope.Take(property + suffix),
            type + "?",
            $"<see cref=\"{property}\"/> as {what}; null when it is not set or its text is none.{further}",
            $"{RuntimeNames.Json}TextFormat.{read}",
            target.Length == 0 ? "" : $"{target} = {RuntimeNames.Json}TextFormat.{write}");
    }

    private static string ZoneText(int minutes) =>
        FormattableString.Invariant($" A text without a zone counts as UTC{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}.");

    private static TypeReference Innermost(TypeReference type)
    {
        while (type.Kind == ValueKind.List)
        {
            type = type.Element!;
        }

        return type;
    }
}
