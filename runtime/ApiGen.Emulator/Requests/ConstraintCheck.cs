using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApiGen.Emulator.Gateway;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Requests;

/// <summary>Holds a value of the right type against its member's constraint.</summary>
internal static class ConstraintCheck
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    /// <exception cref="GatewayException">The value is not allowed.</exception>
    public static void Check(MemberModel member, JsonNode value, string path)
    {
        if (member.Constraint is not { } constraint)
        {
            return;
        }

        if (value is not JsonArray list)
        {
            CheckScalar(constraint, value, path);
            return;
        }

        if (list.Count < constraint.MinItems || list.Count > constraint.MaxItems)
        {
            throw NotAllowed(path, $"it must hold {Bounds(constraint.MinItems, constraint.MaxItems)} elements, not {list.Count}");
        }

        for (int i = 0; i < list.Count; i++)
        {
            CheckScalar(constraint, list[i], FormattableString.Invariant($"{path}.{i}"));
        }
    }

    private static void CheckScalar(ConstraintModel constraint, JsonNode? value, string path)
    {
        JsonValueKind kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (kind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
        {
            return;
        }

        string text = kind == JsonValueKind.String ? value!.GetValue<string>() : value!.ToJsonString();
        if (!constraint.Values.IsEmpty && !constraint.Values.Contains(text, StringComparer.Ordinal))
        {
            throw NotAllowed(path, $"it must be one of {string.Join(", ", constraint.Values)}");
        }

        if (kind == JsonValueKind.String)
        {
            CheckText(constraint, text, path);
        }
        else if (kind == JsonValueKind.Number)
        {
            CheckNumber(constraint, text, path);
        }
    }

    private static void CheckText(ConstraintModel constraint, string text, string path)
    {
        if (text.Length < constraint.MinLength || text.Length > constraint.MaxLength)
        {
            throw NotAllowed(path, $"its length must be {Bounds(constraint.MinLength, constraint.MaxLength)}, not {text.Length}");
        }

        if (constraint.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTimeout))
        {
            throw NotAllowed(path, $"it must match {pattern}");
        }
    }

    private static void CheckNumber(ConstraintModel constraint, string text, string path)
    {
        if ((constraint.Minimum is { } minimum && Compare(text, minimum) < 0)
            || (constraint.Maximum is { } maximum && Compare(text, maximum) > 0))
        {
            throw NotAllowed(path, $"it must be {Bounds(constraint.Minimum, constraint.Maximum)}");
        }
    }

    /// <summary>Decimals hold every 64-bit integer exactly; doubles serve for what is beyond them.</summary>
    private static int Compare(string left, string right)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return decimal.TryParse(left, NumberStyles.Float, culture, out decimal exactLeft)
            && decimal.TryParse(right, NumberStyles.Float, culture, out decimal exactRight)
            ? exactLeft.CompareTo(exactRight)
            : double.Parse(left, culture).CompareTo(double.Parse(right, culture));
    }

    private static string Bounds(object? least, object? most) => (least, most) switch
    {
        (not null, not null) => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"),
        (not null, null) => string.Create(CultureInfo.InvariantCulture, $"at least {least}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"at most {most}"),
    };

    private static GatewayException NotAllowed(string path, string reason) =>
        new(ErrorCodes.InvalidParameterValue, $"The value of parameter `{path}` is not allowed: {reason}.");
}
