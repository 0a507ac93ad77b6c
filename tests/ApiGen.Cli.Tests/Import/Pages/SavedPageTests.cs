using ApiGen.Cli.Import;
using ApiGen.Cli.Import.Pages;

namespace ApiGen.Cli.Tests.Import.Pages;

/// <summary>The lines of saved pages, and what a damaged table has lost of them.</summary>
public sealed class SavedPageTests
{
    private const int Far = 70_000;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void A_row_far_down_has_the_line_of_the_file(string end)
    {
        IReadOnlyList<PageLine> lines = Lines(string.Concat(Enumerable.Repeat(end, Far)) + $"<table><tr><td>A</td><td>B</td></tr></table>{end}<tr><td>Lost</td></tr>");

        Assert.Equal(Far + 1, lines.Single(line => line.Cells is ["A", "B"]).Number);
        Assert.Equal(Far + 2, lines.Single(line => line.Cells is ["Lost"]).Number);
    }

    [Theory]
    [InlineData('\n', Far + 1, 1 + (512 * 5))]
    [InlineData(' ', 1, Far + 1)]
    public void Elements_nested_too_deep_are_refused_with_their_place(char blank, int line, int leastColumn)
    {
        string html = "<html>" + new string(blank, Far) + string.Concat(Enumerable.Repeat("<div>", 600));

        string told = Assert.Throws<ImportException>(() => PageText.Lines("page", html)).Message;

        string[] place = told[(told.IndexOf('(', StringComparison.Ordinal) + 1)..told.IndexOf(')', StringComparison.Ordinal)].Split(',');
        Assert.Equal(line, int.Parse(place[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(int.Parse(place[1], System.Globalization.CultureInfo.InvariantCulture), leastColumn - 50, leastColumn + (600 * 5));
    }

    [Theory]
    [InlineData("<table><tr><td>A<table><tr><td>inner</td></tr></table></td></tr>Lost<tr><td>B</td></tr></table>")]
    [InlineData("<table><tr><td>A</td></tr><!-- </table> -->Lost<tr><td>B</td></tr></table>")]
    [InlineData("<table><tr><td>A</td></tr><script>'</table>'</script>Lost<tr><td>B</td></tr></table>")]
    public void Text_that_a_table_has_lost_stands_within_it(string html)
    {
        List<PageLine> lines = [.. Lines(html)];

        int lost = lines.FindIndex(line => line.Cells is ["Lost"]);
        int end = lines.FindIndex(line => line.Cells is []);
        Assert.InRange(lost, 0, end - 1);
        Assert.Single(lines, line => line.Cells is ["Lost"] || line.Text.Contains("Lost", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<td title=\"a>b\">X</td>")]
    [InlineData("<td title='a>b' class=c>X</td>")]
    [InlineData("<td title = \"5 > 4 'x'\">X</td>")]
    public void A_cell_outside_of_a_table_is_what_stands_behind_its_tag(string cell) => Assert.Contains(Lines("<p>Before.</p>" + cell), line => line.Cells is ["X"]);

    [Theory]
    [InlineData("a < b")]
    [InlineData("< b")]
    [InlineData("1 <2 and 3")]
    public void Text_with_a_bare_sign_that_a_table_has_lost_is_read_once(string text)
    {
        IReadOnlyList<PageLine> lines = Lines($"<table><tr><td>A</td></tr>{text}<tr><td>B</td></tr></table>");

        Assert.Equal([text], lines.Where(line => line.Text.Contains('<', StringComparison.Ordinal)).Select(line => line.Text));
        Assert.DoesNotContain(lines, line => line.Text.Trim() == text[^1..] || line.Text.Trim() == text[..1]);
    }

    private static IReadOnlyList<PageLine> Lines(string body) => PageText.Lines("page", $"<html><body>{body}</body></html>");
}
