using System.Text.RegularExpressions;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Brings a documentation page into lines of text; the cells of a table row stand on one line, divided by tabs or, in Markdown, by bars.</summary>
internal static partial class PageText
{
    private const string Fence = "```";

    /// <summary>The lines of a page.</summary>
    /// <param name="content">The page as text copied from a browser, as Markdown, or as saved HTML.</param>
    public static IReadOnlyList<string> Lines(string content)
    {
        string text = IsHtml(content) ? HtmlText.Of(content) : content;
        string[] lines = [.. text.Replace('\u00A0', ' ').Split('\n').Select(line => line.TrimEnd('\r', ' '))];
        bool isMarkdown = lines.Any(line => line.StartsWith(Fence, StringComparison.Ordinal) || line.StartsWith("# ", StringComparison.Ordinal) || Ruler().IsMatch(line.Trim()));
        bool isCode = false;
        for (int i = 0; i < lines.Length; i++)
        {
            bool isFence = isMarkdown && lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal);
            isCode ^= isFence;
            lines[i] = isFence ? "" : isMarkdown && !isCode ? Clean(lines[i]) : lines[i];
        }

        return lines;
    }

    /// <summary>Whether a saved page ends within a table, so that it was cut there. In other forms that cannot be seen.</summary>
    /// <param name="content">The page in any form.</param>
    public static bool EndsInTable(string content) => IsHtml(content) && HtmlText.EndsInTable(content);

    // Text and Markdown may name a tag, and do not begin with one.
    private static bool IsHtml(string content) => HtmlStart().IsMatch(content) && HtmlMark().IsMatch(content);

    /// <summary>Text in which Markdown's signs before punctuation are gone.</summary>
    public static string Unescape(string text) => Escape().Replace(text, "${sign}");

    // Markdown's own marks: heading signs, bold text, links and rulers between a table's head and body; and HTML, which may stand anywhere but in code.
    private static string Clean(string line)
    {
        string trimmed = line.Trim();
        if (Ruler().IsMatch(trimmed))
        {
            return "";
        }

        if (trimmed.StartsWith('#') && trimmed.TrimStart('#').StartsWith(' '))
        {
            line = trimmed.TrimStart('#').Trim();
        }

        line = string.Concat(CodeSpan().Split(line).Select((part, index) => index % 2 == 1 ? part : DocumentText.WithoutMarkup(BarEntity().Replace(part, @"\|"))));
        string text = Bold().Replace(Link().Replace(line, "${text}"), "${text}");

        // A sign before a bar keeps a cell together until the cells are divided.
        return text.Contains('|', StringComparison.Ordinal) ? text : Unescape(text);
    }

    [GeneratedRegex(@"<(?:!doctype|html|body|table|div|p|h[1-6])[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlMark();

    [GeneratedRegex(@"^[\s\uFEFF]*<[!?a-z]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlStart();

    [GeneratedRegex("(`[^`]*`)", RegexOptions.CultureInvariant)]
    private static partial Regex CodeSpan();

    [GeneratedRegex("&#(?:124|x7c);", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BarEntity();

    [GeneratedRegex(@"^\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?$", RegexOptions.CultureInvariant)]
    private static partial Regex Ruler();

    [GeneratedRegex(@"\[(?<text>[^\]\[]+)\]\((?:https?:|/|#)(?:[^()\s]|\([^()\s]*\))*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*(?<text>[^*\s](?:[^*]*[^*\s])?)\*\*|(?<![\w_])__(?<text>(?=\S)(?:\\_|[^_])+?(?<=\S))__(?![\w_])", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();

    [GeneratedRegex(@"\\(?<sign>[\\`*_{}\[\]()#+.!|<>~-])", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
