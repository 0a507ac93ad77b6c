using System.Text.RegularExpressions;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Cli.Import.Pages;

/// <summary>A row of a table of parameters or fields.</summary>
/// <param name="Line">The line on which it starts, counted from 1.</param>
/// <param name="Name">The name of the member.</param>
/// <param name="IsRequired">Whether it must be given; null when the table has no such column.</param>
/// <param name="Type">The type as the page writes it, such as <c>Array of String</c>.</param>
/// <param name="Description">The description.</param>
/// <param name="IsDivided">Whether something divides the cells, so that it is certain which words are the type.</param>
internal sealed record PageRow(int Line, string Name, bool? IsRequired, string Type, string Description, bool IsDivided);

/// <summary>Reads the tables of parameters and fields.</summary>
internal sealed partial class PageTable : RowReader<PageRow>
{
    private readonly Func<PageRow, bool> _isShown;
    private IReadOnlyList<string> _columns = [];

    private PageTable(Func<PageRow, bool> isShown) => _isShown = isShown;

    /// <inheritdoc />
    protected override string Heads => "'Parameter Name', 'Type' and 'Description', of what is sent also 'Required' (参数名称, 必选, 类型, 描述)";

    /// <summary>The rows of a section's table.</summary>
    /// <param name="path">The page's name in errors.</param>
    /// <param name="lines">The section.</param>
    /// <param name="isShown">Whether the page shows elsewhere that there is such a member, which settles what a doubtful line is.</param>
    /// <param name="gaps">Takes what is no row that can be read.</param>
    /// <exception cref="ImportException">Each cell stands on a line of its own.</exception>
    public static IReadOnlyList<PageRow> Read(string path, IReadOnlyList<PageLine> lines, Func<PageRow, bool> isShown, ICollection<PageGap> gaps)
    {
        PageTable table = new(isShown);
        IReadOnlyList<PageRow> rows = table.Read(lines, gaps);
        return table.HasHead ? rows : SplitHead(lines) is not { } head ? rows : throw ACellPerLine(path, head);
    }

    /// <summary>The names of a header's columns in order; null when the line is not a header.</summary>
    public static IReadOnlyList<string>? Columns(PageLine line)
    {
        string[] words = [.. (line.Cells ?? HeaderWord().Matches(line.Text).Select(match => match.Value)).Select(Canonical)];
        bool isWhole = line.Cells is not null || HeaderWord().Replace(line.Text, "").Trim().Length == 0;
        return isWhole && words is ["name", "type", "description"] or ["name", "required", "type", "description"] or ["name", "type", "required", "description"] ? words : null;
    }

    /// <inheritdoc />
    protected override bool IsLikeHead(PageLine line) => HeaderWord().Matches(line.Text).Select(match => Canonical(match.Value)).Distinct().Count() > 1;

    /// <inheritdoc />
    protected override bool IsHead(PageLine line)
    {
        _columns = Columns(line) ?? [];
        return _columns.Count > 0;
    }

    /// <inheritdoc />
    protected override PageRow? Row(PageLine line, PageLine head)
    {
        Dictionary<string, string> cells = [];
        if (line.Cells is { } divided)
        {
            cells = divided.Count == _columns.Count ? _columns.Zip(divided).ToDictionary(pair => pair.First, pair => pair.First == "description" ? pair.Second : pair.Second.Trim('`', ' ')) : cells;
        }
        else if (head.Cells is null && Joined(line.Text.Trim()) is { Success: true } match && !SecondRow().IsMatch(match.Groups["description"].Value))
        {
            cells = _columns.ToDictionary(column => column, column => match.Groups[column].Value);
        }

        if (cells.Count == 0)
        {
            return null;
        }

        // The oldest template marks lists by their flattened names, such as InstanceIds.N.
        TypeReference type = PageTypes.Read(cells["type"]).Type;
        string name = type.Kind == ValueKind.List ? ListSuffix.Replace(cells["name"], "") : cells["name"];
        bool? isRequired = cells.TryGetValue("required", out string? required) ? Required(required) : null;
        PageRow row = new(line.Number, name, isRequired, cells["type"], cells["description"], line.Cells is not null);
        bool isRow = name.All(char.IsAscii) && NameCheck.MemberFault(name) is null
            && (type.ObjectName is not { } named || NameCheck.TypeFault(named) is null)
            && (required is null || isRequired is not null);
        return isRow && (row.IsDivided || required is not null || (type.ObjectName is null && char.IsUpper(row.Type[0])) || _isShown(row)) ? row : null;
    }

    /// <inheritdoc />
    protected override string Key(PageRow row) => row.Name;

    /// <inheritdoc />
    protected override PageRow At(PageRow row, int line) => row with { Line = line };

    /// <inheritdoc />
    protected override PageRow With(PageRow row, string text) => row with { Description = (row.Description + " " + text).Trim() };

    private Match Joined(string text)
    {
        string pattern = string.Join(@"\s+", _columns.SkipLast(1).Select(column => $"(?<{column}>{(column == "type" ? @"(?i:(?:Array|List) of )*(?:Timestamp ISO8601|\S+)" : @"\S+")})"));
        return Regex.Match(text, $@"^{pattern}(?:\s+(?<description>.*))?$", RegexOptions.CultureInvariant);
    }

    private static PageLine? SplitHead(IReadOnlyList<PageLine> lines)
    {
        PageLine[] filled = [.. lines.Where(line => line.IsFilled)];
        return Enumerable.Range(0, Math.Max(0, filled.Length - 2))
            .Where(i => Canonical(filled[i].Text) == "name" && Canonical(filled[i + 1].Text).Length > 0 && Canonical(filled[i + 2].Text).Length > 0)
            .Select(i => filled[i])
            .FirstOrDefault();
    }

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

    // A file may hold anything: without backtracking no text is read again from each of its places.
    private static readonly Regex ListSuffix = new(@"(?:\.[NM0-9])+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // A description may hold a second row, whose line break was lost. Names are ASCII: where the next could begin, one ends, so that nothing is read twice.
    [GeneratedRegex(@"(?<![A-Za-z0-9_])(?:(?!Yes\b|No\b)[A-Z][A-Za-z0-9_]*\s+(?:Yes|No|是|否)\s+[A-Z]\w*|[A-Za-z][A-Za-z0-9_]*\s+(?:(?:Yes|No|是|否)\s+(?:Array|List|String|Integer|Float|Boolean|Timestamp|Date)|(?:(?:Array|List)\s+of\s+\w+|String|Integer|Float|Boolean|Timestamp|Date)\s+(?:Yes|No|是|否)))(?:\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex SecondRow();
}
