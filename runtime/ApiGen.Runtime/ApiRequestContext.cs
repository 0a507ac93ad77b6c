namespace ApiGen.Runtime;

/// <summary>A request that is about to be signed. It does not hold the credential, the token or the signature yet.</summary>
/// <param name="Action">The action that is called.</param>
/// <param name="Attempt">Which attempt of the call this is; the first is 1.</param>
/// <param name="Request">The request; headers may be added.</param>
/// <param name="Body">The body as it will be sent. It is valid during the call alone.</param>
public readonly record struct ApiRequestContext(ApiAction Action, int Attempt, HttpRequestMessage Request, ReadOnlyMemory<byte> Body);
