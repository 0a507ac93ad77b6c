using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Brings a saved page into lines; each row of a table is one, with its cells. The lines have the numbers of the file.</summary>
internal sealed partial class HtmlText
{
    private static readonly HashSet<string> Invisible = new(["script", "style", "head", "svg", "noscript", "template"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Blocks = new(
        ["p", "div", "br", "li", "ul", "ol", "table", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "dl", "pre", "header", "footer", "main", "nav", "form", "blockquote"],
        StringComparer.OrdinalIgnoreCase);

    private readonly List<PageLine> _lines = [];
    private readonly StringBuilder _text = new();
    private readonly List<string> _row = [];
    private readonly Queue<LostRow> _lost;
    private readonly PagePlaces _places;
    private readonly int[] _tableEnds;
    private int _position;
    private int _place = 1;
    private int _start;
    private int _rowStart;
    private int _cells;
    private int _preformatted;
    private bool _isHidden;

    private HtmlText(string html, Queue<LostRow> lost, PagePlaces places)
    {
        _lost = lost;
        _places = places;
        _tableEnds = [.. TableEnd().Matches(html).Where(match => match.Groups["end"].Success).Select(match => match.Index)];
    }

    /// <summary>The page's lines.</summary>
    public static IReadOnlyList<PageLine> Lines(string path, string html)
    {
        PagePlaces places = new(html);
        using IHtmlDocument document = LostRows.Parse(path, html, places, out Queue<LostRow> lost);
        HtmlText text = new(html, lost, places);
        text.Walk(document);
        text.EndLine();
        text.AddLost(html.Length);
        return text._lines;
    }

    /// <summary>Whether the page ends before a table of it does.</summary>
    public static bool EndsInTable(string path, string html)
    {
        // A cell is none outside of a table. What is before it ends a tag, a value or a comment that is open.
        const string id = "apigen-end";
        using IHtmlDocument document = SavedPage.Parser(path, new PagePlaces(html)).ParseDocument($"{html}'\">--><td id={id}>");
        return document.GetElementById(id) is not null;
    }

    // By places, since a node looks for its sibling from the first one on.
    private void Walk(INode root)
    {
        Stack<(INode Node, int Next)> open = new([(root, 0)]);
        while (open.TryPop(out (INode Node, int Next) place))
        {
            (INode node, int next) = place;
            if (next < node.ChildNodes.Length)
            {
                open.Push((node, next + 1));
                INode child = node.ChildNodes[next];
                if (Enter(child))
                {
                    open.Push((child, 0));
                }
                else
                {
                    Leave(child);
                }
            }
            else if (node != root)
            {
                Leave(node);
            }
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

        // An element that the page leaves out, such as tbody, has the place 0.
        if (element.SourceReference?.Position is { Line: > 0 } place)
        {
            _place = _places.Line(place.Index);
            _position = place.Index;
        }

        _preformatted += element.LocalName == "pre" ? 1 : 0;
        if (IsBlock(element))
        {
            EndLine();
            AddLost(_position);
            if (_cells == 0 && element.LocalName == "tr")
            {
                _rowStart = _place;
                _isHidden = element.Ancestors<IElement>().TakeWhile(outer => outer is IHtmlTableElement or IHtmlTableSectionElement).Any(IsHidden);
            }
        }
        else if (element is IHtmlUnknownElement)
        {
            // Vendors write placeholders such as <region> without escaping their brackets.
            Append($"<{element.LocalName}>");
        }

        _cells += IsCell(element) ? 1 : 0;
        _isHidden = _isHidden || (IsHidden(element) && element.TextContent.AsSpan().Trim().Length > 0);
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
                // What stands in a row without cells is lost.
                if (_row.Count > 0)
                {
                    _lines.Add(new PageLine(_rowStart, string.Join(' ', _row), [.. _row]) { IsHidden = _isHidden });
                }

                _row.Clear();
            }
            else if (element.LocalName == "table")
            {
                // Each end is that of one table: the next is that of the table around it.
                int found = Array.BinarySearch(_tableEnds, _position);
                int next = found < 0 ? ~found : found;
                bool isEnded = next < _tableEnds.Length;
                AddLost(isEnded ? _tableEnds[next] : -1);
                _position = isEnded ? _tableEnds[next] + 1 : _position;
                if (_cells == 0)
                {
                    _lines.Add(new PageLine(_place, "", []));
                }
            }
        }
    }

    private void AddLost(int before)
    {
        while (_cells == 0 && _lost.TryPeek(out LostRow? row) && row.Position < before)
        {
            _lines.Add(_lost.Dequeue().Line);
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

    private static bool IsHidden(IElement element) => element.HasAttribute("hidden") || HiddenStyle().IsMatch(element.GetAttribute("style") ?? "");

    private static bool IsBlock(IElement element) => element.LocalName == "tr" || Blocks.Contains(element.LocalName);

    private static bool IsCell(IElement element) => element.LocalName is "td" or "th";

    [GeneratedRegex(@"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HiddenStyle();

    // In a comment, a script or a style it is text.
    [GeneratedRegex(@"<!--.*?(?:-->|\z)|<script\b.*?(?:</script|\z)|<style\b.*?(?:</style|\z)|(?<end></table)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex TableEnd();
}
