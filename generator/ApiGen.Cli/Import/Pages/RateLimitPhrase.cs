using System.Globalization;
using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Reads the sentence in which a documentation page states the request limit.</summary>
/// <remarks>
/// Forms seen: "A maximum of 20 requests can be initiated per second", "(Default) API request rate limit: 20 requests/sec",
/// "20 times/second", "20 QPS", and in Chinese a number of 次 per 秒, 15秒, 分钟 or 10分钟, or 每秒 and so on before the number.
/// </remarks>
public static partial class RateLimitPhrase
{
    /// <summary>The limits that a text states, in the order in which it states them; empty when it states none.</summary>
    public static IReadOnlyList<RateWindow> Find(string text)
    {
        // The number, or the whole limit, may be in bold.
        text = text.Replace("**", "", StringComparison.Ordinal);
        Dictionary<RateWindow, int> found = [];
        foreach (Regex form in new[] { Sentence, Labelled, PerSecond, Chinese, ChineseSpan })
        {
            foreach (Match match in form.Matches(text))
            {
                if (Read(match) is { } window)
                {
                    found.TryAdd(window, match.Index);
                }
            }
        }

        return [.. found.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
    }

    /// <summary>The sentences of a text that speak of a limit, and that state none which can be read.</summary>
    public static IEnumerable<string> Unread(string text) =>
        SentenceEnd().Split(text.Replace("**", "", StringComparison.Ordinal)).Select(sentence => sentence.Trim()).Where(sentence => About.IsMatch(sentence) && Find(sentence).Count == 0);

    private static RateWindow? Read(Match match)
    {
        string digits = match.Groups["limit"].Value.Replace(",", "", StringComparison.Ordinal);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) || limit == 0)
        {
            return null;
        }

        int count = match.Groups["count"] is { Success: true } group && int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int several) && several > 0 ? several : 1;
        int unit = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "h" or "hr" or "hour" or "hours" or "小时" or "小時" => 3600,
            "m" or "min" or "mins" or "minute" or "minutes" or "分钟" or "分鐘" or "分" => 60,
            _ => 1,
        };
        return count <= int.MaxValue / unit ? new RateWindow(limit, count * unit) : null;
    }

    [GeneratedRegex(@"[.。](?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    // A file may hold anything: without backtracking no text is read again from each of its places.
    private static readonly Regex About = new(
        """
            \brequests?\s+can\s+be\s+initiated\b | \binitiated\s+per\b
          | \b(?:maximum\s+of|up\s+to|at\s+most)\s+(?:\S+\s+){0,3}?(?:requests?|calls?|times)\b.*(?:\bper\b|/)
          | \b(?:rate|frequency)\s+limit(?:\s+(?:of|for)\s+this\s+API)?\s*(?:is\b|[:：]) | (?:\brate\b|\bfrequency\b|频率|頻率).*QPS\b
          | (?:请求|請求)(?:频率|頻率)限制 | (?:频率|頻率)限制\s*[:：为為是]
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Sentence = new(@"(?:maximum\s+of|up\s+to|at\s+most)\s+(?<limit>\d[\d,]*)\s+(?:requests?|calls?|times)\b[^.\n]*?\bper\s+(?:(?<count>\d+)\s*)?(?<unit>seconds?|secs?|minutes?|mins?|hours?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Labelled = new(@"(?:rate|frequency)(?:\s+limit)?\s*(?:is|[:：])\s*(?<limit>\d[\d,]*)\s*(?:requests?|calls?|times?)?\s*(?:/|per)\s*(?:(?<count>\d+)\s*)?(?<unit>seconds?|secs?|s|minutes?|mins?|m|hours?|hr|h)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Chinese = new(@"(?:频率限制|頻率限制)[^0-9。\n]*(?<limit>\d[\d,]*)\s*次?\s*[/／每]\s*(?:(?<count>\d+)\s*)?(?<unit>秒|分钟|分鐘|分|小时|小時|min|s|h)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex ChineseSpan = new(@"(?:频率限制|頻率限制)[^0-9。\n]*每\s*(?:(?<count>\d+)\s*个?)?(?<unit>秒|分钟|分鐘|小时|小時)[^0-9。\n]*(?<limit>\d[\d,]*)\s*次", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex PerSecond = new(@"(?:rate|frequency|频率|頻率)[^0-9.。\n]*(?<limit>\d[\d,]*)\s*QPS\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
