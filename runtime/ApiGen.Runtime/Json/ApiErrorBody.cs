namespace ApiGen.Runtime.Json;

/// <summary>The content of <c>Response.Error</c>.</summary>
public struct ApiErrorBody
{
    /// <summary>The code; null when the response is no failure.</summary>
    public string? Code { get; set; }

    /// <summary>The message; null when there is none.</summary>
    public string? Message { get; set; }

    /// <summary>Whether the service told of a failure without saying which.</summary>
    internal bool IsUnclear { get; set; }

    /// <summary>Whether the code stands below a name that is <c>Error</c> but for its case, which is a failure's only in a response that has come whole.</summary>
    internal bool IsNear { get; set; }

    /// <summary>The ID that the service gave the request, where there is no response to ask for it; null when none was found.</summary>
    internal string? RequestId { get; set; }

    /// <summary>What is left of it for a response that has not come whole.</summary>
    internal readonly ApiErrorBody WithoutNear() => IsNear ? new ApiErrorBody { RequestId = RequestId } : this;
}
