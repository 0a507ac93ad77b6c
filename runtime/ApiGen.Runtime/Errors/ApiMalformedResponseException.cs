using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime;

/// <summary>
/// The response has a success status but cannot be read: it is empty, cut short, no JSON, has no <c>Response</c>, holds a value
/// that does not fit its member, or is larger than <see cref="ApiClientOptions.MaxResponseBytes"/>. The call may have taken effect.
/// </summary>
public sealed class ApiMalformedResponseException : ApiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="reason">What is wrong with the response, as the end of a sentence, without values from the response.</param>
    /// <param name="path">The member that could not be read, such as <c>Response.Data[2].Size</c>; null when it is the response as a whole.</param>
    /// <param name="bodyExcerpt">The beginning of the response's body, already capped; may be empty.</param>
    /// <param name="requestId">The ID that the service gave the request, if it could be read.</param>
    /// <param name="innerException">What the reader threw.</param>
    public ApiMalformedResponseException(string action, string reason, string? path = null, string bodyExcerpt = "", string? requestId = null, Exception? innerException = null)
        : base(Describe(action, reason, path, bodyExcerpt, requestId), innerException, action, requestId)
    {
        Path = path;
        BodyExcerpt = bodyExcerpt;
    }

    /// <summary>The member that could not be read, such as <c>Response.Data[2].Size</c>; null when it is the response as a whole.</summary>
    public string? Path { get; }

    /// <summary>The beginning of the response's body, at most 512 characters, when the response as a whole is not JSON of the service; otherwise empty.</summary>
    public string BodyExcerpt { get; }

    private static string Describe(string action, string reason, string? path, string bodyExcerpt, string? requestId)
    {
        string place = path is null ? "" : $" at {LineText.Of(path)}";
        string body = bodyExcerpt.Length == 0 ? "" : $" The body begins: {bodyExcerpt}";
        return $"The response to {action} cannot be read{place}: {reason} (RequestId: {requestId ?? "none"}).{body}";
    }
}
