using ApiGen.Runtime.Throttling;

namespace ApiGen.Runtime.Pipeline;

/// <summary>A request that was sent and the head of its response.</summary>
/// <param name="Response">The response; its body is not read yet. Whoever holds the exchange disposes it.</param>
/// <param name="Lease">The place in the throttle, still to be told of the response.</param>
internal readonly record struct Exchange(HttpResponseMessage Response, ThrottleLease Lease);
