using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace ApiGen.Runtime.Json;

/// <summary>The slow path of reading numbers and booleans: everything that is not simply a number in the promised form.</summary>
internal static class JsonNumber
{
    private const NumberStyles Integer = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
    private const NumberStyles Float = NumberStyles.Float;

    // Of the largest number without sign.
    private const int MostDigits = 20;

    internal static long? Int64(ref Utf8JsonReader reader)
    {
        const string Wanted = "64-bit integer";
        return !TryGetText(ref reader, "integer", out string? text) ? null : Whole(ref reader, text, Wanted) switch
        {
            var value when value >= long.MinValue && value <= long.MaxValue => (long)value,
            _ => throw Unfit(ref reader, Wanted),
        };
    }

    internal static ulong? UInt64(ref Utf8JsonReader reader)
    {
        const string Wanted = "64-bit integer without sign";
        return !TryGetText(ref reader, "integer", out string? text) ? null : Whole(ref reader, text, Wanted) switch
        {
            var value when value >= ulong.MinValue && value <= ulong.MaxValue => (ulong)value,
            _ => throw Unfit(ref reader, Wanted),
        };
    }

    internal static double? Double(ref Utf8JsonReader reader)
    {
        if (!TryGetText(ref reader, "number", out string? text))
        {
            return null;
        }

        // Digits are never infinite: such a number is too large.
        return double.TryParse(text, Float, CultureInfo.InvariantCulture, out double value) && (double.IsFinite(value) || text.AsSpan().IndexOfAnyInRange('0', '9') < 0)
            ? value
            : throw Unfit(ref reader, "number in the range of a double");
    }

    internal static bool? Boolean(ref Utf8JsonReader reader)
    {
        const string Wanted = "boolean";
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return reader.TokenType == JsonTokenType.True;
        }

        if (!TryGetText(ref reader, Wanted, out string? text))
        {
            return null;
        }

        if (bool.TryParse(text, out bool value))
        {
            return value;
        }

        Int128 number = Whole(ref reader, text, Wanted);
        return number == 0 || number == 1 ? number == 1 : throw Unfit(ref reader, Wanted);
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

    /// <summary>The whole number that a scalar's text stands for, by its value: 7, 7.0 and 70e-1 are one number.</summary>
    private static Int128 Whole(ref Utf8JsonReader reader, string text, string wanted)
    {
        if (long.TryParse(text, Integer, CultureInfo.InvariantCulture, out long value))
        {
            return value;
        }

        // Only whether it is a number: as a double, it would be another one.
        ReadOnlySpan<char> number = text.AsSpan().Trim();
        if (!double.TryParse(number, Float, CultureInfo.InvariantCulture, out _) || !char.IsAsciiDigit(number[^1]) && number[^1] != '.')
        {
            throw Unfit(ref reader, wanted);
        }

        int exponentAt = number.IndexOfAny('e', 'E');
        ReadOnlySpan<char> digits = exponentAt < 0 ? number : number[..exponentAt];
        UInt128 magnitude = 0;
        long zeros = 0;
        long scale = 0;
        long length = 0;
        bool isFraction = false;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                isFraction |= c == '.';
                continue;
            }

            scale -= isFraction ? 1 : 0;
            if (c == '0')
            {
                zeros++;
                continue;
            }

            // Zeros count only where others follow.
            length += magnitude == 0 ? 1 : zeros + 1;
            for (zeros = length > MostDigits ? 0 : zeros + 1; zeros > 0; zeros--)
            {
                magnitude *= 10;
            }

            magnitude += (uint)(c - '0');
        }

        if (magnitude == 0)
        {
            return 0;
        }

        if (exponentAt >= 0)
        {
            // One that has more digits than this is as good as without end.
            bool isShort = int.TryParse(number[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent);
            scale += isShort ? exponent : number[exponentAt + 1] == '-' ? int.MinValue : int.MaxValue;
        }

        scale += zeros;
        if (scale < 0)
        {
            throw new JsonValueException($"a number with a fraction, which is no {wanted}", reader.TokenStartIndex);
        }

        if (length + scale > MostDigits)
        {
            throw Unfit(ref reader, wanted);
        }

        for (; scale > 0; scale--)
        {
            magnitude *= 10;
        }

        return number[0] == '-' ? -(Int128)magnitude : (Int128)magnitude;
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
