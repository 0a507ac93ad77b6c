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
    /// <param name="unread">Takes rows whose code is none or that lack a cell, and a word at the end of a page, which may be a code that was cut.</param>
    /// <param name="isThere">Whether the section says which codes there are, if only that there is none.</param>
    public static IReadOnlyList<ErrorModel> Read(IReadOnlyList<PageLine> lines, IReadOnlySet<string> members, bool isWhole, ICollection<PageLine> unread, out bool isThere)
    {
        List<(string Code, List<string> Description)> rows = [];
        List<string>? open = null;
        PageLine? word = null;
        bool hasTabs = false;
        bool hasHead = false;
        bool hasDamaged = false;
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
            else if (IsHead(text) || (!hasHead && rows.Count == 0 && !hasDamaged && IsTableRow(line, text, hasTabs) && !DamagedForm().IsMatch(FirstWord(text))))
            {
                hasHead = true;
                open = null;
            }
            else if (IsTableRow(line, text, hasTabs))
            {
                unread.Add(line with { Text = cells.First(cell => cell.Length > 0).Trim('`') });
                (hasDamaged, open, word) = (true, null, null);
            }
            else if ((hasHead || rows.Count > 0) && !awaits && FirstWord(text) is var first && DamagedForm().IsMatch(first) && !members.Contains(first) && (!hasTabs || first == text))
            {
                unread.Add(line with { Text = first });
                (hasDamaged, open) = (true, null);
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

        isThere = rows.Count > 0 || hasDamaged || lines.Any(line => None().IsMatch(line.Text));
        return [.. rows.DistinctBy(row => row.Code).Select(row => new ErrorModel(row.Code, Summary(row.Code, DocumentText.Line(string.Join(' ', row.Description)))))];
    }

    // A row by its form, whatever its first cell says.
    private static bool IsTableRow(PageLine line, string text, bool hasTabs) =>
        text.StartsWith('|') ? text.Trim('|', '-', ':', ' ').Length > 0 : hasTabs && (text.Contains('\t', StringComparison.Ordinal) || line.Text.Count(sign => sign == '\t') > 1);

    private static bool IsHead(string text) => HeadWord().Replace(text, "").Trim(' ', '\t', '|').Length == 0;

    private static string FirstWord(string text) => text.Trim('|', ' ').Split(' ', '\t', '|')[0].Trim('`');

    private static string Summary(string code, string description) => description.Length == 0 || description == code ? DocumentText.FromCode(code) : description;

    [GeneratedRegex(@"^[A-Za-z][\w.]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\bno(?:t|ne)?\b|无|無|没有|沒有", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex None();

    [GeneratedRegex(@"^(?<code>[A-Za-z][\w.]*)(?:[\s|]+(?<description>.*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Row();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9_]*\.[A-Za-z0-9_.]+$|^[A-Z][a-z]+[A-Z][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();

    // A word that would be a code without a sign in it, where a line of a description may begin as well.
    [GeneratedRegex(@"^[A-Z][a-z]+[A-Z][A-Za-z0-9_]*\.\S*[^A-Za-z0-9_.]\S*$|^[A-Z][a-z]+[A-Za-z0-9_]*-[A-Z][\w.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex DamagedForm();

    [GeneratedRegex(@"\b(?:Error Codes?|Code|Description)\b|错误码|錯誤碼|描述|说明|說明", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeadWord();
}
