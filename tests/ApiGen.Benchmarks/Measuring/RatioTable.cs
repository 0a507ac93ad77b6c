namespace ApiGen.Benchmarks.Measuring;

/// <summary>Prints rows as a Markdown table with even columns.</summary>
internal static class RatioTable
{
    internal static void Print(IReadOnlyList<RatioRow> rows, TextWriter writer)
    {
        string[][] cells =
        [
            ["row", "ours", "compared", "ratio", "target", "ok"],
            .. rows.Select(row => new[] { row.Name, row.Ours, row.Compared, row.Ratio, row.Target, row.IsMet switch { true => "yes", false => "NO", null => "" } }),
        ];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(line => line[column].Length))];
        for (int i = 0; i < cells.Length; i++)
        {
            writer.WriteLine("| " + string.Join(" | ", cells[i].Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))) + " |");
            if (i == 0)
            {
                writer.WriteLine("|" + string.Join("|", widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")) + "|");
            }
        }
    }
}
