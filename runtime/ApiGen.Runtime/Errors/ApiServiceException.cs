namespace ApiGen.Runtime;

/// <summary>What the service said about a failure.</summary>
/// <param name="Action">The action that was called.</param>
/// <param name="Code">The code on the wire.</param>
/// <param name="ServiceMessage">The service's text; may be empty.</param>
/// <param name="RequestId">The ID that the service gave the request; null when the answer holds none.</param>
public readonly record struct ApiFailure(string Action, string Code, string ServiceMessage, string? RequestId);

/// <summary>The service answered with an error code.</summary>
public class ApiServiceException : ApiException
{
    internal ApiServiceException(in ApiFailure failure)
        : base($"{failure.Action} failed with {failure.Code}: {failure.ServiceMessage} (RequestId: {failure.RequestId ?? "none"})", null, failure.Action, failure.RequestId)
    {
        Code = failure.Code;
        ServiceMessage = failure.ServiceMessage;
    }

    /// <summary>The code on the wire, such as <c>InvalidParameterValue.InvalidMNPName</c>. Codes that no spec knows survive here.</summary>
    public string Code { get; }

    /// <summary>The service's text. It may change at any time; decide by <see cref="Code"/>.</summary>
    public string ServiceMessage { get; }
}

/// <summary>The service answered with an error code, told by the enum of the codes that the action documents.</summary>
/// <typeparam name="TErrorCode">The generated enum.</typeparam>
public sealed class ApiException<TErrorCode> : ApiServiceException
    where TErrorCode : struct, Enum
{
    internal ApiException(in ApiFailure failure, TErrorCode errorCode)
        : base(failure) => ErrorCode = errorCode;

    /// <summary>The documented code; the enum's value 0 (<c>Unknown</c>) when the action does not document it, see <see cref="ApiServiceException.Code"/>.</summary>
    public TErrorCode ErrorCode { get; }
}
