using ApiGen.Specs.Model;

namespace ApiGen.Generator.Models;

/// <summary>A method of the client beside the plain call, which gives a sequence.</summary>
/// <param name="Summary">The text of the summary, escaped for XML.</param>
/// <param name="Name">Its name.</param>
/// <param name="ItemType">The type of what it gives.</param>
/// <param name="Paging">How it turns pages into the sequence; null where the items are the events of one response.</param>
internal sealed record ClientMethodEmitModel(string Summary, string Name, string ItemType, PagingEmitModel? Paging);

/// <summary>How a method reads page after page. A path leads through the response, with a question mark wherever a step may be null.</summary>
/// <param name="Style">How a position is expressed.</param>
/// <param name="Items">The path of the items.</param>
/// <param name="Total">The path of the total; null where the response has none.</param>
/// <param name="Next">The path of the next token; null unless positions are tokens.</param>
/// <param name="Position">The request's property of the position.</param>
/// <param name="Limit">The request's property of the page's size; null where the request has none.</param>
/// <param name="Members">The names of both properties as C# string literals.</param>
/// <param name="PageSize">The size of a page that the request does not set.</param>
internal sealed record PagingEmitModel(
    PagingStyle Style,
    string Items,
    string? Total,
    string? Next,
    string Position,
    string? Limit,
    EquatableArray<string> Members,
    int PageSize);
