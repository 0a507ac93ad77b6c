using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ApiGen.Cli.Import.Pages;

/// <summary>Makes parsers of saved pages.</summary>
internal static class SavedPage
{
    // Browsers nest elements as deep, and published pages a tenth of it. A parser looks through all open elements at each tag.
    private const int MaxDepth = 512;

    /// <summary>A parser, for one page, which fails with an <see cref="ImportException"/> where elements are nested too deep.</summary>
    /// <param name="path">The page's name in errors.</param>
    /// <param name="places">The page's places.</param>
    public static HtmlParser Parser(string path, PagePlaces places)
    {
        INode? last = null;
        return new HtmlParser(new HtmlParserOptions
        {
            IsKeepingSourceReferences = true,
            MaximumDepth = int.MaxValue,

            // A new element has no parent yet; the one before it has.
            OnCreated = (element, place) =>
            {
                int depth = 0;
                for (INode? node = last; node is not null; node = node.Parent)
                {
                    depth++;
                }

                last = depth <= MaxDepth ? element : throw new ImportException(path, places.Line(place.Index), places.Column(place.Index), FormattableString.Invariant($"elements are nested deeper than {MaxDepth} levels here, which no published page does. Save the page anew."));
            },
        });
    }
}
