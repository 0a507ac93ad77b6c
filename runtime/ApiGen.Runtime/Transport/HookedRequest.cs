using System.Net.Http.Headers;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// What the hook before signing must leave as it is: what the signature covers or is made with, and where the request goes. A change of it would be refused by the
/// service without a word of the hook, have no effect, or carry a signed request to somebody else.
/// </summary>
internal static class HookedRequest
{
    private static readonly string[] SetAfterwards = ["X-TC-Timestamp", "X-TC-Token", "Authorization"];

    // Not signed: a hook may exchange them.
    private static readonly string[] OfOneValue = ["X-TC-Version", "X-TC-Region", "X-TC-Language", "X-TC-RequestClient"];

    /// <summary>Looks at a request that the hook has seen.</summary>
    /// <exception cref="InvalidOperationException">The hook changed what it must not.</exception>
    internal static void Check(OutgoingRequest request, CallScope scope)
    {
        if (FaultOf(request, scope) is { } fault)
        {
            throw new InvalidOperationException($"The hook ApiClientOptions.BeforeSigning {fault}{(scope.LastFailure is null ? $" ({scope.Action.Name} was not sent.)" : "")}");
        }
    }

    private static string? FaultOf(OutgoingRequest request, CallScope scope)
    {
        HttpHeadersNonValidated headers = request.Headers.NonValidated;
        if (request.RequestUri != scope.Channel.Point.Address)
        {
            return "changed RequestUri: calls go where ApiClientOptions.Endpoint and AccessHost say.";
        }

        if (request.Method != HttpMethod.Post)
        {
            return "changed Method: the signature is that of a POST.";
        }

        if (!ReferenceEquals(request.Content, request.Body))
        {
            return "changed Content: the signature covers the body, which is made of the request object.";
        }

        if (!Has(request.Content!.Headers.NonValidated, "Content-Type", request.Body.ContentType))
        {
            return "changed the header Content-Type: the signature covers it.";
        }

        if (request.Content.Headers.ContentLength != request.Body.Bytes.Length || headers.Contains("Transfer-Encoding"))
        {
            return "changed the header Content-Length: it is that of the body.";
        }

        if (!Has(headers, "Host", scope.Channel.Point.HostHeader))
        {
            return "changed the header Host: the signature covers the host, which is that of ApiClientOptions.AccessHost.";
        }

        if (!Has(headers, "X-TC-Action", scope.Action.Name))
        {
            return "changed the header X-TC-Action: the signature covers the action.";
        }

        if (headers.Concat(request.Content.Headers.NonValidated).FirstOrDefault(static header => header.Value.Any(HasLineBreak)).Key is { } broken)
        {
            return $"gave the header {broken} a value with a line break, behind which whatever it holds would be a header of its own.";
        }

        if (Array.Find(SetAfterwards, headers.Contains) is { } own)
        {
            return $"set the header {own}: the client sets it when it signs, after the hook.";
        }

        return Array.Find(OfOneValue, name => headers.TryGetValues(name, out HeaderStringValues values) && values.Count > 1) is { } twice
            ? $"gave the header {twice} one more value: remove the first before."
            : null;
    }

    // The platform writes it as it is.
    private static bool HasLineBreak(string value) => value.AsSpan().ContainsAny('\r', '\n', '\0');

    private static bool Has(HttpHeadersNonValidated headers, string name, string? value) =>
        headers.TryGetValues(name, out HeaderStringValues values) ? values.Count == 1 && values.ToString() == value : value is null;
}
