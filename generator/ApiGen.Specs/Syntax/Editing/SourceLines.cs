namespace ApiGen.Specs.Syntax.Editing;

/// <summary>The lines of a text, and the comments and blanks between its tokens.</summary>
/// <param name="text">The text.</param>
internal sealed class SourceLines(string text)
{
    public string Text => text;

    /// <summary>The offset of the first character of the line that an offset lies on; a byte order mark belongs to no line.</summary>
    public int LineStart(int offset)
    {
        while (offset > 0 && !IsBreak(text[offset - 1]) && text[offset - 1] != '\uFEFF')
        {
            offset--;
        }

        return offset;
    }

    /// <summary>The offset of the line end at or behind an offset.</summary>
    public int LineEnd(int offset)
    {
        while (offset < text.Length && !IsBreak(text[offset]))
        {
            offset++;
        }

        return offset;
    }

    /// <summary>The offset of the line behind the one that ends at an offset.</summary>
    public int NextLine(int lineEnd) =>
        lineEnd >= text.Length ? text.Length
        : text[lineEnd] == '\r' && lineEnd + 1 < text.Length && text[lineEnd + 1] == '\n' ? lineEnd + 2
        : lineEnd + 1;

    /// <summary>The line end that stands nearest to an offset: behind it, else before it, else a line feed.</summary>
    public string LineBreakNear(int offset)
    {
        int end = LineEnd(offset);
        if (end == text.Length)
        {
            end = LineStart(offset) - 1;
            end -= end > 0 && text[end] == '\n' && text[end - 1] == '\r' ? 1 : 0;
        }

        return end < 0 || !IsBreak(text[end]) ? "\n" : text.Substring(end, NextLine(end) - end);
    }

    /// <summary>Whether only blanks stand between the start of the line and an offset.</summary>
    public bool IsFirstOnLine(int offset) => IsBlank(LineStart(offset), offset);

    /// <summary>Whether a stretch holds nothing but blanks and line ends.</summary>
    public bool IsBlank(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The offset of the first character at or behind an offset that is neither blank nor line end nor comment.</summary>
    public int SkipTrivia(int offset)
    {
        while (offset < text.Length)
        {
            if (text[offset] == '#')
            {
                offset = LineEnd(offset);
            }
            else if (char.IsWhiteSpace(text[offset]) || text[offset] == '\uFEFF')
            {
                offset++;
            }
            else
            {
                break;
            }
        }

        return offset;
    }

    /// <summary>The offset of the first character at or behind an offset that is no blank, on the same line.</summary>
    public int SkipBlanks(int offset)
    {
        while (offset < text.Length && text[offset] is ' ' or '\t')
        {
            offset++;
        }

        return offset;
    }

    /// <summary>The offset behind an anchor, when one stands at an offset, and behind the blanks and comments that follow it.</summary>
    public int SkipAnchor(int offset)
    {
        while (offset < text.Length && text[offset] is '&' or '!')
        {
            while (offset < text.Length && !char.IsWhiteSpace(text[offset]))
            {
                offset++;
            }

            offset = SkipTrivia(offset);
        }

        return offset;
    }

    /// <summary>How many columns an offset lies behind the start of its line.</summary>
    public int Column(int offset) => offset - LineStart(offset);

    /// <summary>What a line begins with that is to stand below an offset: tabs where its own line has them, as JSON may, else blanks.</summary>
    public string Margin(int offset) => string.Concat(text.Substring(LineStart(offset), Column(offset)).Select(static c => c == '\t' ? c : ' '));

    public static bool IsBreak(char c) => c is '\n' or '\r';
}
