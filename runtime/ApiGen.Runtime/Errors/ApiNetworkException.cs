namespace ApiGen.Runtime;

/// <summary>No complete response arrived: the name did not resolve, the connection was refused or broken, or TLS failed.</summary>
public sealed class ApiNetworkException : ApiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="reason">What happened, as the end of a sentence.</param>
    /// <param name="mayHaveBeenSent">Whether the service may have received the request.</param>
    /// <param name="innerException">What the transport threw.</param>
    public ApiNetworkException(string action, string reason, bool mayHaveBeenSent, Exception? innerException = null)
        : this(action, reason, RequestFates.From(mayHaveBeenSent), innerException)
    {
    }

    internal ApiNetworkException(string action, string reason, RequestFate fate, Exception? innerException)
        : base($"{action} did not complete: {reason} ({fate.Describe()}).", innerException, action, null) =>
        MayHaveBeenSent = fate == RequestFate.MayHaveBeenSent;

    /// <summary>Whether the service may have received the request, and so may have acted on it; false also when it refused the request without effect. When false, repeating the call is safe.</summary>
    public bool MayHaveBeenSent { get; }

    /// <summary>Whether the cause may go away by itself, unlike a certificate that is not trusted.</summary>
    internal bool IsPassing { get; init; } = true;

    /// <summary>Whether the cause lies in this process, so that it says nothing of the host.</summary>
    internal bool IsLocal { get; init; }
}
