using System.Globalization;
using System.Text.Json;

namespace ApiGen.Catalog;

/// <summary>Whether two JSON values say the same: member order does not count, an absent member is a null one, numbers compare by value.</summary>
internal static class JsonEquivalence
{
    /// <summary>The first place where the two differ; null when they say the same.</summary>
    public static string? Difference(JsonElement left, JsonElement right, string path = "$")
    {
        if (left.ValueKind != right.ValueKind)
        {
            return $"{path}: {left.ValueKind} became {right.ValueKind}";
        }

        return left.ValueKind switch
        {
            JsonValueKind.Object => Objects(left, right, path),
            JsonValueKind.Array => Arrays(left, right, path),
            JsonValueKind.Number => SameNumber(left, right) ? null : $"{path}: {left.GetRawText()} became {right.GetRawText()}",
            JsonValueKind.String => left.GetString() == right.GetString() ? null : $"{path}: the text changed",
            _ => null,
        };
    }

    private static string? Objects(JsonElement left, JsonElement right, string path)
    {
        foreach (JsonProperty property in left.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            if (!right.TryGetProperty(property.Name, out JsonElement other))
            {
                return $"{path}.{property.Name} was lost";
            }

            if (Difference(property.Value, other, $"{path}.{property.Name}") is { } difference)
            {
                return difference;
            }
        }

        string? added = right.EnumerateObject().Where(property => !left.TryGetProperty(property.Name, out _)).Select(property => property.Name).FirstOrDefault();
        return added is null ? null : $"{path}.{added} was added";
    }

    private static string? Arrays(JsonElement left, JsonElement right, string path)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
        {
            return $"{path}: {left.GetArrayLength()} elements became {right.GetArrayLength()}";
        }

        for (int i = 0; i < left.GetArrayLength(); i++)
        {
            if (Difference(left[i], right[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static bool SameNumber(JsonElement left, JsonElement right) =>
        left.TryGetDecimal(out decimal x) && right.TryGetDecimal(out decimal y) ? x == y : left.GetDouble().Equals(right.GetDouble());
}
