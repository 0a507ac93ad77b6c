using ApiGen.Runtime.Annotations;

namespace ApiGen.Runtime;

/// <summary>
/// The codes that any action may respond with, whatever its own page lists
/// (source: the vendor's page "Common Error Codes" of API 3.0).
/// </summary>
public enum CommonErrorCode
{
    /// <summary>None of the common codes; <see cref="ApiServiceException.Code"/> has the text.</summary>
    Unknown = 0,

    /// <summary><c>ActionOffline</c>: the action is no longer offered.</summary>
    [ApiErrorCode("ActionOffline")]
    ActionOffline,

    /// <summary><c>AuthFailure.InvalidAuthorization</c>: the Authorization header has a form that the service does not take.</summary>
    [ApiErrorCode("AuthFailure.InvalidAuthorization")]
    AuthFailureInvalidAuthorization,

    /// <summary><c>AuthFailure.InvalidSecretId</c>: the SecretId belongs to a key of another kind, not to an API key.</summary>
    [ApiErrorCode("AuthFailure.InvalidSecretId")]
    AuthFailureInvalidSecretId,

    /// <summary><c>AuthFailure.MFAFailure</c>: the second factor of the sign-in was refused.</summary>
    [ApiErrorCode("AuthFailure.MFAFailure")]
    AuthFailureMFAFailure,

    /// <summary><c>AuthFailure.SecretIdNotFound</c>: the service knows no such SecretId: it was deleted, disabled, or copied wrongly.</summary>
    [ApiErrorCode("AuthFailure.SecretIdNotFound")]
    AuthFailureSecretIdNotFound,

    /// <summary><c>AuthFailure.SignatureExpire</c>: the timestamp lies more than five minutes from the server's clock.</summary>
    [ApiErrorCode("AuthFailure.SignatureExpire")]
    AuthFailureSignatureExpire,

    /// <summary><c>AuthFailure.SignatureFailure</c>: the signature is not the one that the server computed; usually the SecretKey is wrong.</summary>
    [ApiErrorCode("AuthFailure.SignatureFailure")]
    AuthFailureSignatureFailure,

    /// <summary><c>AuthFailure.TokenFailure</c>: the token of the temporary credential is wrong or out of date.</summary>
    [ApiErrorCode("AuthFailure.TokenFailure")]
    AuthFailureTokenFailure,

    /// <summary><c>AuthFailure.UnauthorizedOperation</c>: Access management (CAM) refuses the request.</summary>
    [ApiErrorCode("AuthFailure.UnauthorizedOperation")]
    AuthFailureUnauthorizedOperation,

    /// <summary><c>DryRunOperation</c>: the request asked for a dry run and would have succeeded.</summary>
    [ApiErrorCode("DryRunOperation")]
    DryRunOperation,

    /// <summary><c>FailedOperation</c>: the operation failed.</summary>
    [ApiErrorCode("FailedOperation")]
    FailedOperation,

    /// <summary><c>InternalError</c>: something went wrong inside the service.</summary>
    [ApiErrorCode("InternalError")]
    InternalError,

    /// <summary><c>InvalidAction</c>: the service has no action of this name.</summary>
    [ApiErrorCode("InvalidAction")]
    InvalidAction,

    /// <summary><c>InvalidParameter</c>: a parameter has a wrong type or form.</summary>
    [ApiErrorCode("InvalidParameter")]
    InvalidParameter,

    /// <summary><c>InvalidParameterValue</c>: a parameter has a value outside the allowed ones.</summary>
    [ApiErrorCode("InvalidParameterValue")]
    InvalidParameterValue,

    /// <summary><c>InvalidRequest</c>: the multipart body is badly formed.</summary>
    [ApiErrorCode("InvalidRequest")]
    InvalidRequest,

    /// <summary><c>IpInBlacklist</c>: the account blocks the caller's IP address.</summary>
    [ApiErrorCode("IpInBlacklist")]
    IpInBlacklist,

    /// <summary><c>IpNotInWhitelist</c>: the account does not list the caller's IP address as allowed.</summary>
    [ApiErrorCode("IpNotInWhitelist")]
    IpNotInWhitelist,

