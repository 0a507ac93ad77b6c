using ApiGen.Specs.Model;
using ApiGen.Specs.Syntax;

namespace ApiGen.Specs.Declarations;

/// <summary>Paging as one file declares it, before its paths are followed.</summary>
public sealed record PagingDeclaration
{
    /// <summary>Where the key <c>paging</c> stands.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>How the position is expressed; null when it follows from the presence of <see cref="Next"/>.</summary>
    public PagingStyle? Style { get; init; }

    /// <summary>The request member that says where the page starts.</summary>
    public required LocatedText Position { get; init; }

    /// <summary>The request member that says how long the page is.</summary>
    public LocatedText? Limit { get; init; }

    /// <summary>The path of the list of items.</summary>
    public required LocatedText Items { get; init; }

    /// <summary>The path of the number of all items.</summary>
    public LocatedText? Total { get; init; }

    /// <summary>The path of the next token.</summary>
    public LocatedText? Next { get; init; }

    /// <summary>The page size used when the caller sets none.</summary>
    public int PageSize { get; init; } = 20;

    /// <summary>Where the page size stands; where <c>paging</c> stands when it is not given.</summary>
    public SourceSpan PageSizeSpan { get; init; }
}
