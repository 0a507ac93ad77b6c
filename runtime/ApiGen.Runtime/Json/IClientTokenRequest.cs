namespace ApiGen.Runtime.Json;

/// <summary>
/// A request by whose token the service recognises a repetition, so that repeating it is safe. When the token is empty the
/// client sends one of its own, the same for every attempt of a call, and leaves the request object as it is.
/// </summary>
public interface IClientTokenRequest
{
    /// <summary>The token, unique to the caller's intent; at most 64 ASCII characters by the vendor's pages.</summary>
    string? ClientToken { get; set; }
}
