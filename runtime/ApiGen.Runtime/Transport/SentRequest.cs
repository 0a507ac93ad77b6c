namespace ApiGen.Runtime.Transport;

/// <summary>What is needed of a request that was sent to tell of the failure of its call.</summary>
/// <param name="Confidential">What must not be told.</param>
/// <param name="Signed">What was signed; null when nothing was.</param>
internal sealed record SentRequest(ConfidentialTexts Confidential, ApiSignedRequest? Signed)
{
    /// <summary>What was thrown, as far as it may be told.</summary>
    internal Exception Told(Exception cause) => SafeCause.Of(cause, Confidential.AreIn);

    internal static SentRequest Of(OutgoingRequest request, ApiAction action) =>
        new(ConfidentialTexts.Of(request, action), request.Signer?.Describe(request.Timestamp, request.Body.Bytes.Span));
}
