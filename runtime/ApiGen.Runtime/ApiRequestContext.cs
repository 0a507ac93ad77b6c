namespace ApiGen.Runtime;

/// <summary>A request that is about to be signed. It does not hold the credential, the token or the signature yet.</summary>
/// <param name="Action">The action that is called.</param>
/// <param name="Attempt">Which attempt of the call this is; the first is 1.</param>
/// <param name="Request">The request; headers may be added. What is signed must stay as it is, see <see cref="ApiClientOptions.BeforeSigning"/>.</param>
/// <param name="Body">The body as it will be sent. It is valid during the call alone.</param>
public readonly record struct ApiRequestContext(ApiAction Action, int Attempt, HttpRequestMessage Request, ReadOnlyMemory<byte> Body)
{
    /// <summary>The action and the attempt; no header, in which an application may have put a secret of its own.</summary>
    public override string ToString() => FormattableString.Invariant($"{Action.Name}, attempt {Attempt}");
}
