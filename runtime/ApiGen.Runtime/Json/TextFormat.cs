using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiGen.Runtime.Json;

/// <summary>
/// Typed views of texts that have a format in their spec: points in time, dates and bytes. The text stays what is sent and received, to
/// the byte; a view of a text that does not have the form is null.
/// </summary>
public static partial class TextFormat
{
    private const DateTimeStyles Exactly = DateTimeStyles.None;

    private static readonly string[] Times =
    [
        "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    // What the services send under both formats: ISO 8601 with a zone in any of its spellings, the same with a space, and without a zone.
    private static readonly string[] WithZone = [.. Forms(["zzz", "zz", "'Z'"])];
    private static readonly string[] WithoutZone = [.. Forms([""])];
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd"];

    /// <summary>The point in time of a text.</summary>
    /// <param name="text">ISO 8601, or a date and a time with a space between; digits of a fraction behind the seventh are left out; null for none.</param>
    /// <param name="zoneMinutes">The zone of a text without one, in minutes east of UTC.</param>
    /// <returns>The point in time in the text's own zone; null when the text is none, such as <c>0000-00-00 00:00:00</c>.</returns>
    public static DateTimeOffset? ReadDateTime(string? text, int zoneMinutes)
    {
        if (text is null)
        {
            return null;
        }

        text = TooFinePattern().Replace(text, "");
        if (text.EndsWith('Z') && DateTime.TryParseExact(text, WithZone, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime utc))
        {
            return new DateTimeOffset(utc);
        }

        if (DateTimeOffset.TryParseExact(text, WithZone, CultureInfo.InvariantCulture, Exactly, out DateTimeOffset zoned))
        {
            return zoned;
        }

        if (!DateTime.TryParseExact(text, WithoutZone, CultureInfo.InvariantCulture, Exactly, out DateTime local)
            && !DateTime.TryParseExact(text, Dates, CultureInfo.InvariantCulture, Exactly, out local))
        {
            return null;
        }

        TimeSpan zone = TimeSpan.FromMinutes(zoneMinutes);
        long ticks = local.Ticks - zone.Ticks;
        return ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(local, zone);
    }

    /// <summary>A point in time as ISO 8601 with its zone, in seconds or, where it has them, fractions: <c>2025-01-06T08:00:00+08:00</c>.</summary>
    /// <param name="value">The point in time; null for none.</param>
    public static string? WriteDateTime(DateTimeOffset? value) =>
        value?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary>A point in time as a date and a time of a zone, without naming it and in whole seconds: <c>2025-01-06 08:00:00</c>.</summary>
    /// <param name="value">The point in time; null for none.</param>
    /// <param name="zoneMinutes">The zone in minutes east of UTC.</param>
    public static string? WriteLocalDateTime(DateTimeOffset? value, int zoneMinutes) =>
        value?.ToOffset(TimeSpan.FromMinutes(zoneMinutes)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The date of a text.</summary>
    /// <param name="text"><c>2025-01-06</c>, <c>20250106</c> or <c>2025/01/06</c>; null for none.</param>
    /// <returns>The date; null when the text is none.</returns>
    public static DateOnly? ReadDate(string? text) =>
        DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, Exactly, out DateOnly date) ? date : null;

    /// <summary>A date as <c>2025-01-06</c>.</summary>
    /// <param name="value">The date; null for none.</param>
    public static string? WriteDate(DateOnly? value) => value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The bytes of a Base64 text.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <returns>The bytes; null when the text is not Base64.</returns>
    public static byte[]? ReadBase64(string? text)
    {
        if (text is null)
        {
            return null;
        }

        byte[] bytes = new byte[(text.Length * 3 / 4) + 1];
        return Convert.TryFromBase64String(text, bytes, out int written) ? bytes[..written] : null;
    }

    /// <summary>Bytes as Base64.</summary>
    /// <param name="value">The bytes; null for none.</param>
    public static string? WriteBase64(byte[]? value) => value is null ? null : Convert.ToBase64String(value);

    // Programs whose clocks count nanoseconds write nine digits; the platform's point in time has seven.
    [GeneratedRegex("""(?<=:[0-9]{2}\.[0-9]{7})[0-9]+""", RegexOptions.CultureInvariant)]
    private static partial Regex TooFinePattern();

    private static IEnumerable<string> Forms(string[] zones) => zones.SelectMany(static zone => Times.Select(time => time + zone));
}
