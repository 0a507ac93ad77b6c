namespace ApiGen.Runtime;

/// <summary>The caller cancelled a call that had begun.</summary>
public sealed class ApiCanceledException : OperationCanceledException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="phase">What the call was doing, as the end of a sentence, such as <c>reading the response</c>.</param>
    /// <param name="mayHaveBeenSent">Whether the service may have received the request.</param>
    /// <param name="innerException">What the transport threw.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public ApiCanceledException(string action, string phase, bool mayHaveBeenSent, Exception? innerException = null, CancellationToken cancellationToken = default)
        : this(action, phase, RequestFates.From(mayHaveBeenSent), innerException, cancellationToken)
    {
    }

    internal ApiCanceledException(string action, string phase, RequestFate fate, Exception? innerException, CancellationToken cancellationToken)
        : base($"{action} was cancelled by the caller while {phase} ({fate.Describe()}).", innerException, cancellationToken)
    {
        Action = action;
        MayHaveBeenSent = fate == RequestFate.MayHaveBeenSent;
    }

    /// <summary>The action that was called.</summary>
    public string Action { get; }

    /// <summary>Whether the service may have received the request, and so may have acted on it; false also when it refused the request without effect.</summary>
    public bool MayHaveBeenSent { get; }

    /// <summary>How often the client tried to send the request, attempts that found no connection included; 0 when it never came to that.</summary>
    public int Attempts { get; internal set; }

    /// <summary>
    /// The client token that the client sent because the request had none; null when it sent none. Calling again with it in the request
    /// is safe: the service recognises the repetition.
    /// </summary>
    public string? ClientToken { get; internal set; }
}
