namespace ApiGen.Specs.Model;

/// <summary>What can be wrong with an action's paging.</summary>
public enum PagingFaultKind
{
    /// <summary>A name leads to no member.</summary>
    NotFound,

    /// <summary>A name leads to a member of another type than is needed.</summary>
    WrongType,

    /// <summary>The page size is more than the member that carries it may hold.</summary>
    PageSizeTooLarge,

    /// <summary>Paging by token lacks the path of the next token.</summary>
    NextMissing,

    /// <summary>Paging without tokens has the path of a next token.</summary>
    NextNotAllowed,

    /// <summary>The response is a stream of events.</summary>
    EventStream,

    /// <summary>The request is raw bytes.</summary>
    OctetStream,
}
