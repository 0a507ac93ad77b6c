using System.Net;
using System.Net.Http.Headers;

namespace ApiGen.Runtime;

/// <summary>The head of a response.</summary>
/// <param name="Action">The action that was called.</param>
/// <param name="Attempt">Which attempt of the call this is; the first is 1.</param>
/// <param name="StatusCode">The response's status.</param>
/// <param name="Headers">The response's headers.</param>
public readonly record struct ApiResponseContext(ApiAction Action, int Attempt, HttpStatusCode StatusCode, HttpResponseHeaders Headers)
{
    /// <summary>The action, the attempt and the status; no header, which may repeat what was sent.</summary>
    public override string ToString() => FormattableString.Invariant($"{Action.Name}, attempt {Attempt}: status {(int)StatusCode}");
}
