namespace ApiGen.Runtime;

/// <summary>
/// The codes that any action may answer with, whatever its own page lists
/// (source: the vendor's page "Common Error Codes" of API 3.0).
/// </summary>
public enum CommonErrorCode
{
    /// <summary>None of the common codes; <see cref="ApiServiceException.Code"/> has the text.</summary>
    Unknown = 0,

    /// <summary><c>ActionOffline</c>: the action is no longer offered.</summary>
    ActionOffline,

    /// <summary><c>AuthFailure.InvalidAuthorization</c>: the Authorization header has a form that the service does not take.</summary>
    AuthFailureInvalidAuthorization,

    /// <summary><c>AuthFailure.InvalidSecretId</c>: the SecretId belongs to a key of another kind, not to an API key.</summary>
    AuthFailureInvalidSecretId,

    /// <summary><c>AuthFailure.MFAFailure</c>: the second factor of the sign-in was refused.</summary>
    AuthFailureMFAFailure,

    /// <summary><c>AuthFailure.SecretIdNotFound</c>: the service knows no such SecretId: it was deleted, disabled, or copied wrongly.</summary>
    AuthFailureSecretIdNotFound,

    /// <summary><c>AuthFailure.SignatureExpire</c>: the timestamp lies more than five minutes from the server's clock.</summary>
    AuthFailureSignatureExpire,

    /// <summary><c>AuthFailure.SignatureFailure</c>: the signature is not the one that the server computed; usually the SecretKey is wrong.</summary>
    AuthFailureSignatureFailure,

    /// <summary><c>AuthFailure.TokenFailure</c>: the token of the temporary credential is wrong or out of date.</summary>
    AuthFailureTokenFailure,

    /// <summary><c>AuthFailure.UnauthorizedOperation</c>: Access management (CAM) refuses the request.</summary>
    AuthFailureUnauthorizedOperation,

    /// <summary><c>DryRunOperation</c>: the request asked for a dry run and would have succeeded.</summary>
    DryRunOperation,

    /// <summary><c>FailedOperation</c>: the operation failed.</summary>
    FailedOperation,

    /// <summary><c>InternalError</c>: something went wrong inside the service.</summary>
    InternalError,

    /// <summary><c>InvalidAction</c>: the service has no action of this name.</summary>
    InvalidAction,

    /// <summary><c>InvalidParameter</c>: a parameter has a wrong type or form.</summary>
    InvalidParameter,

    /// <summary><c>InvalidParameterValue</c>: a parameter has a value outside the allowed ones.</summary>
    InvalidParameterValue,

    /// <summary><c>InvalidRequest</c>: the multipart body is badly formed.</summary>
    InvalidRequest,

    /// <summary><c>IpInBlacklist</c>: the account blocks the caller's IP address.</summary>
    IpInBlacklist,

    /// <summary><c>IpNotInWhitelist</c>: the account does not list the caller's IP address as allowed.</summary>
    IpNotInWhitelist,

    /// <summary><c>LimitExceeded</c>: a quota of the account is used up.</summary>
    LimitExceeded,

    /// <summary><c>MissingParameter</c>: a required parameter is absent.</summary>
    MissingParameter,

    /// <summary><c>NoSuchProduct</c>: there is no service of this name.</summary>
    NoSuchProduct,

    /// <summary><c>NoSuchVersion</c>: the service has no such API version.</summary>
    NoSuchVersion,

    /// <summary><c>RequestLimitExceeded</c>: calls arrive more often than the action's limit allows.</summary>
    RequestLimitExceeded,

    /// <summary><c>RequestLimitExceeded.GlobalRegionUinLimitExceeded</c>: calls of the root account, over all regions, arrive more often than allowed.</summary>
    RequestLimitExceededGlobalRegionUinLimitExceeded,

    /// <summary><c>RequestLimitExceeded.IPLimitExceeded</c>: calls from this IP address arrive more often than allowed.</summary>
    RequestLimitExceededIPLimitExceeded,

    /// <summary><c>RequestLimitExceeded.UinLimitExceeded</c>: calls of the root account arrive more often than allowed.</summary>
    RequestLimitExceededUinLimitExceeded,

    /// <summary><c>RequestSizeLimitExceeded</c>: the request is larger than the service takes.</summary>
    RequestSizeLimitExceeded,

    /// <summary><c>ResourceInUse</c>: something else is using the resource.</summary>
    ResourceInUse,

    /// <summary><c>ResourceInsufficient</c>: the service is short of the resource.</summary>
    ResourceInsufficient,

    /// <summary><c>ResourceNotFound</c>: there is no such resource.</summary>
    ResourceNotFound,

    /// <summary><c>ResourceUnavailable</c>: the resource cannot be used at present.</summary>
    ResourceUnavailable,

    /// <summary><c>ResponseSizeLimitExceeded</c>: the answer would be larger than the service sends.</summary>
    ResponseSizeLimitExceeded,

    /// <summary><c>ServiceUnavailable</c>: the service cannot answer at present.</summary>
    ServiceUnavailable,

    /// <summary><c>UnauthorizedOperation</c>: the caller lacks the right to do this.</summary>
    UnauthorizedOperation,

    /// <summary><c>UnknownParameter</c>: the request holds a parameter that the action does not have.</summary>
    UnknownParameter,

    /// <summary><c>UnsupportedOperation</c>: the operation is not possible here.</summary>
    UnsupportedOperation,

    /// <summary><c>UnsupportedProtocol</c>: the HTTP method is neither GET nor POST.</summary>
    UnsupportedProtocol,

    /// <summary><c>UnsupportedRegion</c>: the action is not offered in the requested region.</summary>
    UnsupportedRegion,
}
