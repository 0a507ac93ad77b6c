using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Brings a saved page into lines of text; the cells of a table row stand on one line, divided by tabs.</summary>
internal sealed class HtmlText
{
    private static readonly HashSet<string> Invisible = new(["script", "style", "head", "svg", "noscript", "template"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Blocks = new(
        ["p", "div", "br", "li", "ul", "ol", "table", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "dl", "pre", "header", "footer", "main", "nav", "form", "blockquote"],
        StringComparer.OrdinalIgnoreCase);

    private readonly StringBuilder _text = new();
    private int _cells;
    private int _columns;
    private int _row;
    private int _preformatted;

    private HtmlText()
    {
    }

    /// <summary>The page's text.</summary>
    public static string Of(string html)
    {
        using IHtmlDocument document = new HtmlParser().ParseDocument(html);
        HtmlText text = new();
        text.Walk(document);
        return text._text.ToString();
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

        _cells += IsCell(element) ? 1 : 0;
        _preformatted += element.LocalName == "pre" ? 1 : 0;
        if (element.LocalName == "tr" || Blocks.Contains(element.LocalName))
        {
            _text.Append(_cells > 0 ? ' ' : '\n');
            _columns = _cells == 0 && element is IHtmlTableElement table ? Columns(table) : _columns;
            _row = _cells == 0 ? _text.Length : _row;
        }
        else if (element is IHtmlUnknownElement)
        {
            // Vendors write placeholders such as <region> without escaping their brackets.
            _text.Append('<').Append(element.LocalName).Append('>');
        }

        return true;
    }

    private void Leave(INode node)
    {
        if (node is not IElement element || Invisible.Contains(element.LocalName))
        {
            return;
        }

        _preformatted -= element.LocalName == "pre" ? 1 : 0;
        if (IsCell(element))
        {
            _cells--;
            _text.Append('\t');
        }
        else if (element.LocalName == "tr" || Blocks.Contains(element.LocalName))
        {
            if (_cells == 0 && element is IHtmlTableRowElement { Cells.Length: > 0 } row && row.Cells.Length < _columns)
            {
                // Divided by bars, a row says where it ends, and that it lacks a cell.
                string cells = _text.ToString(_row, _text.Length - _row).Replace("|", @"\|", StringComparison.Ordinal);
                _text.Length = _row;
                _text.Append("| ").Append(cells.TrimEnd('\t').Replace("\t", " | ", StringComparison.Ordinal)).Append(" |");
            }

            _text.Append(_cells > 0 ? ' ' : '\n');
        }
    }

    // Cells that span others leave rows with fewer.
    private static int Columns(IHtmlTableElement table) => table.QuerySelector("[colspan], [rowspan]") is null && table.Rows.Length > 0 ? table.Rows[0].Cells.Length : 0;

    private void Append(string text)
    {
        if (_preformatted > 0 && _cells == 0)
        {
            _text.Append(text);
            return;
        }

        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                _text.Append(c);
            }
            else if (_text.Length > 0 && _text[^1] is not (' ' or '\n' or '\t'))
            {
                _text.Append(' ');
            }
        }
    }

    private static bool IsCell(IElement element) => element.LocalName is "td" or "th";
}
