namespace ApiGen.Cli.Merging;

/// <summary>Edits of a text by whole lines, all expressed in the line numbers of the original.</summary>
internal sealed class LineEdits
{
    private readonly List<(int Start, int End, IReadOnlyList<string> Lines)> _edits = [];
    private readonly string _lineEnd;

    /// <summary>Starts without edits.</summary>
    public LineEdits(string text)
    {
        _lineEnd = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        string[] lines = text.Split('\n');
        Lines = [.. (lines[^1].Length == 0 ? lines[..^1] : lines).Select(line => line.TrimEnd('\r'))];
    }

    /// <summary>The original lines.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Whether anything is to be changed.</summary>
    public bool IsEmpty => _edits.Count == 0;

    /// <summary>Puts text in place of lines; an empty range inserts.</summary>
    public void Replace(int start, int end, string text)
    {
        string[] lines = text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
        _edits.Add((start, end, lines));
    }

    /// <summary>The text with all edits made, in the original's kind of line end.</summary>
    public string Apply()
    {
        List<string> result = [.. Lines];
        // From the end, so that earlier line numbers stay right. At one place a replacement goes before the insertions,
        // and insertions keep the order in which they were asked for.
        IEnumerable<(int Start, int End, IReadOnlyList<string> Lines)> ordered = _edits
            .Select((edit, index) => (edit, index))
            .OrderByDescending(item => item.edit.Start)
            .ThenByDescending(item => item.edit.End)
            .ThenByDescending(item => item.index)
            .Select(item => item.edit);
        foreach ((int start, int end, IReadOnlyList<string> lines) in ordered)
        {
            result.RemoveRange(start, end - start);
            result.InsertRange(start, lines);
        }

        return string.Concat(result.Select(line => line + _lineEnd));
    }
}
