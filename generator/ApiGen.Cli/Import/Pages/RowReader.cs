namespace ApiGen.Cli.Import.Pages;

/// <summary>
/// Reads the tables of a section so that every line within one is accounted for: it is a row as a whole, or it is listed. What is no row and has no cells of its own may go on with the
/// description above, whose text it then becomes; that is listed as well, since a damaged row looks the same.
/// </summary>
/// <typeparam name="TRow">A row.</typeparam>
internal abstract class RowReader<TRow>
    where TRow : class
{
    private const int MostShown = 60;

    /// <summary>Whether the section has the head of a table.</summary>
    protected bool HasHead { get; private set; }

    /// <summary>What the head of a table says.</summary>
    protected abstract string Heads { get; }

    /// <summary>The rows in page order.</summary>
    /// <param name="lines">The section.</param>
    /// <param name="gaps">Takes what is no row that can be read.</param>
    protected List<TRow> Read(IReadOnlyList<PageLine> lines, ICollection<PageGap> gaps)
    {
        List<TRow> rows = [];
        Dictionary<string, (TRow Row, int Line)> seen = new(StringComparer.Ordinal);
        PageLine? head = null;
        bool isLost = false;
        List<string> more = [];
        foreach (PageLine line in lines.Where(line => line.IsFilled))
        {
            if (head is null || line.Cells is { Count: 0 })
            {
                head = IsHead(line) ? line : null;
                HasHead |= head is not null;
                bool wasLost = isLost;
                isLost = head is null && line.Cells is { Count: > 0 };
                if (isLost)
                {
                    gaps.Add(wasLost ? Missing(line) : Headless(line));
                }
            }
            else if (line.Text.Trim() == head.Text.Trim())
            {
                // Where a table goes on over pages, its head is there again.
                continue;
            }
            else if (line.IsHidden)
            {
                isLost = true;
                gaps.Add(Missing(line) with { Why = "is hidden on the page, or a part of it is, and is not imported" });
            }
            else if (Row(line, head) is { } row)
            {
                isLost = !seen.TryAdd(Key(row), (At(row, 0), line.Number));
                if (!isLost)
                {
                    EndRow();
                    rows.Add(row);
                }
                else if (!seen[Key(row)].Row.Equals(At(row, 0)))
                {
                    gaps.Add(new PageGap(line.Number, $"the row '{Key(row)}'", FormattableString.Invariant($"says something else than the one on line {seen[Key(row)].Line}, and is not imported")));
                }
            }
            else if (isLost || rows.Count == 0 || line.Cells is not null)
            {
                isLost = true;
                gaps.Add(Missing(line));
            }
            else
            {
                more.Add(line.Text.Trim());
                gaps.Add(new PageGap(line.Number, $"the line '{Shown(line.Text)}'", $"could not be read as a row; it is taken for the description of '{Key(rows[^1])}'"));
            }
        }

        EndRow();
        if (!HasHead && lines.FirstOrDefault(line => line.Cells is null && line.IsFilled && IsLikeHead(line)) is { } like)
        {
            gaps.Add(Headless(like));
        }

        return rows;

        void EndRow()
        {
            if (more.Count > 0)
            {
                rows[^1] = With(rows[^1], string.Join(' ', more));
                more.Clear();
            }
        }
    }

    /// <summary>Whether a line of a section without a head, in which nothing divides the cells, stands where it belongs.</summary>
    protected abstract bool IsLikeHead(PageLine line);

    /// <summary>Whether a line is the head of a table.</summary>
    protected abstract bool IsHead(PageLine line);

    /// <summary>The row that a line is as a whole; null when it is none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="head">The head of its table.</param>
    protected abstract TRow? Row(PageLine line, PageLine head);

    /// <summary>What a row is about; each has one row.</summary>
    protected abstract string Key(TRow row);

    /// <summary>The row as it would be on another line.</summary>
    protected abstract TRow At(TRow row, int line);

    /// <summary>The row with more of a description.</summary>
    protected abstract TRow With(TRow row, string text);

    /// <summary>Lists a line that is missing.</summary>
    protected static PageGap Missing(PageLine line) => new(line.Number, $"the row '{Shown(line.Cells?.FirstOrDefault(cell => cell.Length > 0)?.Trim('`') ?? line.Text)}'", PageGap.Missing);

    /// <summary>The refusal of a table whose cells nothing brings together.</summary>
    /// <param name="path">The page.</param>
    /// <param name="head">A cell of its head.</param>
    protected static ImportException ACellPerLine(string path, PageLine head) => new(
        path,
        head.Number,
        1,
        "the cells of this table stand on lines of their own, so that nothing tells which of them make a row. Save the page as HTML or Markdown, copy it with tabs between the cells, or import the service's model (api.json).");

    private PageGap Headless(PageLine line) => new(line.Number, $"the line '{Shown(line.Text.Length == 0 && line.Cells is { } cells ? string.Join(' ', cells) : line.Text)}'", $"stands where the header of a table belongs, which says {Heads}, so that its rows are not imported");

    private static string Shown(string text) => text.Trim() is { Length: > MostShown } whole ? whole[..MostShown].TrimEnd() + "..." : text.Trim();
}
