using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Dom.Events;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace ApiGen.Cli.Import.Pages;

/// <summary>A row of which a parser of HTML makes none.</summary>
/// <param name="Position">Where it begins, counted from 0.</param>
/// <param name="Line">Its line. It has a text when the document does not have it.</param>
internal sealed record LostRow(int Position, PageLine Line);

/// <summary>
/// Finds what a damaged table has lost. As the HTML standard wants it, a parser drops the tags of cells outside of a table, and moves text in a table that is in no cell
/// to the front of it, where nobody looks for a row.
/// </summary>
internal static partial class LostRows
{
    /// <summary>Parses a page.</summary>
    /// <param name="path">The page's name in errors.</param>
    /// <param name="html">The page.</param>
    /// <param name="places">The page's places.</param>
    /// <param name="lost">The rows that the document does not have, in page order.</param>
    public static IHtmlDocument Parse(string path, string html, PagePlaces places, out Queue<LostRow> lost)
    {
        HtmlParser parser = SavedPage.Parser(path, places);
        List<TextPosition> found = [];
        int end = html.LastIndexOf("</body", StringComparison.OrdinalIgnoreCase);
        parser.Error += (_, raised) =>
        {
            if (raised is HtmlErrorEvent { Position: var place } error && (error.Code == (int)HtmlParseError.TagCannotStartHere ? IsCellTag(html, place)
                : error.Code == (int)HtmlParseError.TokenNotPossible && place.Index < (end < 0 ? html.Length : end) && IsText(html, place)))
            {
                found.Add(place);
            }
        };
        IHtmlDocument document = parser.ParseDocument(html);
        lost = new Queue<LostRow>(Rows(html, found, places));
        TextPosition[] moved = [.. found.Where(place => IsText(html, place))];
        if (moved.Length == 0)
        {
            return document;
        }

        // Text that was moved is taken out, since each row stands where it stands in the file.
        document.Dispose();
        return SavedPage.Parser(path, places).ParseDocument(Without(html, moved));
    }

    private static List<LostRow> Rows(string html, List<TextPosition> found, PagePlaces places)
    {
        List<LostRow> rows = [];
        List<string> cells = [];
        int end = 0;
        int read = 0;
        foreach (TextPosition place in found)
        {
            bool isText = IsText(html, place);
            int start = isText ? place.Index : CellTag().Match(html, place.Index) is { Success: true } cell ? cell.Index + cell.Length : html.Length;
            if (start < read)
            {
                continue;
            }

            int next = TableTag().Match(html, start) is { Success: true } tag ? tag.Index : html.Length;
            read = next;
            if (DocumentText.Plain(html[start..next]) is not { Length: > 0 } text)
            {
                continue;
            }

            if (!isText && rows.Count > 0 && !RowTag().IsMatch(html[end..start]))
            {
                cells.Add(text);
            }
            else
            {
                int breaks = html.AsSpan(start, html.AsSpan(start).IndexOfAnyExcept(" \t\r\n\f")).Count('\n');
                cells = [text];
                rows.Add(new LostRow(place.Index, new PageLine(places.Line(place.Index) + (isText ? breaks : 0), isText ? text : "", cells)));
            }

            end = next;
        }

        return rows;
    }

    private static string Without(string html, IEnumerable<TextPosition> texts)
    {
        char[] result = html.ToCharArray();
        foreach (TextPosition text in texts)
        {
            for (int i = text.Index; i < result.Length && !IsTag(html, i); i++)
            {
                result[i] = result[i] is '\r' or '\n' ? result[i] : ' ';
            }
        }

        return new string(result);
    }

    private static bool IsText(string html, TextPosition place) => !IsTag(html, place.Index);

    // Before anything else the sign is text, as in "a < b".
    private static bool IsTag(string html, int index) =>
        html[index] == '<' && index + 1 < html.Length && (char.IsAsciiLetter(html[index + 1]) || html[index + 1] is '/' or '!' or '?');

    private static bool IsCellTag(string html, TextPosition place) => CellTag().IsMatch(html, place.Index);

    // A value in quotes may hold the sign that ends a tag.
    [GeneratedRegex(@"\G<t[rdh]\b(?>[^>=]+|=\s*(?:""[^""]*""|'[^']*')|=)*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CellTag();

    [GeneratedRegex(@"</?(?:table|thead|tbody|tfoot|caption|tr|td|th)\b|<(?:!|script\b|style\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TableTag();

    [GeneratedRegex(@"</?(?:table|thead|tbody|tfoot|tr)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RowTag();
}
