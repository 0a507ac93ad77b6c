using System.Text.RegularExpressions;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Brings a documentation page into lines; a row of a table is one of them, with its cells where they are divided.</summary>
internal static partial class PageText
{
    private const string Fence = "```";

    /// <summary>The lines of a page.</summary>
    /// <param name="path">The page's name in errors.</param>
    /// <param name="content">The page as text copied from a browser, as Markdown, or as saved HTML.</param>
    public static IReadOnlyList<PageLine> Lines(string path, string content)
    {
        // Where nothing else ends a line, the end of old systems does.
        content = content.Contains('\n', StringComparison.Ordinal) ? content : content.Replace('\r', '\n');
        if (IsHtml(content))
        {
            return HtmlText.Lines(path, content);
        }

        string[] lines = [.. content.Replace('\u00A0', ' ').Split('\n').Select(line => line.TrimEnd('\r', ' '))];
        bool isMarkdown = lines.Any(line => line.StartsWith(Fence, StringComparison.Ordinal) || line.StartsWith("# ", StringComparison.Ordinal) || Ruler().IsMatch(line.Trim()));
        bool isCode = false;
        bool isTable = false;
        List<PageLine> result = [];
        for (int i = 0; i < lines.Length; i++)
        {
            bool isFence = isMarkdown && lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal);
            isCode ^= isFence;
            string text = isFence ? "" : isMarkdown && !isCode ? Clean(lines[i]) : lines[i];
            string[]? cells = isCode ? null : Cells(text, isMarkdown);
            text = cells is null && isMarkdown && !isCode ? Unescape(text) : text;

            // In Markdown a blank line or a heading ends a table; until then a line without bars is a row of one cell.
            bool isEnd = isTable && (isFence || lines[i].Trim().Length == 0 || lines[i].StartsWith('#'));
            isTable = !isEnd && (isTable || (isMarkdown && cells is not null && !lines[i].Contains('\t', StringComparison.Ordinal)));
            if (isEnd)
            {
                result.Add(new PageLine(i + 1, "", []));
            }

            result.Add(new PageLine(i + 1, text, cells ?? (isTable && text.Length > 0 ? [text.Trim()] : null)));
        }

        return result;
    }

    private static string[]? Cells(string line, bool isMarkdown)
    {
        string text = line.Trim();
        bool isFramed = text.StartsWith('|');
        if (!isFramed && !(isMarkdown && Bar().IsMatch(text)))
        {
            return line.Contains('\t', StringComparison.Ordinal) ? [.. line.Split('\t').Select(cell => cell.Trim())] : null;
        }

        // A bar behind a backslash is part of its cell. A row that begins with a bar and does not end with one was cut.
        string[] cells = [.. Bar().Split(text).Select(cell => Unescape(cell.Trim()))];
        return !isFramed ? cells : cells.Length > 2 && cells[^1].Length == 0 ? cells[1..^1] : [text.Trim('|').Trim()];
    }

    /// <summary>Whether a saved page ends within a table, so that it was cut there. In other forms that cannot be seen.</summary>
    /// <param name="path">The page's name in errors.</param>
    /// <param name="content">The page in any form.</param>
    public static bool EndsInTable(string path, string content) => IsHtml(content) && HtmlText.EndsInTable(path, content);

    // Text and Markdown may name a tag, and do not begin with one.
    private static bool IsHtml(string content) => HtmlStart().IsMatch(content) && HtmlMark().IsMatch(content);

    // Markdown's signs before punctuation.
    private static string Unescape(string text) => Escape().Replace(text, "${sign}");

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
        return Bold().Replace(Link().Replace(line, "${text}"), "${text}");
    }

    [GeneratedRegex(@"<(?:!doctype|html|body|table|div|p|h[1-6])[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlMark();

    [GeneratedRegex(@"^[\s\uFEFF]*<[!?a-z]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlStart();

    [GeneratedRegex("(`[^`]*`)", RegexOptions.CultureInvariant)]
    private static partial Regex CodeSpan();

    [GeneratedRegex("&#(?:124|x7c);", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BarEntity();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Bar();

    [GeneratedRegex(@"^(?:-{3,}|\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ruler();

    [GeneratedRegex(@"\[(?<text>[^\]\[]+)\]\((?:https?:|/|#)(?:[^()\s]|\([^()\s]*\))*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*(?<text>[^*\s](?:[^*]*[^*\s])?)\*\*|(?<![\w_])__(?<text>(?=\S)(?:\\_|[^_])+?(?<=\S))__(?![\w_])", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();

    [GeneratedRegex(@"\\(?<sign>[\\`*_{}\[\]()#+.!|<>~-])", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
