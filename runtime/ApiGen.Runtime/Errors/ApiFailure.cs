namespace ApiGen.Runtime;

/// <summary>What the service said about a failure.</summary>
/// <param name="Action">The action that was called.</param>
/// <param name="Code">The code on the wire.</param>
/// <param name="ServiceMessage">The service's text; may be empty.</param>
/// <param name="RequestId">The ID that the service gave the request; null when the response holds none.</param>
public readonly record struct ApiFailure(string Action, string Code, string ServiceMessage, string? RequestId);
