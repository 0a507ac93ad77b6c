using System.Globalization;
using System.Text.Json.Nodes;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Requests;

/// <summary>A scalar that travelled as text.</summary>
internal static class TextValue
{
    /// <summary>The value as the JSON kind that its type asks for; the text itself when it does not have that form, which the type check then finds.</summary>
    public static JsonNode Read(string text, TypeReference? type)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return type?.Kind switch
        {
            ValueKind.Int64 when long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out long number) => number,
            ValueKind.UInt64 when ulong.TryParse(text, NumberStyles.None, culture, out ulong number) => number,
            ValueKind.Double when double.TryParse(text, NumberStyles.Float, culture, out double number) && double.IsFinite(number) => number,
            ValueKind.Bool when bool.TryParse(text, out bool flag) => flag,
            _ => text,
        };
    }
}
