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

    /// <summary>The rows in page order.</summary>
    /// <param name="lines">The section.</param>
    /// <param name="gaps">Takes what is no row that can be read.</param>
    protected List<TRow> Read(IReadOnlyList<PageLine> lines, ICollection<PageGap> gaps)
    {
        List<TRow> rows = [];
        Dictionary<string, (TRow Row, int Line)> seen = new(StringComparer.Ordinal);
        PageLine? head = null;
        bool isLost = false;
        foreach (PageLine line in lines.Where(line => line.IsFilled))
        {
            if (head is null || line.Cells is { Count: 0 })
            {
                head = IsHead(line) ? line : null;
                HasHead |= head is not null;
                isLost = head is null && line.Cells is { Count: > 0 };
                if (isLost)
                {
                    gaps.Add(Missing(line));
                }
            }
            else if (line.Text.Trim() == head.Text.Trim())
            {
                // Where a table goes on over pages, its head is there again.
                continue;
            }
            else if (Row(line, head) is { } row)
            {
                isLost = !seen.TryAdd(Key(row), (At(row, 0), line.Number));
                if (!isLost)
                {
                    rows.Add(row);
                }
                else if (!seen[Key(row)].Row.Equals(At(row, 0)))
                {
                    gaps.Add(new PageGap(line.Number, $"the row '{Key(row)}'", FormattableString.Invariant($"says something else than the one on line {seen[Key(row)].Line}, and is missing in the specs")));
                }
            }
            else if (isLost || rows.Count == 0 || line.Cells is not null)
            {
                isLost = true;
                gaps.Add(Missing(line));
            }
            else
            {
                rows[^1] = With(rows[^1], line.Text.Trim());
                gaps.Add(new PageGap(line.Number, $"the line '{Shown(line.Text)}'", $"could not be read as a row; it is taken for the description of '{Key(rows[^1])}'"));
            }
        }

        return rows;
    }

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

    private static string Shown(string text) => text.Trim() is { Length: > MostShown } whole ? whole[..MostShown].TrimEnd() + "..." : text.Trim();
}
