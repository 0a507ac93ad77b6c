using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Brings a documentation page into lines of text; the cells of a table row stand on one line, divided by tabs.</summary>
internal static partial class PageText
{
    /// <summary>The lines of a page.</summary>
    /// <param name="content">The page as text copied from a browser, as Markdown, or as saved HTML.</param>
    public static IReadOnlyList<string> Lines(string content)
    {
        string text = LooksLikeHtml(content) ? FromHtml(content) : content;
        return [.. text.Replace('\u00A0', ' ').Split('\n').Select(Clean)];
    }

    private static bool LooksLikeHtml(string content) => HtmlMark().IsMatch(content);

    // Markdown's own marks: heading signs, fences, links and rulers between a table's head and body.
    private static string Clean(string line)
    {
        string text = line.TrimEnd('\r', ' ');
        string trimmed = text.Trim();
        if (trimmed.StartsWith("```", StringComparison.Ordinal) || Ruler().IsMatch(trimmed))
        {
            return "";
        }

        if (trimmed.StartsWith('#') && trimmed.TrimStart('#').StartsWith(' '))
        {
            return trimmed.TrimStart('#').Trim();
        }

        return Link().Replace(text, "${text}");
    }

    private static string FromHtml(string html)
    {
        StringBuilder text = new(html.Length / 2);
        string visible = Invisible().Replace(html, "");
        int position = 0;
        int cellDepth = 0;
        bool isPreformatted = false;
        foreach (Match tag in AnyTag().Matches(visible))
        {
            AppendText(text, visible[position..tag.Index], isPreformatted);
            position = tag.Index + tag.Length;
            bool isEnd = tag.Groups["end"].Success;
            switch (tag.Groups["name"].Value.ToLowerInvariant())
            {
                case "pre":
                    isPreformatted = !isEnd;
                    text.Append('\n');
                    break;
                case "tr":
                    text.Append('\n');
                    break;
                case "td" or "th":
                    cellDepth += isEnd ? -1 : 1;
                    text.Append(isEnd ? "\t" : "");
                    break;
                case "p" or "div" or "br" or "li" or "ul" or "ol" or "table" or "section" or "article" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dt" or "dd":
                    text.Append(cellDepth > 0 ? ' ' : '\n');
                    break;
            }
        }

        AppendText(text, visible[position..], isPreformatted);
        return text.ToString();
    }

    private static void AppendText(StringBuilder text, string part, bool isPreformatted)
    {
        string decoded = WebUtility.HtmlDecode(part);
        text.Append(isPreformatted ? decoded : WhiteSpace().Replace(decoded, " "));
    }

    [GeneratedRegex(@"<(?:!doctype|html|body|table|div|p|h[1-6])[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlMark();

    [GeneratedRegex(@"<(script|style|head|svg|noscript)\b.*?</\1\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    // A tag's name directly follows the bracket; "<Common request parameters>" in an example is text unless it was escaped.
    [GeneratedRegex(@"<(?<end>/)?(?<name>pre|tr|td|th|p|div|br|li|ul|ol|table|thead|tbody|section|article|h[1-6]|dt|dd|dl|span|a|b|i|em|strong|code|html|body|main|img|button|nav|header|footer|svg|input|form|label|font)\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnyTag();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"^\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?$", RegexOptions.CultureInvariant)]
    private static partial Regex Ruler();

    [GeneratedRegex(@"\[(?<text>[^\]\[]+)\]\((?:https?:|/|#)[^)\s]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
