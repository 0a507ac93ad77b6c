using System.Globalization;

namespace ApiGen.Specs.Syntax;

/// <summary>The types that the YAML 1.2 core schema (chapter 10.3) knows for scalars.</summary>
internal enum ScalarKind
{
    Text,
    Null,
    Bool,
    Integer,
    Float,
}

/// <summary>Resolves scalars by the YAML 1.2 core schema, in which <c>no</c>, <c>on</c> and <c>2025-01-06</c> are text.</summary>
internal static class PlainScalar
{
    public static ScalarKind Classify(ScalarNode node)
    {
        if (!node.IsPlain)
        {
            return ScalarKind.Text;
        }

        switch (node.Value)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return ScalarKind.Null;
            case "true" or "True" or "TRUE" or "false" or "False" or "FALSE":
                return ScalarKind.Bool;
            case ".nan" or ".NaN" or ".NAN":
                return ScalarKind.Float;
            default:
                return IsInteger(node.Value) ? ScalarKind.Integer : IsFloat(node.Value) ? ScalarKind.Float : ScalarKind.Text;
        }
    }

    public static bool IsNull(SpecNode node) => node is ScalarNode scalar && Classify(scalar) == ScalarKind.Null;

    public static bool IsTrue(ScalarNode node) => node.Value is "true" or "True" or "TRUE";

    /// <summary>Whether the text is a boolean of YAML 1.1 only, which many writers still expect to be one.</summary>
    public static bool IsOldBool(ScalarNode node) => node.IsPlain && node.Value.ToUpperInvariant() is "YES" or "NO" or "ON" or "OFF" or "Y" or "N";

    /// <summary>The decimal form of an integer without leading zeros or plus sign; null when the scalar is not an integer or has more than 28 digits.</summary>
    public static decimal? Integer(ScalarNode node)
    {
        if (Classify(node) != ScalarKind.Integer)
        {
            return null;
        }

        string text = node.Value;
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return ulong.TryParse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hexadecimal) ? hexadecimal : null;
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return Octal(text);
        }

        return decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value) ? value : null;
    }

    /// <summary>The value of a finite number; null when the scalar is none.</summary>
    public static double? Number(ScalarNode node)
    {
        switch (Classify(node))
        {
            case ScalarKind.Integer when Integer(node) is { } integer:
                return (double)integer;
            case ScalarKind.Integer or ScalarKind.Float:
                return double.TryParse(node.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsNaN(value) && !double.IsInfinity(value)
                    ? value
                    : null;
            default:
                return null;
        }
    }

    /// <summary>The number in a form that both JSON and C# accept; null when the scalar is not a finite number.</summary>
    public static string? NumberText(ScalarNode node)
    {
        if (Integer(node) is { } integer)
        {
            return integer.ToString(CultureInfo.InvariantCulture);
        }

        if (Number(node) is not { } number)
        {
            return null;
        }

        return IsJsonNumber(node.Value) ? node.Value : number.ToString("R", CultureInfo.InvariantCulture);
    }

    private static decimal? Octal(string text)
    {
        decimal value = 0;
        foreach (char digit in text.Skip(2))
        {
            value = (value * 8) + (digit - '0');
            if (value > ulong.MaxValue)
            {
                return null;
            }
        }

        return value;
    }

    private static bool IsInteger(string text)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] == 'x')
        {
            return text.Skip(2).All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'));
        }

        if (text.Length > 2 && text[0] == '0' && text[1] == 'o')
        {
            return text.Skip(2).All(static c => c is >= '0' and <= '7');
        }

        int start = text[0] is '+' or '-' ? 1 : 0;
        return text.Length > start && SkipDigits(text, start) == text.Length;
    }

    // [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? | [-+]? \.inf
    private static bool IsFloat(string text)
    {
        int start = text[0] is '+' or '-' ? 1 : 0;
        if (text.Substring(start) is ".inf" or ".Inf" or ".INF")
        {
            return true;
        }

        int position = SkipDigits(text, start);
        int digits = position - start;
        if (position < text.Length && text[position] == '.')
        {
            int fraction = SkipDigits(text, position + 1);
            digits += fraction - position - 1;
            position = fraction;
        }

        if (digits == 0)
        {
            return false;
        }

        if (position < text.Length && text[position] is 'e' or 'E')
        {
            int exponent = position + 1;
            exponent += exponent < text.Length && text[exponent] is '+' or '-' ? 1 : 0;
            position = SkipDigits(text, exponent);
            return position == text.Length && position > exponent;
        }

        return position == text.Length;
    }

    // RFC 8259, section 6.
    public static bool IsJsonNumber(string text)
    {
        int start = text[0] == '-' ? 1 : 0;
        int integer = SkipDigits(text, start);
        if (integer == start || (text[start] == '0' && integer > start + 1))
        {
            return false;
        }

        bool hasBareDot = integer < text.Length && text[integer] == '.' && SkipDigits(text, integer + 1) == integer + 1;
        return !hasBareDot;
    }

    private static int SkipDigits(string text, int position)
    {
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            position++;
        }

        return position;
    }
}
