using System.Globalization;
using System.Net;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime;

/// <summary>
/// The response has an HTTP status other than success and holds no error code of the service: something between, such as a
/// proxy or a gateway, responded instead. Redirects belong here too, because a signed request is never sent on to another address. A body that is damaged,
/// breaks off or does not end in time changes nothing of that; what went wrong with it is the inner exception.
/// </summary>
public sealed class ApiHttpStatusException : ApiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="statusCode">The status of the response.</param>
    /// <param name="bodyExcerpt">The beginning of the response's body, already capped; may be empty.</param>
    /// <param name="requestId">The ID that the service gave the request, if the response holds one.</param>
    /// <param name="retryAfter">How long the response asks to wait before the next attempt; null when it does not say.</param>
    public ApiHttpStatusException(string action, HttpStatusCode statusCode, string bodyExcerpt, string? requestId = null, TimeSpan? retryAfter = null)
        : this(action, statusCode, bodyExcerpt, requestId, retryAfter, bodyExcerpt.Length == 0 ? "a body that is empty, or JSON, which is not shown" : $"the body: {bodyExcerpt}", null)
    {
    }

    internal ApiHttpStatusException(string action, HttpStatusCode statusCode, string bodyExcerpt, string? requestId, TimeSpan? retryAfter, string body, Exception? innerException)
        : base(Describe(action, statusCode, body, requestId, retryAfter), innerException, action, requestId)
    {
        StatusCode = statusCode;
        BodyExcerpt = bodyExcerpt;
        RetryAfter = retryAfter;
    }

    /// <summary>The status of the response.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The beginning of the response's body, at most 512 characters, control characters replaced by spaces; empty for JSON, whose values may be secret.</summary>
    public string BodyExcerpt { get; }

    /// <summary>How long the response asks to wait before the next attempt; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    private static string Describe(string action, HttpStatusCode statusCode, string body, string? requestId, TimeSpan? retryAfter)
    {
        string status = ((int)statusCode).ToString(CultureInfo.InvariantCulture);
        string remedy = (int)statusCode switch
        {
            301 or 302 or 303 or 307 or 308 => " Redirects are not followed with a signed request: check the endpoint.",
            407 => $" The proxy asks for credentials: {NetworkFailure.ProxyCredentials}.",
            _ => "",
        };
        string pause = retryAfter is { } wait ? $" It asks to wait {wait.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s." : "";
        return $"{action} got HTTP status {status} ({statusCode}) and {body} (RequestId: {requestId ?? "none"}).{pause}{remedy}";
    }
}
