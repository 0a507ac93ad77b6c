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
        LocatedText? position = Path(context, map.Require("position", "Offset"));
        LocatedText? items = Path(context, map.Require("items", "Data.List"));
        PagingStyle? style = context.Choice(map.Find("style"), Styles);
        LocatedText? limit = Path(context, map.Find("limit"));
        LocatedText? total = Path(context, map.Find("total"));
        LocatedText? next = Path(context, map.Find("next"));
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

    private static LocatedText? Path(ReadContext context, MappingEntry? entry) => context.Text(entry) is { } text ? new LocatedText(text) : null;
}
