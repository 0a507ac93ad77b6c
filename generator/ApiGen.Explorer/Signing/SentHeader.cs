using System.Text.RegularExpressions;
using ApiGen.Emulator.Authentication;

namespace ApiGen.Explorer.Signing;

/// <summary>
/// The value of a header in a pasted text. Where a value ends is not the same in every notation, and several may stand there: so all ways to read it are kept,
/// of which a hash that fits proves one.
/// </summary>
/// <param name="Readings">What the value may be, the likeliest first.</param>
/// <param name="IsCertain">Whether the likeliest is the only one that a reader would think of: what is not certain is no reason to call anything wrong.</param>
internal sealed partial record SentHeader(IReadOnlyList<string> Readings, bool IsCertain)
{
    // Far more than a text that somebody pasted has of one header.
    private const int MostPlaces = 8;
    private const int MostReadings = 40;

    /// <summary>The value that is likeliest meant.</summary>
    public string Likeliest => Readings[0];

    /// <summary>Reads a header; null when no place has it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="places">What stands behind the name, up to a quotation mark or the end of the line.</param>
    /// <param name="hasResponse">Whether some of them may be of a response.</param>
    public static SentHeader? Of(string name, IEnumerable<string> places, bool hasResponse)
    {
        string[] found = [.. places.Select(static place => place.Trim()).Distinct(StringComparer.Ordinal).Take(MostPlaces)];
        string[] likely = [.. found.Select(static place => LikelyPattern().Match(place).Value).Distinct(StringComparer.OrdinalIgnoreCase)];
        (Regex? form, Regex? certain) = LowerCase.Of(name) switch
        {
            "content-type" => (AnyTypePattern(), TypePattern()),
            "host" => (WordPattern(), HostPattern()),
            _ => ((Regex?)null, (Regex?)null),
        };
        return found.Length == 0 ? null : new SentHeader(
            [.. likely.Concat(found.SelectMany(static place => EndPattern().Matches(place).Select(end => place[..end.Index].TrimEnd()).Take(MostReadings))).Where(reading => reading.Length > 0 && form?.IsMatch(reading) != false).Distinct(StringComparer.Ordinal).DefaultIfEmpty("")],
            likely.Length == 1 && !hasResponse && (certain?.IsMatch(likely[0]) ?? found.All(WordPattern().IsMatch)));
    }

    // Up to what closes a value in some notation, the next name, or where the form that was taken out stood.
    [GeneratedRegex("""^.*?(?=\s*(?:[\]})|>]|,\s*(?:[\w-]+\s*[=:]|,|$)|$))""", RegexOptions.CultureInvariant)]
    private static partial Regex LikelyPattern();

    [GeneratedRegex("""[^\w\s./-]|\s+|$""", RegexOptions.CultureInvariant)]
    private static partial Regex EndPattern();

    // Other parameters may be the next headers of a list.
    [GeneratedRegex("""^[\w.+-]+/[\w.+-]+(?:\s*;\s*charset\s*=\s*(?<quote>["']?)[\w.-]+\k<quote>)?$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TypePattern();

    [GeneratedRegex("""^[\w.+-]+/[\w.+-]+(?:\s*;\s*[\w-]+\s*=\s*(?<quote>["']?)[\w.+/-]+\k<quote>)*$""", RegexOptions.CultureInvariant)]
    private static partial Regex AnyTypePattern();

    // A word without a dot may be anything.
    [GeneratedRegex("""^(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::[0-9]+)?$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HostPattern();

    [GeneratedRegex("""^[\w.:/+-]+$""", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
