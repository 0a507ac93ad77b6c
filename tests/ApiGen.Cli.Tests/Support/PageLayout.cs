using System.Net;

namespace ApiGen.Cli.Tests.Support;

/// <summary>A line of a page that a test writes.</summary>
/// <param name="Text">The line.</param>
/// <param name="Table">The table that it is a row of; empty for other lines.</param>
/// <param name="Cells">The cells of the row.</param>
internal sealed record WrittenLine(string Text, string Table = "", IReadOnlyList<string>? Cells = null);

/// <summary>Writes pages as the vendor's come: as text, where blanks or tabs divide cells, as Markdown, and as saved HTML.</summary>
internal sealed class PageLayout(string name)
{
    /// <summary>Each layout.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "tabs", "markdown", "html"];

    /// <summary>Whether something divides the cells.</summary>
    public bool IsDivided => name != "text";

    /// <summary>A heading.</summary>
    public IEnumerable<WrittenLine> Heading(int level, string text) => Lines(name switch
    {
        "markdown" => $"{new string('#', level)} {text}\n",
        "html" => $"<h{level}>{WebUtility.HtmlEncode(text)}</h{level}>",
        _ => text + "\n",
    });

    /// <summary>A paragraph.</summary>
    public IEnumerable<WrittenLine> Paragraph(string text) => Lines(name == "html" ? $"<p>{WebUtility.HtmlEncode(text)}</p>" : text + "\n");

    /// <summary>Code.</summary>
    public IEnumerable<WrittenLine> Code(string text) => Lines(name switch
    {
        "markdown" => $"```\n{text}\n```\n",
        "html" => $"<pre><code>{WebUtility.HtmlEncode(text)}</code></pre>",
        _ => text + "\n",
    });

    /// <summary>A table.</summary>
    public IEnumerable<WrittenLine> Table(string table, string[] head, IEnumerable<string[]> rows)
    {
        string[] before = name switch { "html" => ["<table>", Row(head)], "markdown" => [Row(head), "|" + string.Concat(head.Select(_ => "---|"))], _ => [Row(head)] };
        return [.. before.Select(line => new WrittenLine(line)), .. rows.Select(cells => new WrittenLine(Row(cells), table, cells)), new WrittenLine(name == "html" ? "</table>" : "")];
    }

    /// <summary>A row of a table.</summary>
    public string Row(params IReadOnlyList<string> cells) => name switch
    {
        "text" => string.Join(' ', cells.Where(cell => cell.Length > 0)),
        "tabs" => string.Join('\t', cells),
        "markdown" => "|" + string.Concat(cells.Select(cell => $" {cell.Replace("|", "\\|", StringComparison.Ordinal)} |")),
        _ => "<tr>" + string.Concat(cells.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")) + "</tr>",
    };

    /// <summary>The whole page.</summary>
    public IReadOnlyList<WrittenLine> Page(IEnumerable<WrittenLine> lines) => name == "html" ? [new("<!DOCTYPE html><html><body>"), .. lines, new("</body></html>")] : [.. lines];

    private static IEnumerable<WrittenLine> Lines(string text) => text.Split('\n').Select(line => new WrittenLine(line));
}
