using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>The slow path of reading numbers and booleans: everything that is not simply a number in the promised form.</summary>
internal static class JsonNumber
{
    private const NumberStyles Integer = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
    private const NumberStyles Float = NumberStyles.Float;

    internal static long? Int64(ref Utf8JsonReader reader)
    {
        if (!TryGetText(ref reader, "integer", out string? text))
        {
            return null;
        }

        if (long.TryParse(text, Integer, CultureInfo.InvariantCulture, out long value))
        {
            return value;
        }

        // The bounds are those of the rounded value, so that 9223372036854775807.4 still fits.
        return TryRound(text, out decimal rounded) && rounded is >= long.MinValue and <= long.MaxValue
            ? (long)rounded
            : throw Unfit(ref reader, "64-bit integer");
    }

    internal static ulong? UInt64(ref Utf8JsonReader reader)
    {
        if (!TryGetText(ref reader, "integer", out string? text))
        {
            return null;
        }

        if (ulong.TryParse(text, Integer, CultureInfo.InvariantCulture, out ulong value))
        {
            return value;
        }

        return TryRound(text, out decimal rounded) && rounded is >= ulong.MinValue and <= ulong.MaxValue
            ? (ulong)rounded
            : throw Unfit(ref reader, "64-bit integer without sign");
    }

    internal static double? Double(ref Utf8JsonReader reader)
    {
        if (!TryGetText(ref reader, "number", out string? text))
        {
            return null;
        }

        return double.TryParse(text, Float, CultureInfo.InvariantCulture, out double value) ? value : throw Unfit(ref reader, "number");
    }

    internal static bool? Boolean(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return reader.TokenType == JsonTokenType.True;
        }

        if (!TryGetText(ref reader, "boolean", out string? text))
        {
            return null;
        }

        if (bool.TryParse(text, out bool value))
        {
            return value;
        }

        bool mayBeNumber = reader.TokenType == JsonTokenType.Number || text.Trim() is "0" or "1";
        return mayBeNumber && double.TryParse(text, Float, CultureInfo.InvariantCulture, out double number)
            ? number != 0
            : throw Unfit(ref reader, "boolean");
    }

    /// <summary>
    /// The text of a scalar; false when there is no value. From a list with one scalar that scalar is taken, and an empty
    /// list is no value.
    /// </summary>
    private static bool TryGetText(ref Utf8JsonReader reader, string wanted, [NotNullWhen(true)] out string? text)
    {
        text = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return false;
            case JsonTokenType.True when wanted != "boolean":
                text = "1";
                return true;
            case JsonTokenType.False when wanted != "boolean":
                text = "0";
                return true;
            case JsonTokenType.StartObject:
                throw new JsonValueException($"an object where {Article(wanted)} {wanted} was expected", reader.TokenStartIndex);
            case JsonTokenType.StartArray:
                return TryGetOnlyElement(ref reader, wanted, out text);
            default:
                text = JsonRead.String(ref reader)!;
                return !string.IsNullOrWhiteSpace(text);
        }
    }

    private static bool TryGetOnlyElement(ref Utf8JsonReader reader, string wanted, [NotNullWhen(true)] out string? text)
    {
        long start = reader.TokenStartIndex;
        text = null;
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        bool present = TryGetText(ref reader, wanted, out text);
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray)
        {
            throw new JsonValueException($"a list where {Article(wanted)} {wanted} was expected", start);
        }

        return present;
    }

    private static bool TryRound(string text, out decimal rounded)
    {
        rounded = 0;
        if (decimal.TryParse(text, Float, CultureInfo.InvariantCulture, out decimal value))
        {
            rounded = decimal.Round(value, MidpointRounding.ToEven);
            return true;
        }

        return false;
    }

    // The value itself stays out of the text: it may be something that must not be logged.
    private static JsonValueException Unfit(ref Utf8JsonReader reader, string wanted)
    {
        string found = reader.TokenType switch
        {
            JsonTokenType.Number => "a number",
            JsonTokenType.EndArray => "a list",
            _ => "a text",
        };
        return new JsonValueException($"{found} that is no {wanted}", reader.TokenStartIndex);
    }

    private static string Article(string noun) => noun[0] == 'i' ? "an" : "a";
}
