namespace ApiGen.Runtime;

/// <summary>The service responded with an error code, told by the enum of the codes that the action documents.</summary>
/// <typeparam name="TErrorCode">The generated enum.</typeparam>
public sealed class ApiException<TErrorCode> : ApiServiceException
    where TErrorCode : struct, Enum
{
    /// <summary>Makes the exception for what the service said; of use to tests that stand in for a service.</summary>
    public ApiException(in ApiFailure failure, TErrorCode errorCode)
        : base(failure) => ErrorCode = errorCode;

    /// <summary>The documented code; the enum's value 0 (<c>Unknown</c>) when the action does not document it, see <see cref="ApiServiceException.Code"/>.</summary>
    public TErrorCode ErrorCode { get; }
}
