using System.Text.RegularExpressions;

namespace ApiGen.Cli.Import.Pages;

/// <summary>A row of a table of parameters or fields.</summary>
/// <param name="Line">The line on which it starts, counted from 1.</param>
/// <param name="Name">The name as the page writes it.</param>
/// <param name="IsRequired">Whether it must be given; null when the table has no such column.</param>
/// <param name="Type">The type as the page writes it, such as <c>Array of String</c>.</param>
/// <param name="Description">The description.</param>
internal sealed record PageRow(int Line, string Name, bool? IsRequired, string Type, string Description);

/// <summary>
/// Reads the tables of a page, whose cells are divided by tabs or bars, or, in text copied from a browser, by blanks or line ends.
/// </summary>
internal static partial class PageTable
{
    private const string TypePattern = @"(?:Array of |List of )?(?:Timestamp ISO8601|[A-Za-z_]\w*)";

    /// <summary>The rows of a section's table.</summary>
    /// <param name="lines">The section.</param>
    /// <param name="isKnownName">Whether a name occurs in the page's example, which settles what a doubtful line is.</param>
    /// <param name="unread">Takes the lines that are rows by their form and could not be read.</param>
    public static IReadOnlyList<PageRow> Read(IReadOnlyList<PageLine> lines, Func<string, bool> isKnownName, ICollection<PageLine> unread)
    {
        List<PageRow> rows = [];
        IReadOnlyList<string>? columns = null;
        bool isLost = false;
        foreach (PageLine line in Joined(lines))
        {
            string text = line.Text.Trim();
            if (text.Length == 0)
            {
                continue;
            }

            if (Columns(text) is { } header)
            {
                columns = header;
            }
            else if (columns is not null && Row(line, text, columns, isKnownName) is { } row)
            {
                rows.Add(row);
                isLost = false;
            }
            else if (columns is not null && IsRow(text, columns))
            {
                unread.Add(line with { Text = Cells(text) is [var only] ? only.Split(' ')[0] : Cells(text)[0] });
                isLost = true;
            }
            else if (rows.Count > 0 && !isLost)
            {
                rows[^1] = rows[^1] with { Description = (rows[^1].Description + " " + text.Replace('\t', ' ')).Trim() };
            }
        }

        return rows;
    }

    /// <summary>The names of a header's columns in order; null when the line is not a header.</summary>
    public static IReadOnlyList<string>? Columns(string text)
    {
        string[] words = [.. HeaderWord().Matches(text).Select(match => Canonical(match.Value))];
        string rest = HeaderWord().Replace(text, "").Trim(' ', '\t', '|');
        return rest.Length == 0 && words is ["name", ..] && words.Contains("type") && words.Contains("description") ? words : null;
    }

    // A row by its form, also a short one. Tabs stand in descriptions as well; there a name with a type or a yes or no makes a row, and between blanks both.
    private static bool IsRow(string text, IReadOnlyList<string> columns)
    {
        string[] cells = Cells(text);
        return cells.Length == columns.Count
            || (columns.Contains("required") && RequiredAndType().IsMatch(text))
            || (text.StartsWith('|') && cells.Any(cell => cell.Trim('-', ':', ' ').Length > 0))
            || (cells.Length > 1 && MemberName().IsMatch(cells[0]) && cells.Skip(1).Any(cell => Required(cell) is not null || PlainType().IsMatch(cell)));
    }

    private static PageRow? Row(PageLine line, string text, IReadOnlyList<string> columns, Func<string, bool> isKnownName)
    {
        string[] cells = [.. Cells(text).Select((cell, index) => index < columns.Count && columns[index] != "description" ? cell.Trim('`', ' ') : cell)];
        if (cells.Length >= (text.StartsWith('|') ? columns.Count : columns.Count - 1) && cells.Length > 1 && MemberName().IsMatch(cells[0]))
        {
            return FromCells(line, cells, columns, text.Contains('\t', StringComparison.Ordinal) ? " " : " | ");
        }

        string[] patterns = [.. columns.Select(column => column switch
        {
            "name" => @"(?<name>[A-Za-z]\w*(?:\.[A-Z0-9]\w*)*)",
            "required" => "(?<required>(?i:Yes|No)|是|否)",
            "type" => $"(?<type>{TypePattern})",
            _ => "(?<description>.*)",
        })];
        string pattern = "^" + string.Join(@"\s+", patterns[..^1]) + @"(?:\s+" + patterns[^1] + ")?$";
        Match match = Regex.Match(text, pattern, RegexOptions.CultureInvariant);
        if (!match.Success)
        {
            return null;
        }

        // Without the column of yes and no, a sentence could pass for a row; a type that is plainly one, or the example, decides.
        string name = match.Groups["name"].Value;
        string type = match.Groups["type"].Value;
        bool isCertain = match.Groups["required"].Success || PlainType().IsMatch(type) || isKnownName(name);
        return isCertain ? new PageRow(line.Number, name, Required(match.Groups["required"].Value), type, match.Groups["description"].Value.Trim()) : null;
    }

