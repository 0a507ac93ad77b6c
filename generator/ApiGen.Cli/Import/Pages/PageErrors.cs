using System.Text.RegularExpressions;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Reads the table of error codes of a page.</summary>
internal sealed partial class PageErrors : RowReader<PageErrors.CodeRow>
{
    private readonly IReadOnlySet<string> _members;

    private readonly bool _hasNone;

    private PageErrors(IReadOnlySet<string> members, bool hasNone)
    {
        _members = members;
        _hasNone = hasNone;
    }

    /// <inheritdoc />
    protected override string Heads => "'Error Code' and 'Description' (错误码, 描述)";

    /// <summary>The codes in page order.</summary>
    /// <param name="path">The page's name in errors.</param>
    /// <param name="lines">The section.</param>
    /// <param name="members">The names of the action's parameters and fields, with which a line of a description may begin.</param>
    /// <param name="isWhole">Whether the page goes on behind the section.</param>
    /// <param name="gaps">Takes what is no row that can be read, and a code at the end of a page, which may have been cut.</param>
    /// <param name="isThere">Whether the section says which codes there are, if only that there is none.</param>
    /// <exception cref="ImportException">Each cell stands on a line of its own.</exception>
    public static IReadOnlyList<ErrorModel> Read(string path, IReadOnlyList<PageLine> lines, IReadOnlySet<string> members, bool isWhole, ICollection<PageGap> gaps, out bool isThere)
    {
        int before = gaps.Count;
        PageErrors table = new(members, lines.Any(line => None.IsMatch(line.Text)));
        List<CodeRow> rows = table.Read(lines, gaps);

        // Where headings have no numbers, the cell above it is taken for one.
        if (!table.HasHead && lines.FirstOrDefault(line => line.Cells is null && SplitHead().IsMatch(line.Text.Trim())) is { } split)
        {
            throw ACellPerLine(path, split);
        }

        if (!isWhole && rows.Count > 0 && lines.Last(line => line.IsFilled) is { Cells: null } last && rows[^1].Line == last.Number && rows[^1].Description.Length == 0)
        {
            rows.RemoveAt(rows.Count - 1);
            gaps.Add(Missing(last));
        }

        isThere = rows.Count > 0 || gaps.Count > before || table._hasNone;
        return [.. rows.Select(row => new ErrorModel(row.Code, Summary(row.Code, DocumentText.Line(row.Description))))];
    }

    /// <inheritdoc />
    protected override bool IsHead(PageLine line) => line.Cells is { } cells ? cells.Count == 2 && Head().IsMatch(string.Join(' ', cells)) : Head().IsMatch(line.Text.Trim());

    // Where nothing divides the cells, a line of a description begins with a word as well: a code has a dot or more than one capital. Behind it the rest of a damaged one may stand.
    /// <inheritdoc />
    protected override CodeRow? Row(PageLine line, PageLine head)
    {
        string[] cells = line.Cells is { } divided ? [.. divided] : Blank().Split(line.Text.Trim(), 2);
        string code = cells[0].Trim('`');
        string description = cells.Length > 1 ? cells[1] : "";
        bool isRow = line.Cells is null
            ? head.Cells is null && CodeForm().IsMatch(code) && !_members.Contains(code)
                && (description.Length == 0 || !(char.IsPunctuation(description[0]) || (OtherCode().Match(description) is { Success: true } other && other.Value != code)))
            : cells.Length == 2;
        return isRow && NameCheck.IsErrorCode(code) ? new CodeRow(line.Number, code, description) : null;
    }

    // What is no sentence, as those are that introduce the table.
    /// <inheritdoc />
    protected override bool IsLikeHead(PageLine line) => !_hasNone && !Sentence().IsMatch(line.Text.Trim());

    /// <inheritdoc />
    protected override string Key(CodeRow row) => row.Code;

    /// <inheritdoc />
    protected override CodeRow At(CodeRow row, int line) => row with { Line = line };

    /// <inheritdoc />
    protected override CodeRow With(CodeRow row, string text) => row with { Description = (row.Description + " " + text).Trim() };

    private static string Summary(string code, string description) => description.Length == 0 || description == code ? DocumentText.FromCode(code) : description;

    // A file may hold anything: without backtracking no text is read again from each of its places.
    private static readonly Regex None = new(@"\bno\b[^.]*\berror codes?\b|(?:无|無|没有|沒有).*(?:错误码|錯誤碼)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9_]*\.[A-Za-z0-9_.]+$|^[A-Z][a-z]+[A-Z][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)+(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex OtherCode();

    [GeneratedRegex(@"^(?:Error Codes?|Code|错误码|錯誤碼)\s+(?:Description|描述|说明|說明)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex("^(?:Description|描述|说明|說明)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SplitHead();

    [GeneratedRegex("[.。:：]$", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();

    /// <summary>A row of the table.</summary>
    /// <param name="Line">Its line, counted from 1.</param>
    /// <param name="Code">The code.</param>
    /// <param name="Description">What the page says of it.</param>
    internal sealed record CodeRow(int Line, string Code, string Description);
}