    /// <summary><c>LimitExceeded</c>: a quota of the account is used up.</summary>
    [ApiErrorCode("LimitExceeded")]
    LimitExceeded,

    /// <summary><c>MissingParameter</c>: a required parameter is absent.</summary>
    [ApiErrorCode("MissingParameter")]
    MissingParameter,

    /// <summary><c>NoSuchProduct</c>: there is no service of this name.</summary>
    [ApiErrorCode("NoSuchProduct")]
    NoSuchProduct,

    /// <summary><c>NoSuchVersion</c>: the service has no such API version.</summary>
    [ApiErrorCode("NoSuchVersion")]
    NoSuchVersion,

    /// <summary><c>RequestLimitExceeded</c>: calls arrive more often than the action's limit allows.</summary>
    [ApiErrorCode("RequestLimitExceeded")]
    RequestLimitExceeded,

    /// <summary><c>RequestLimitExceeded.GlobalRegionUinLimitExceeded</c>: calls of the root account, over all regions, arrive more often than allowed.</summary>
    [ApiErrorCode("RequestLimitExceeded.GlobalRegionUinLimitExceeded")]
    RequestLimitExceededGlobalRegionUinLimitExceeded,

    /// <summary><c>RequestLimitExceeded.IPLimitExceeded</c>: calls from this IP address arrive more often than allowed.</summary>
    [ApiErrorCode("RequestLimitExceeded.IPLimitExceeded")]
    RequestLimitExceededIPLimitExceeded,

    /// <summary><c>RequestLimitExceeded.UinLimitExceeded</c>: calls of the root account arrive more often than allowed.</summary>
    [ApiErrorCode("RequestLimitExceeded.UinLimitExceeded")]
    RequestLimitExceededUinLimitExceeded,

    /// <summary><c>RequestSizeLimitExceeded</c>: the request is larger than the service takes.</summary>
    [ApiErrorCode("RequestSizeLimitExceeded")]
    RequestSizeLimitExceeded,

    /// <summary><c>ResourceInUse</c>: something else is using the resource.</summary>
    [ApiErrorCode("ResourceInUse")]
    ResourceInUse,

    /// <summary><c>ResourceInsufficient</c>: the service is short of the resource.</summary>
    [ApiErrorCode("ResourceInsufficient")]
    ResourceInsufficient,

    /// <summary><c>ResourceNotFound</c>: there is no such resource.</summary>
    [ApiErrorCode("ResourceNotFound")]
    ResourceNotFound,

    /// <summary><c>ResourceUnavailable</c>: the resource cannot be used at present.</summary>
    [ApiErrorCode("ResourceUnavailable")]
    ResourceUnavailable,

    /// <summary><c>ResponseSizeLimitExceeded</c>: the response would be larger than the service sends.</summary>
    [ApiErrorCode("ResponseSizeLimitExceeded")]
    ResponseSizeLimitExceeded,

    /// <summary><c>ServiceUnavailable</c>: the service cannot respond at present.</summary>
    [ApiErrorCode("ServiceUnavailable")]
    ServiceUnavailable,

    /// <summary><c>UnauthorizedOperation</c>: the caller lacks the right to do this.</summary>
    [ApiErrorCode("UnauthorizedOperation")]
    UnauthorizedOperation,

    /// <summary><c>UnknownParameter</c>: the request holds a parameter that the action does not have.</summary>
    [ApiErrorCode("UnknownParameter")]
    UnknownParameter,

    /// <summary><c>UnsupportedOperation</c>: the operation is not possible here.</summary>
    [ApiErrorCode("UnsupportedOperation")]
    UnsupportedOperation,

    /// <summary><c>UnsupportedProtocol</c>: the HTTP method is neither GET nor POST.</summary>
    [ApiErrorCode("UnsupportedProtocol")]
    UnsupportedProtocol,

    /// <summary><c>UnsupportedRegion</c>: the action is not offered in the requested region.</summary>
    [ApiErrorCode("UnsupportedRegion")]
    UnsupportedRegion,
}
