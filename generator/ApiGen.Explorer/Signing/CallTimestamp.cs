using System.Globalization;

namespace ApiGen.Explorer.Signing;

/// <summary>The timestamps of calls as texts, and how they differ, in words.</summary>
internal static class CallTimestamp
{
    /// <summary>The most by which a call's timestamp may differ from the service's clock.</summary>
    public const long Tolerance = 300;

    private const long Last = 253_402_300_799; // the end of the year 9999

    // In seconds this is the year 5138, in milliseconds 1973.
    private const long LeastMilliseconds = 100_000_000_000;

    /// <summary>The seconds; null when the text is not a UNIX time.</summary>
    public static long? Parse(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= Last ? number : null;

    /// <summary>The seconds of a text that has milliseconds; null when it has none.</summary>
    public static long? OfMilliseconds(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number is >= LeastMilliseconds and <= Last * 1000 ? number / 1000 : null;

    /// <summary>The seconds as a text.</summary>
    public static string Text(long seconds) => seconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>The date in UTC.</summary>
    public static string DateOf(long seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, Last)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>How far a time is from another, such as <c>8 hours ahead of the clock</c>, with what usually lies behind it; for two that differ.</summary>
    /// <param name="difference">The one less the other, in seconds.</param>
    /// <param name="other">What the other is.</param>
    /// <param name="slack">By how many seconds a whole number of hours may be missed, because time has passed.</param>
    public static string Apart(long difference, string other, long slack)
    {
        long seconds = Math.Abs(difference);
        long hours = (seconds + 1800) / 3600;
        bool isWhole = hours > 0 && Math.Abs(seconds - (hours * 3600)) <= slack;
        string much = isWhole && hours < 48 ? Counted(hours, "hour")
            : seconds < 120 ? Counted(seconds, "second")
            : seconds < 2 * 3600 ? Counted(seconds / 60, "minute")
            : seconds < 48 * 3600 ? Counted(seconds / 3600, "hour") + " and " + Counted(seconds % 3600 / 60, "minute")
            : Counted(seconds / 86_400, "day");
        string cause = isWhole && hours == 8 ? " (the clock of China taken for UTC, or the other way round?)" : seconds == 1 ? " (is the clock read twice?)" : "";
        return $"{much} {(difference > 0 ? "ahead of" : "behind")} {other}{cause}";
    }

    private static string Counted(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
