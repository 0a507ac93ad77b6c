namespace ApiGen.Specs.Model;

/// <summary>Whether an action takes the <c>X-TC-Region</c> header.</summary>
public enum RegionRequirement
{
    /// <summary>The header may be sent.</summary>
    Optional,

    /// <summary>A call without a region is refused.</summary>
    Required,

    /// <summary>The header is never sent.</summary>
    None,
}

/// <summary>How a request travels.</summary>
public enum RequestBodyKind
{
    /// <summary>A JSON object in the body.</summary>
    Json,

    /// <summary>Raw bytes in the body; the members travel as headers <c>X-&lt;SERVICE&gt;-&lt;Member&gt;</c>.</summary>
    OctetStream,
}

/// <summary>How a successful response travels.</summary>
public enum ResponseBodyKind
{
    /// <summary>A JSON object <c>{"Response": {...}}</c>.</summary>
    Json,

    /// <summary>Server-sent events, each holding the response members as a JSON object.</summary>
    EventStream,
}

/// <summary>One operation of a service.</summary>
public sealed record ActionModel
{
    /// <summary>The action's name on the wire, such as <c>CreateMNP</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The C# name that the spec fixes, which classes and methods begin with; null when it follows from <see cref="Name"/>.</summary>
    public string? CSharpName { get; init; }

    /// <summary>What the action does; plain text, may be empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The address of the vendor's page; null when none is given.</summary>
    public string? Documentation { get; init; }

    /// <summary>Whether the call needs a region; inherited from the service unless stated.</summary>
    public RegionRequirement Region { get; init; }

    /// <summary>The limits that hold together, the action's own or else the service's; empty when no limit is known.</summary>
    public EquatableArray<RateWindow> RateLimits { get; init; } = EquatableArray<RateWindow>.Empty;

    /// <summary>Whether the limits are the service's default rather than documented for the action.</summary>
    public bool RateLimitAssumed { get; init; }

    /// <summary>Whether repeating the call has no further effect.</summary>
    public bool Idempotent { get; init; }

    /// <summary>Whether the call carries no signature.</summary>
    public bool Unsigned { get; init; }

    /// <summary>Why the action should not be used any more; null when it is current, empty when no reason is known.</summary>
    public string? Deprecated { get; init; }

    /// <summary>Why the action no longer works; null when it is enabled, empty when no reason is known.</summary>
    public string? Disabled { get; init; }

    /// <summary>How the request travels.</summary>
    public RequestBodyKind RequestBody { get; init; }

    /// <summary>How a successful response travels.</summary>
    public ResponseBodyKind ResponseBody { get; init; }

    /// <summary>How the action's result is read page by page; null when it is not paged.</summary>
    public PagingModel? Paging { get; init; }

    /// <summary>The parameters in spec order, without the common ones.</summary>
    public EquatableArray<MemberModel> Request { get; init; } = EquatableArray<MemberModel>.Empty;

    /// <summary>The fields of the response in spec order, without <c>RequestId</c>.</summary>
    public EquatableArray<MemberModel> Response { get; init; } = EquatableArray<MemberModel>.Empty;

    /// <summary>The error codes documented for the action, in spec order.</summary>
    public EquatableArray<ErrorModel> Errors { get; init; } = EquatableArray<ErrorModel>.Empty;

    /// <summary>Example calls in spec order.</summary>
    public EquatableArray<ExampleModel> Examples { get; init; } = EquatableArray<ExampleModel>.Empty;

    /// <summary>The logical path of the spec file that declares it.</summary>
    public string Source { get; init; } = "";
}

/// <summary>An error code that an action may respond with.</summary>
/// <param name="Code">The code on the wire, such as <c>InvalidParameterValue.InvalidMNPName</c>.</param>
/// <param name="Summary">What it means; plain text, may be empty.</param>
/// <param name="CSharpName">The name in the enum that the spec fixes; null when it follows from the code.</param>
public sealed record ErrorModel(string Code, string Summary, string? CSharpName = null);

/// <summary>An example call. Both bodies are compact JSON objects; the response is the content of <c>Response</c>.</summary>
/// <param name="Title">A short title; may be empty.</param>
/// <param name="Request">The request body.</param>
/// <param name="Response">The content of <c>Response</c>; null when the example has no response.</param>
public sealed record ExampleModel(string Title, string Request, string? Response);

/// <summary>How an action's result is read page by page.</summary>
/// <param name="Style">By offset and limit, or by a token.</param>
/// <param name="Position">The request member that says where the page starts: an offset, a page number or a token.</param>
/// <param name="Limit">The request member that says how many items a page holds; null when there is none.</param>
/// <param name="Items">The path in the response of the list of items, such as <c>Data.MemberList</c>.</param>
/// <param name="Total">The path in the response of the number of all items; null when there is none.</param>
/// <param name="Next">The path in the response of the next token; null for offsets.</param>
/// <param name="PageSize">The page size used when the caller sets none; at least 1.</param>
public sealed record PagingModel(PagingStyle Style, string Position, string? Limit, string Items, string? Total, string? Next, int PageSize);

/// <summary>How the position of a page is expressed.</summary>
public enum PagingStyle
{
    /// <summary>The number of items to skip.</summary>
    Offset,

    /// <summary>The page's number, counted from 1.</summary>
    PageNumber,

    /// <summary>A token that the previous response gave.</summary>
    Token,
}
