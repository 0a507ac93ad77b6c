namespace ApiGen.Specs.Syntax.Editing;

/// <summary>Collects what is added to and taken from one collection, and turns it into edits of the text around what stays.</summary>
/// <param name="lines">The text.</param>
/// <param name="items">Where the entries stand, each from its first to behind its last character, in order; at least one.</param>
/// <param name="open">The offset of the brace or bracket; null in block style.</param>
internal sealed class EntriesEdit(SourceLines lines, IReadOnlyList<(int Start, int End)> items, int? open)
{
    private readonly Dictionary<int, SpecNode> _removed = [];
    private readonly List<(int After, Func<int, string> Write)> _added = [];

    /// <summary>Whether entries stand in braces or brackets.</summary>
    public bool IsFlow => open is not null;

    /// <summary>The indentation of the entries in block style.</summary>
    public int Indent => lines.Column(items[0].Start);

    /// <summary>Takes an entry away. Comments above it stay where they are; those in it and behind it stay in its place.</summary>
    /// <param name="index">The entry.</param>
    /// <param name="node">What it holds.</param>
    public void Remove(int index, SpecNode node) => _removed[index] = node;

    /// <summary>Adds an entry.</summary>
    /// <param name="after">The index of the entry before it; -1 puts it first.</param>
    /// <param name="write">Gives the entry's text for an indentation: lines in block style, one line otherwise.</param>
    public void Add(int after, Func<int, string> write) => _added.Add((after, write));

    /// <summary>Makes the edits.</summary>
    public void Commit(TextEdits edits)
    {
        if (_removed.Count == 0 && _added.Count == 0)
        {
            return;
        }

        if (open is { } start)
        {
            CommitFlow(edits, start);
        }
        else
        {
            CommitBlock(edits);
        }
    }

    private void CommitBlock(TextEdits edits)
    {
        bool isCompact = !lines.IsFirstOnLine(items[0].Start);
        foreach ((int after, Func<int, string> write) in _added)
        {
            if (after < 0 && isCompact)
            {
                string first = lines.LineBreakNear(items[0].Start);
                edits.Replace(items[0].Start, items[0].Start, write(Indent).Trim(' ', '\n').Replace("\n", first) + first + new string(' ', Indent));
                continue;
            }

            int before = after < 0 ? LastTokenBefore(items[0].Start) : BlockEnd(after);
            int place = before < 0 ? lines.LineStart(items[0].Start) : lines.LineEnd(before);
            string lineBreak = lines.LineBreakNear(before < 0 ? place : before);
            string text = write(Indent).TrimEnd('\n').Replace("\n", lineBreak);
            edits.Replace(place, place, before < 0 ? text + lineBreak : lineBreak + text);
        }

        int tail = FirstOfTail();
        foreach (int index in _removed.Keys)
        {
            if (index == 0 && isCompact)
            {
                RemoveCompact(edits);
                continue;
            }

            int start = lines.LineStart(items[index].Start);
            int end = lines.LineEnd(BlockEnd(index));
            string lineBreak = lines.LineBreakNear(start);
            string[] kept = [.. Comments.In(lines, items[index].Start, end, _removed[index]).Select(comment => new string(' ', Indent) + comment)];
            if (index >= tail)
            {
                edits.Replace(EndBefore(start), end, string.Concat(kept.Select(comment => lineBreak + comment)));
            }
            else
            {
                edits.Replace(start, lines.NextLine(end), string.Concat(kept.Select(comment => comment + lineBreak)));
            }
        }
    }

    /// <summary>Takes away the first entry where it stands behind the colon or dash of its owner, which stay.</summary>
    private void RemoveCompact(TextEdits edits)
    {
        (int start, _) = items[0];
        int end = lines.LineEnd(BlockEnd(0));
        string[] kept = [.. Comments.In(lines, start, end, _removed[0])];
        string lineBreak = lines.LineBreakNear(start);
        edits.Replace(start, end, string.Join(lineBreak + new string(' ', Indent), kept));
    }

    /// <summary>The first of the removed entries that the text ends with where it has no line end there: each of them goes with the line end
    /// before it, so that the text ends as it did. A number behind all entries where there are none.</summary>
    private int FirstOfTail()
    {
        int first = items.Count;
        if (lines.LineEnd(BlockEnd(first - 1)) == lines.Text.Length)
        {
            while (_removed.ContainsKey(first - 1))
            {
                first--;
            }
        }

        return first;
    }

    /// <summary>The end of the last line before a line that holds anything.</summary>
    private int EndBefore(int lineStart)
    {
        int start = lineStart;
        while (start > 0 && SourceLines.IsBreak(lines.Text[start - 1]))
        {
            int end = PreviousLineEnd(start);
            start = lines.LineStart(end);
            if (!lines.IsBlank(start, end))
            {
                return end;
            }
        }

        return start;
    }

    /// <summary>The end of an entry with the comments below it that are indented deeper than its key and so belong to it.</summary>
    private int BlockEnd(int index)
    {
        int end = items[index].End;
        for (int line = lines.NextLine(lines.LineEnd(end)); line < lines.Text.Length; line = lines.NextLine(lines.LineEnd(line)))
        {
            int content = lines.SkipBlanks(line);
            bool isEmpty = content >= lines.Text.Length || SourceLines.IsBreak(lines.Text[content]);
            if (!isEmpty && (lines.Text[content] != '#' || content - line <= Indent))
            {
                break;
            }

            end = isEmpty ? end : lines.LineEnd(content);
        }

        return end;
    }

