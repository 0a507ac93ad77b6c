namespace ApiGen.Runtime;

/// <summary>The service responded with an error code.</summary>
public class ApiServiceException : ApiException
{
#pragma warning disable RS0022 // Tests that stand in for a service make it with this constructor; the class is open only for the one with typed codes, in this assembly.
    /// <summary>Makes the exception for what the service said; of use to tests that stand in for a service.</summary>
    public ApiServiceException(in ApiFailure failure)
#pragma warning restore RS0022
        : base(Describe(failure), null, failure.Action, failure.RequestId)
    {
        Code = failure.Code;
        ServiceMessage = failure.ServiceMessage;
    }

    /// <summary>The code on the wire, such as <c>InvalidParameterValue.InvalidMNPName</c>. Codes that no spec knows survive here.</summary>
    public string Code { get; }

    /// <summary>The code as one of those that any action may respond with; <see cref="CommonErrorCode.Unknown"/> for all others.</summary>
    public CommonErrorCode CommonErrorCode => CommonErrorCodes.Parse(Code);

    /// <summary>The service's text. It may change at any time; decide by <see cref="Code"/>.</summary>
    public string ServiceMessage { get; }

    /// <summary>What the client signed, when the service refused the signature (<c>AuthFailure.SignatureFailure</c>); otherwise null.</summary>
    public ApiSignedRequest? SignedRequest { get; internal set; }

    /// <inheritdoc/>
    public override string Message => SignedRequest is not { } signed
        ? base.Message
        : $"{base.Message} The client signed: canonical request {signed.CanonicalRequestHash}, signed headers {signed.SignedHeaders}, scope {signed.CredentialScope}, timestamp {signed.Timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture)}. "
            + "If the service names the same hash, the secret key is wrong; if not, the request was changed on the way.";

    /// <summary>How long the response asks to wait before the next attempt; null when it does not say.</summary>
    internal TimeSpan? RetryAfter { get; set; }

    private static string Describe(in ApiFailure failure) =>
        $"{failure.Action} failed with {failure.Code}{(failure.ServiceMessage.Length == 0 ? "" : $": {failure.ServiceMessage}")} (RequestId: {failure.RequestId ?? "none"})";
}
