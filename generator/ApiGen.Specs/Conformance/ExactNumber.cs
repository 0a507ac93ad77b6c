using System.Globalization;
using ApiGen.Specs.Model;

namespace ApiGen.Specs.Conformance;

/// <summary>Reads and compares numbers by their value: <c>1</c>, <c>1.0</c> and <c>1e0</c> are one number, and neighbours beyond 2^53 are two.</summary>
public static class ExactNumber
{
    private const int MaxDigits = 20;

    /// <summary>Whether the JSON text of a number is a value of the type.</summary>
    public static bool IsOf(ValueKind kind, string json) => kind switch
    {
        ValueKind.Int64 => Whole(json) is >= long.MinValue and <= long.MaxValue,
        ValueKind.UInt64 => Whole(json) is >= ulong.MinValue and <= ulong.MaxValue,
        ValueKind.Double => Double(json) is not null,
        _ => false,
    };

    /// <summary>Compares two numbers of the type; neither text needs to be in normal form.</summary>
    public static int Compare(ValueKind kind, string left, string right) =>
        kind != ValueKind.Double && Whole(left) is { } wholeLeft && Whole(right) is { } wholeRight
            ? wholeLeft.CompareTo(wholeRight)
            : (Double(left) ?? double.NaN).CompareTo(Double(right) ?? double.NaN);

    /// <summary>The whole number that the text stands for; null when it has a fraction or more than 20 digits.</summary>
    public static decimal? Whole(string json)
    {
        int start = json.Length > 0 && json[0] is '-' or '+' ? 1 : 0;
        int exponentAt = json.IndexOfAny(['e', 'E']);
        string mantissa = json.Substring(start, (exponentAt < 0 ? json.Length : exponentAt) - start);
        int point = mantissa.IndexOf('.');
        string digits = (point < 0 ? mantissa : mantissa.Remove(point, 1)).TrimStart('0');
        int trailing = digits.Length - digits.TrimEnd('0').Length;
        digits = digits.TrimEnd('0');
        if (digits.Length == 0)
        {
            return 0;
        }

        int exponent = 0;
        if (exponentAt >= 0 && !int.TryParse(json.Substring(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return null;
        }

        long scale = (long)exponent + trailing - (point < 0 ? 0 : mantissa.Length - point - 1);
        if (scale < 0 || digits.Length + scale > MaxDigits)
        {
            return null;
        }

        return decimal.TryParse(json.Substring(0, start) + digits + new string('0', (int)scale), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value) ? value : null;
    }

    private static double? Double(string json) =>
        double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsNaN(value) && !double.IsInfinity(value) ? value : null;
}
