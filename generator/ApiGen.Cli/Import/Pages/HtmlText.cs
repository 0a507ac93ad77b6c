using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Brings a saved page into lines; each row of a table is one, with its cells. The lines have the numbers of the file.</summary>
internal sealed class HtmlText
{
    private static readonly HashSet<string> Invisible = new(["script", "style", "head", "svg", "noscript", "template"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Blocks = new(
        ["p", "div", "br", "li", "ul", "ol", "table", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "dl", "pre", "header", "footer", "main", "nav", "form", "blockquote"],
        StringComparer.OrdinalIgnoreCase);

    private readonly List<PageLine> _lines = [];
    private readonly StringBuilder _text = new();
    private readonly List<string> _row = [];
    private int _place = 1;
    private int _start;
    private int _rowStart;
    private int _cells;
    private int _preformatted;

    private HtmlText()
    {
    }

    /// <summary>The page's lines.</summary>
    public static IReadOnlyList<PageLine> Lines(string html)
    {
        using IHtmlDocument document = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }).ParseDocument(html);
        HtmlText text = new();
        text.Walk(document);
        text.EndLine();
        return text._lines;
    }

    /// <summary>Whether the page ends before a table of it does.</summary>
    public static bool EndsInTable(string html)
    {
        // A cell is none outside of a table. What is before it ends a tag, a value or a comment that is open.
        const string id = "apigen-end";
        using IHtmlDocument document = new HtmlParser().ParseDocument($"{html}'\">--><td id={id}>");
        return document.GetElementById(id) is not null;
    }

    // Without recursion: a page may nest as deep as it likes.
    private void Walk(INode root)
    {
        INode? node = root.FirstChild;
        while (node is not null)
        {
            INode? inner = Enter(node) ? node.FirstChild : null;
            if (inner is not null)
            {
                node = inner;
                continue;
            }

            Leave(node);
            while (node.NextSibling is null && node.Parent is { } parent && parent != root)
            {
                node = parent;
                Leave(node);
            }

            node = node.NextSibling;
        }
    }

    private bool Enter(INode node)
    {
        if (node is IText text)
        {
            Append(text.Data);
            return false;
        }

        if (node is not IElement element || Invisible.Contains(element.LocalName))
        {
            return false;
        }

        _place = element.SourceReference?.Position.Line ?? _place;
        _preformatted += element.LocalName == "pre" ? 1 : 0;
        if (IsBlock(element))
        {
            EndLine();
            _rowStart = _cells == 0 && element.LocalName == "tr" ? _place : _rowStart;
        }
        else if (element is IHtmlUnknownElement)
        {
            // Vendors write placeholders such as <region> without escaping their brackets.
            Append($"<{element.LocalName}>");
        }

        _cells += IsCell(element) ? 1 : 0;
        return true;
    }

    private void Leave(INode node)
    {
        if (node is not IElement element || Invisible.Contains(element.LocalName))
        {
            return;
        }

        _preformatted -= element.LocalName == "pre" ? 1 : 0;
        if (IsCell(element) && --_cells == 0)
        {
            _row.Add(_text.ToString().Trim());
            _row.AddRange(Enumerable.Repeat("", (element as IHtmlTableCellElement)?.ColumnSpan - 1 ?? 0));
            _text.Clear();
        }
        else if (IsBlock(element) || IsCell(element))
        {
            EndLine();
            if (_cells == 0 && element.LocalName == "tr")
            {
                _lines.Add(new PageLine(_rowStart, string.Join(' ', _row), _row.Count > 0 ? [.. _row] : [""]));
                _row.Clear();
            }
            else if (_cells == 0 && element.LocalName == "table")
            {
                _lines.Add(new PageLine(_place, "", []));
            }
        }
    }

    // Within a cell everything is one line.
    private void EndLine(bool isEmptyToo = false)
    {
        if (_cells > 0)
        {
            Append(" ");
            return;
        }

        string text = _text.ToString().TrimEnd();
        if (text.Length > 0 || isEmptyToo)
        {
            _lines.Add(new PageLine(text.Length > 0 ? _start : _place, text));
        }

        _text.Clear();
    }

    private void Append(string text)
    {
        foreach (char c in text)
        {
            if (_preformatted > 0 && _cells == 0 && c == '\n')
            {
                EndLine(isEmptyToo: true);
            }
            else if (!char.IsWhiteSpace(c) || (_preformatted > 0 && _cells == 0))
            {
                _start = _text.Length == 0 ? _place : _start;
                _text.Append(c == '\u00A0' ? ' ' : c);
            }
            else if (_text.Length > 0 && _text[^1] != ' ')
            {
                _text.Append(' ');
            }

            _place += c == '\n' ? 1 : 0;
        }
    }

    private static bool IsBlock(IElement element) => element.LocalName == "tr" || Blocks.Contains(element.LocalName);

    private static bool IsCell(IElement element) => element.LocalName is "td" or "th";
}
