namespace ApiGen.Cli.Import.Pages;

/// <summary>The lines and columns of a page, counted from 1. Those that the parser tells end at 65,535.</summary>
internal sealed class PagePlaces
{
    private readonly int[] _breaks;

    /// <summary>Finds the lines of a page, which a line feed or a carriage return alone may end.</summary>
    public PagePlaces(string page) =>
        _breaks = [.. Enumerable.Range(0, page.Length).Where(at => page[at] == '\n' || (page[at] == '\r' && (at + 1 == page.Length || page[at + 1] != '\n')))];

    /// <summary>The line of a place.</summary>
    /// <param name="index">The place, counted from 0.</param>
    public int Line(int index) => Before(index) + 1;

    /// <summary>The column of a place.</summary>
    /// <param name="index">The place, counted from 0.</param>
    public int Column(int index) => Before(index) is var before and > 0 ? index - _breaks[before - 1] : index + 1;

    private int Before(int index)
    {
        int found = Array.BinarySearch(_breaks, index);
        return found < 0 ? ~found : found;
    }
}
