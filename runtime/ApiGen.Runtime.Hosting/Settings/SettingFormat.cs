using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>How the text of a setting becomes a value.</summary>
/// <param name="Complaint">What is wrong with a text that is none, as the rest of a sentence.</param>
/// <param name="JsonType">The type of the value in JSON.</param>
/// <param name="Names">The names that the setting takes; none when it takes other texts.</param>
/// <param name="Parse">Gives the value; the default when the text is none.</param>
internal sealed record SettingFormat<T>(string Complaint, string JsonType, IReadOnlyList<string> Names, Func<string, T> Parse)
{
    /// <summary>Whether the text may hold a password, so that no message shows it.</summary>
    internal bool IsSecret { get; init; }
}

/// <summary>The formats that there are.</summary>
internal static partial class SettingFormats
{
    internal static SettingFormat<string?> Text { get; } = new("", "string", [], static text => text);

    internal static SettingFormat<int?> Number { get; } = new(
        "is no whole number", "integer", [], static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null);

    internal static SettingFormat<long?> LargeNumber { get; } = new(
        "is no whole number", "integer", [], static text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null);

    internal static SettingFormat<double?> Fraction { get; } = new(
        "is no number", "number", [], static text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null);

    internal static SettingFormat<bool?> Flag { get; } = new(
        "is neither true nor false", "boolean", [], static text => bool.TryParse(text, out bool value) ? value : null);

    /// <summary>A duration in the one form that nobody takes for another. The platform reads "20" and "24:00:00" as days, "0:20" as minutes.</summary>
    internal static SettingFormat<TimeSpan?> Duration { get; } = new(
        "is no duration such as 00:00:20 (hours:minutes:seconds; 24 hours are 1.00:00:00)",
        "string",
        [],
        static text => DurationForm().IsMatch(text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) ? value : null);

    internal static SettingFormat<Uri?> Address { get; } = new(
        "is no absolute address such as https://host/", "string", [], static text => Uri.TryCreate(text, UriKind.Absolute, out Uri? value) ? value : null);

    // What else is wrong with one is told when the options are checked.
    internal static SettingFormat<Uri?> Proxy { get; } = new(
        "is no address of a proxy such as http://host:8080",
        "string",
        [],
        static text => Uri.TryCreate(text, UriKind.Absolute, out Uri? value) && text.Contains("://", StringComparison.Ordinal) ? value : null)
    {
        IsSecret = true,
    };

    // The same as in ConfigurationSchema.json, but for the end of the text.
    [GeneratedRegex(@"^-?([0-9]{1,7}\.)?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();

    /// <summary>The names of an enum.</summary>
    /// <param name="absent">The name that stands for no choice, which nobody needs to write; null when there is none.</param>
    internal static SettingFormat<T?> Choice<T>(string? absent = null)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Where(name => name != absent)];

        // Names alone: the numbers behind them are no part of the contract.
        return new($"is none of {string.Join(", ", names)}", "string", names, text => names.Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(text, ignoreCase: true) : null);
    }
}