    private static PageRow? FromCells(PageLine line, string[] cells, IReadOnlyList<string> columns, string divider)
    {
        string Cell(string column)
        {
            for (int i = 0; i < columns.Count; i++)
            {
                if (columns[i] == column)
                {
                    // What divides cells may stand in the last one, too.
                    return i >= cells.Length ? "" : i == columns.Count - 1 ? string.Join(divider, cells[i..]) : cells[i];
                }
            }

            return "";
        }

        string type = Cell("type");
        bool isClear = !columns.Contains("required") || Required(Cell("required")) is not null;
        return isClear && Regex.IsMatch(type, $"^{TypePattern}$", RegexOptions.CultureInvariant)
            ? new PageRow(line.Number, cells[0], Required(Cell("required")), type, Cell("description"))
            : null;
    }

    /// <summary>The cells of a row that tabs or bars divide; the whole text where neither does.</summary>
    /// <param name="text">The row without blanks around it.</param>
    public static string[] Cells(string text)
    {
        if (text.Contains('\t', StringComparison.Ordinal))
        {
            return [.. text.Split('\t').Select(cell => cell.Trim())];
        }

        // A bar behind a backslash is part of its cell.
        string[] cells = [.. Bar().Split(text).Select(cell => PageText.Unescape(cell.Trim()))];
        int first = text.StartsWith('|') ? 1 : 0;
        int last = cells.Length - (text.EndsWith('|') && cells.Length > first + 1 ? 1 : 0);
        return cells.Length > 1 ? cells[first..last] : [text];
    }

    /// <summary>Puts rows together whose cells a browser copied line by line.</summary>
    private static IEnumerable<PageLine> Joined(IReadOnlyList<PageLine> lines)
    {
        PageLine[] filled = [.. lines.Where(line => line.Text.Trim().Length > 0)];
        int head = Array.FindIndex(filled, line => Canonical(line.Text.Trim()) == "name");
        if (head < 0)
        {
            return lines;
        }

        List<string> columns = [];
        int next = head;
        while (next < filled.Length && HeaderWord().Match(filled[next].Text.Trim()) is { Success: true } match && match.Length == filled[next].Text.Trim().Length)
        {
            columns.Add(Canonical(match.Value));
            next++;
        }

        return columns.Count >= 3 ? Rows(filled, head, next, columns) : lines;
    }

    private static List<PageLine> Rows(PageLine[] lines, int head, int start, List<string> columns)
    {
        List<PageLine> rows = [new PageLine(lines[head].Number, string.Join('\t', columns.Select(Title)))];
        int i = start;
        while (i < lines.Length)
        {
            string[] cells = [.. lines.Skip(i).Take(columns.Count - 1).Select(line => line.Text.Trim())];
            if (cells.Length == columns.Count - 1 && StartsRow(cells, columns))
            {
                rows.Add(new PageLine(lines[i].Number, string.Join('\t', cells) + "\t"));
                i += cells.Length;
            }
            else
            {
                rows.Add(lines[i++]);
            }
        }

        return rows;
    }

    private static bool StartsRow(string[] cells, List<string> columns)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            bool fits = columns[i] switch
            {
                "name" => columns.Contains("required") || MemberName().IsMatch(cells[i]),
                "required" => Required(cells[i]) is not null,
                "type" => Regex.IsMatch(cells[i], $"^{TypePattern}$", RegexOptions.CultureInvariant),
                _ => true,
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static string Title(string column) => column switch
    {
        "name" => "Parameter Name",
        "required" => "Required",
        "type" => "Type",
        _ => "Description",
    };

    private static bool? Required(string text) => text.ToUpperInvariant() switch
    {
        "YES" or "是" => true,
        "NO" or "否" => false,
        _ => null,
    };

    private static string Canonical(string word) => word.Trim().ToLowerInvariant() switch
    {
        "parameter name" or "parameter" or "name" or "参数名称" or "參數名稱" or "名称" or "名稱" => "name",
        "required" or "必选" or "必選" or "是否必选" or "必填" => "required",
        "type" or "类型" or "類型" => "type",
        "description" or "描述" => "description",
        _ => "",
    };

    [GeneratedRegex(@"\b(?:Parameter Name|Parameter|Name|Required|Type|Description)\b|参数名称|參數名稱|名称|名稱|是否必选|必选|必選|必填|类型|類型|描述", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderWord();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Bar();

    [GeneratedRegex(@"^[A-Za-z]\w*(?:\.[A-Z0-9]\w*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex MemberName();

    [GeneratedRegex(@"^\S+\s+(?:(?i:Yes|No)|是|否)\s+(?:(?:Array|List) of\s|(?:[Ss]tring|[Ii]nteger|[Ff]loat|[Dd]ouble|[Bb]ool(?:ean)?|[Uu]?[Ii]nt(?:32|64)?|Timestamp|Date|Binary)(?:\s|$))", RegexOptions.CultureInvariant)]
    private static partial Regex RequiredAndType();

    [GeneratedRegex(@"^(?:(?:Array|List) of .+|[Ss]tring|[Ii]nteger|[Ff]loat|[Dd]ouble|[Bb]ool(?:ean)?|[Uu]?[Ii]nt(?:32|64)?|Timestamp(?: ISO8601)?|Date|Binary|[A-Z]\w*[a-z0-9][A-Z]\w*)$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainType();
}
