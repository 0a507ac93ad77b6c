using ApiGen.Specs.Declarations;
using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Reading;

/// <summary>Reads <c>paging</c>. Its paths are followed later, when the types are known.</summary>
internal static class PagingReader
{
    private static readonly string[] Keys = ["style", "position", "limit", "items", "total", "next", "pageSize"];

    private static readonly Dictionary<string, PagingStyle> Styles = new(StringComparer.Ordinal)
    {
        ["offset"] = PagingStyle.Offset,
        ["page"] = PagingStyle.PageNumber,
        ["token"] = PagingStyle.Token,
    };

    public static PagingDeclaration? Paging(this ReadContext context, MappingEntry? entry)
    {
        if (entry is null)
        {
            return null;
        }

        if (entry.Value is not MappingNode mapping)
        {
            context.WrongKind(entry.Value, "'paging'", "a mapping with the keys position and items");
            return null;
        }

        MapReader map = MapReader.Open(context, mapping, entry.KeySpan, "'paging'", Keys);
        LocatedText? position = context.Text(map.Require("position", "Offset"))?.ToLocatedText();
        LocatedText? items = context.Text(map.Require("items", "Data.List"))?.ToLocatedText();
        PagingStyle? style = context.Choice(map.Find("style"), Styles);
        LocatedText? limit = context.Text(map.Find("limit"))?.ToLocatedText();
        LocatedText? total = context.Text(map.Find("total"))?.ToLocatedText();
        LocatedText? next = context.Text(map.Find("next"))?.ToLocatedText();
        MappingEntry? pageSize = map.Find("pageSize");
        int? size = context.Count(pageSize, 1);
        if (position is null || items is null)
        {
            return null;
        }

        return new PagingDeclaration
        {
            Span = entry.KeySpan,
            Style = style,
            Position = position,
            Limit = limit,
            Items = items,
            Total = total,
            Next = next,
            PageSize = size ?? 20,
            PageSizeSpan = pageSize?.Value.Span ?? entry.KeySpan,
        };
    }
}
