using System.Net;
using System.Net.Http.Headers;

namespace ApiGen.Runtime;

/// <summary>The head of an answer.</summary>
/// <param name="Action">The action that was called.</param>
/// <param name="Attempt">Which attempt of the call this is; the first is 1.</param>
/// <param name="StatusCode">The answer's status.</param>
/// <param name="Headers">The answer's headers.</param>
public readonly record struct ApiAnswerContext(ApiAction Action, int Attempt, HttpStatusCode StatusCode, HttpResponseHeaders Headers);
