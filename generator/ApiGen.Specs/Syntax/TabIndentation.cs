using ApiGen.Specs.Diagnostics;

namespace ApiGen.Specs.Syntax;

/// <summary>Finds the lines that are indented with tabs, which YAML forbids and whose symptoms its parsers describe poorly.</summary>
internal static class TabIndentation
{
    /// <summary>Reports every line from the given one on that has a tab in its indentation.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Report(string text, int fromLine, DiagnosticBag diagnostics)
    {
        bool any = false;
        SourceSpan? blank = null;
        int line = 0;
        for (int start = 0; start < text.Length; line++)
        {
            int next = NextLine(text, start);
            int content = start;
            int tab = -1;
            while (content < next && text[content] is ' ' or '\t')
            {
                tab = tab < 0 && text[content] == '\t' ? content : tab;
                content++;
            }

            if (line >= fromLine && tab >= 0 && content < next && text[content] is not ('\r' or '\n' or '#'))
            {
                diagnostics.Report(SpecDiagnostics.TabIndentation, new SourceSpan(tab, 1, line, tab - start));
                any = true;
            }

            else if (line >= fromLine && tab >= 0)
            {
                blank ??= new SourceSpan(tab, 1, line, tab - start);
            }

            start = next;
        }

        // In a literal or folded text the parser stumbles over a line of white space, too.
        if (!any && blank is { } alone)
        {
            diagnostics.Report(SpecDiagnostics.TabIndentation, alone);
            any = true;
        }

        return any;
    }

    /// <summary>The offset just past a line and its line end.</summary>
    public static int NextLine(string text, int start)
    {
        int end = text.IndexOfAny(['\r', '\n'], start);
        if (end < 0)
        {
            return text.Length;
        }

        return text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
    }
}
