namespace ApiGen.Specs.Syntax.Editing;

/// <summary>Finds the comments around nodes: what the tree does not hold is tokens' marks, blanks and comments.</summary>
internal static class Comments
{
    /// <summary>The comments within a stretch, in order, each from its sign to the end of its line.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="start">Where the stretch starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="node">The node that stands in the stretch; signs in its texts are no comments.</param>
    public static IReadOnlyList<string> In(SourceLines lines, int start, int end, SpecNode node)
    {
        List<(int Start, int End)> texts = [];
        AddTexts(lines, node, start, end, texts);
        List<string> comments = [];
        int position = start;
        foreach ((int textStart, int textEnd) in texts.Append((end, end)))
        {
            position = Scan(lines, position, textStart, comments);
            position = Math.Max(position, textEnd);
        }

        return comments;
    }

    private static int Scan(SourceLines lines, int position, int end, List<string> comments)
    {
        while (position < end)
        {
            char before = position == 0 ? '\n' : lines.Text[position - 1];
            if (lines.Text[position] == '#' && (char.IsWhiteSpace(before) || before is ',' or '[' or '{' or ']' or '}' or '"' or '\'' or '\uFEFF'))
            {
                int lineEnd = lines.LineEnd(position);
                comments.Add(lines.Text.Substring(position, lineEnd - position).TrimEnd());
                position = lineEnd;
            }
            else
            {
                position++;
            }
        }

        return position;
    }

    private static void AddTexts(SourceLines lines, SpecNode node, int start, int end, List<(int Start, int End)> texts)
    {
        switch (node)
        {
            case MappingNode mapping:
                foreach (MappingEntry entry in mapping.Entries)
                {
                    texts.Add((entry.KeySpan.Start, entry.KeyEnd));
                    if (!entry.IsAlias)
                    {
                        AddTexts(lines, entry.Value, start, end, texts);
                    }
                }

                break;
            case SequenceNode sequence:
                foreach (SpecNode item in sequence.Items.Where(item => item.Span.Start >= start && item.End <= end))
                {
                    AddTexts(lines, item, start, end, texts);
                }

                break;
            case ScalarNode { End: var textEnd } scalar when textEnd > scalar.Span.Start:
                int content = lines.SkipAnchor(scalar.Span.Start);

                // The sign of a literal or folded text may have a comment of its own behind it.
                texts.Add((lines.Text[content] is '|' or '>' ? Math.Min(lines.LineEnd(content), textEnd) : content, textEnd));
                break;
        }
    }
}
