using System.Text.RegularExpressions;
using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Reads the table of error codes of a page.</summary>
internal static partial class PageErrors
{
    /// <summary>The codes in page order.</summary>
    /// <param name="lines">The section.</param>
    /// <param name="members">The names of the action's parameters and fields, with which a line of a description may begin.</param>
    /// <param name="isWhole">Whether the page goes on behind the section.</param>
    /// <param name="unread">Takes rows without a cell for their description, and a word at the end of a page, which may be a code that was cut.</param>
    /// <param name="isThere">Whether the section says which codes there are, if only that there is none.</param>
    public static IReadOnlyList<ErrorModel> Read(IReadOnlyList<PageLine> lines, IReadOnlySet<string> members, bool isWhole, ICollection<PageLine> unread, out bool isThere)
    {
        List<(string Code, List<string> Description)> rows = [];
        List<string>? open = null;
        PageLine? word = null;
        bool hasTabs = false;
        foreach (PageLine line in lines.Where(line => line.Text.Trim().Length > 0))
        {
            string text = line.Text.Trim();
            string[] cells = PageTable.Cells(text);
            bool isFramed = text.StartsWith('|') && text.Length > 1 && text.EndsWith('|');
            bool isDivided = cells.Length > 1 && (isFramed || Word().IsMatch(cells[0]));
            bool awaits = open is { Count: 0 };
            Match match = Row().Match(text.Trim('|').Trim());
            (string code, string description) = isDivided ? (cells[0].Trim('`'), string.Join(text.Contains('\t', StringComparison.Ordinal) ? " " : " | ", cells[1..]).Trim())
                : match.Success ? (match.Groups["code"].Value, match.Groups["description"].Value.Trim())
                : ("", "");

            // On the line after a code without description, the same code again is its description. In a table with tabs a row without one is a code alone.
            bool isRow = isDivided || isFramed || line.Text.Contains('\t', StringComparison.Ordinal);
            bool isCode = CodeForm().IsMatch(code) && (isRow || (!awaits && !members.Contains(code) && (!hasTabs || description.Length == 0)));
            word = !isRow && !awaits && Word().IsMatch(text.TrimStart('|').Trim()) ? line with { Text = text.TrimStart('|').Trim() } : null;
            hasTabs |= rows.Count == 0 && text.Contains('\t', StringComparison.Ordinal);
            if (isCode && isFramed && cells.Length == 1)
            {
                unread.Add(line with { Text = code });
            }
            else if (isCode)
            {
                // What follows a row with an end of its own stands outside of the table.
                List<string> parts = description.Length > 0 && description != code ? [description] : [];
                int tabs = line.Text.Count(sign => sign == '\t');
                bool isClosed = isFramed || (tabs == 0 && isDivided) || (tabs > 1 && line.Text.EndsWith('\t'));
                open = isClosed ? null : description == code ? [code] : parts;
                rows.Add((code, open ?? parts));
            }
            else
            {
                open?.Add(text.Replace('\t', ' '));
            }
        }

        if (word is not null && !isWhole)
        {
            unread.Add(word);
            rows.RemoveAll(row => row.Code == word.Text);
            if (open is { Count: > 1 } && open[^1] == word.Text)
            {
                open.RemoveAt(open.Count - 1);
            }
        }

        isThere = rows.Count > 0 || lines.Any(line => None().IsMatch(line.Text));
        return [.. rows.DistinctBy(row => row.Code).Select(row => new ErrorModel(row.Code, Summary(row.Code, DocumentText.Line(string.Join(' ', row.Description)))))];
    }

    private static string Summary(string code, string description) => description.Length == 0 || description == code ? DocumentText.FromCode(code) : description;

    [GeneratedRegex(@"^[A-Za-z][\w.]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\bno(?:t|ne)?\b|无|無|没有|沒有", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex None();

    [GeneratedRegex(@"^(?<code>[A-Za-z][\w.]*)(?:[\s|]+(?<description>.*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Row();

    [GeneratedRegex(@"^[A-Z]\w*\.[\w.]+$|^[A-Z][a-z]+[A-Z]\w*$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();
}