    // Behind the key, dash or mark of the document that the collection belongs to; the comments above the first entry stay with it.
    private int LastTokenBefore(int offset)
    {
        for (int start = lines.LineStart(offset); start > 0; start = lines.LineStart(start))
        {
            start = PreviousLineEnd(start);
            int content = lines.SkipBlanks(lines.LineStart(start));
            if (content < start && lines.Text[content] != '#')
            {
                return start;
            }
        }

        return -1;
    }

    private int PreviousLineEnd(int lineStart) =>
        lineStart > 1 && lines.Text[lineStart - 1] == '\n' && lines.Text[lineStart - 2] == '\r' ? lineStart - 2 : lineStart - 1;

    private void CommitFlow(TextEdits edits, int open)
    {
        int[] kept = [.. Enumerable.Range(0, items.Count).Where(index => !_removed.ContainsKey(index))];
        int[] onOwnLine = [.. Enumerable.Range(0, items.Count).Where(index => lines.IsFirstOnLine(items[index].Start))];
        string? indent = onOwnLine.Length == 0 ? null : lines.Margin(items[onOwnLine[onOwnLine.Length - 1]].Start);

        // Where an entry is followed by nothing that stays, new ones follow the last one before it that does.
        ILookup<int, Func<int, string>> added = _added.ToLookup(item => kept.Where(index => index <= item.After).DefaultIfEmpty(-1).Last(), static item => item.Write);
        int last = kept.DefaultIfEmpty(-1).Last();
        AddFlow(edits, [.. added[-1]], open + 1, indent, isLast: last == -1, isFirst: true);
        foreach (int index in kept)
        {
            Func<int, string>[] news = [.. added[index]];
            int comma = Comma(index);
            bool isLast = index == last && news.Length == 0;
            if (comma < 0 && !isLast)
            {
                edits.Replace(items[index].End, items[index].End, ",");
            }
            else if (comma >= 0 && isLast && index < items.Count - 1)
            {
                edits.Replace(comma, comma + 1, "");
            }

            AddFlow(edits, news, comma < 0 ? items[index].End : comma + 1, indent, index == last, isFirst: false);
        }

        foreach (int index in _removed.Keys)
        {
            RemoveFlow(edits, index, _removed[index]);
        }
    }

    private void AddFlow(TextEdits edits, Func<int, string>[] news, int place, string? indent, bool isLast, bool isFirst)
    {
        int line = lines.SkipBlanks(place);
        bool endsLine = line >= lines.Text.Length || SourceLines.IsBreak(lines.Text[line]) || (lines.Text[line] == '#' && line > place);
        int at = indent is not null && endsLine ? lines.LineEnd(line) : place;
        for (int i = 0; i < news.Length; i++)
        {
            string separator = indent is not null && (!isFirst || endsLine) ? lines.LineBreakNear(place) + indent : " ";
            bool needsComma = !isLast || i < news.Length - 1;
            bool needsBlank = isFirst && !needsComma && at < lines.Text.Length && lines.Text[at] is '}' or ']' or '#';
            edits.Replace(at, at, separator + news[i](0) + (needsComma ? "," : needsBlank ? " " : ""));
        }
    }

    private void RemoveFlow(TextEdits edits, int index, SpecNode node)
    {
        (int start, int end) = items[index];
        int comma = Comma(index);
        int next = lines.SkipBlanks(comma < 0 ? end : comma + 1);
        bool endsLine = next < lines.Text.Length && (SourceLines.IsBreak(lines.Text[next]) || (lines.Text[next] == '#' && lines.IsBlank(comma < 0 ? end : comma + 1, next)));
        bool commaIsNear = comma < 0 || lines.IsBlank(end, comma);
        string lineBreak = lines.LineBreakNear(start);
        string indent = lines.Margin(start);
        if (endsLine && commaIsNear && lines.IsFirstOnLine(start))
        {
            IEnumerable<string> kept = Comments.In(lines, start, lines.LineEnd(next), node);
            edits.Replace(lines.LineStart(start), lines.NextLine(lines.LineEnd(next)), string.Concat(kept.Select(comment => indent + comment + lineBreak)));
            return;
        }

        string inside = string.Concat(Comments.In(lines, start, end, node).Select(comment => " " + comment + lineBreak + indent));
        if (comma >= 0 && commaIsNear)
        {
            edits.Replace(start, index < items.Count - 1 && lines.Text[next] != '#' ? next : comma + 1, inside);
            return;
        }

        // Blanks before the last entry go with it, so that one is left before the brace.
        int from = start;
        while (index > 0 && from > 0 && lines.Text[from - 1] is ' ' or '\t' && !lines.IsFirstOnLine(from))
        {
            from--;
        }

        edits.Replace(from, end, inside);
        if (comma >= 0)
        {
            edits.Replace(comma, comma + 1, "");
        }
    }

    private int Comma(int index)
    {
        int place = lines.SkipTrivia(items[index].End);
        return place < lines.Text.Length && lines.Text[place] == ',' ? place : -1;
    }
}
