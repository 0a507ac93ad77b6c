using System.Globalization;

namespace ApiGen.Runtime;

/// <summary>A documented request frequency limit: at most <paramref name="Limit"/> calls in any span of <paramref name="Window"/>.</summary>
/// <param name="Limit">The most calls that the span may hold; at least 1.</param>
/// <param name="Window">The length of the span; greater than zero.</param>
public readonly record struct ApiRateLimit(int Limit, TimeSpan Window)
{
    /// <summary>A limit over a number of seconds.</summary>
    public static ApiRateLimit PerSeconds(int limit, int seconds) => new(limit, TimeSpan.FromSeconds(seconds));

    /// <summary>Reads limits as specs write them: <c>20/s</c>, <c>1200/min</c>, <c>200/10min</c>, <c>1/15s</c>, <c>1000/h</c>, or several with commas between.</summary>
    /// <param name="text">The text; empty for no limit.</param>
    /// <exception cref="FormatException">The text is not a list of limits, or has two of the same window.</exception>
    public static IReadOnlyList<ApiRateLimit> ParseAll(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        ApiRateLimit[] limits = new ApiRateLimit[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            limits[i] = parts[i].Length > 0 ? Parse(parts[i]) : throw new FormatException($"'{text}' has a comma without a limit on both sides of it.");
            if (SameWindow(limits, i) is { } first)
            {
                throw new FormatException($"'{parts[i]}' limits the same span as '{parts[first]}' before it. Keep the stricter one.");
            }
        }

        return limits;
    }

    /// <summary>Which limit before the given one has the same window; null for none.</summary>
    internal static int? SameWindow(IReadOnlyList<ApiRateLimit> limits, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (limits[i].Window == limits[index].Window)
            {
                return i;
            }
        }

        return null;
    }

    private static ApiRateLimit Parse(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0)
        {
            ReadOnlySpan<char> window = text.AsSpan(slash + 1);
            int unit = window.IndexOfAnyExceptInRange('0', '9');
            ReadOnlySpan<char> number = unit < 0 ? window : window[..unit];
            int seconds = unit < 0 ? 0 : window[unit..] switch { "s" => 1, "min" => 60, "h" => 3600, _ => 0 };
            int count = 1;
            if (seconds > 0 && (number.IsEmpty || int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out count)) && count > 0)
            {
                return count <= int.MaxValue / seconds
                    ? PerSeconds(limit, count * seconds)
                    : throw new FormatException($"The window of the limit '{text}' is too long: it has at most {int.MaxValue} seconds.");
            }
        }

        throw new FormatException($"'{text}' is not a limit such as 20/s, 1200/min or 1/15s.");
    }
}
