namespace ApiGen.Runtime;

/// <summary>Turns the text of a code into the common codes.</summary>
internal static class CommonErrorCodes
{
    /// <summary>The common code; <see cref="CommonErrorCode.Unknown"/> for a text that is none of them.</summary>
    internal static CommonErrorCode Parse(string code) => code switch
    {
        "ActionOffline" => CommonErrorCode.ActionOffline,
        "AuthFailure.InvalidAuthorization" => CommonErrorCode.AuthFailureInvalidAuthorization,
        "AuthFailure.InvalidSecretId" => CommonErrorCode.AuthFailureInvalidSecretId,
        "AuthFailure.MFAFailure" => CommonErrorCode.AuthFailureMFAFailure,
        "AuthFailure.SecretIdNotFound" => CommonErrorCode.AuthFailureSecretIdNotFound,
        "AuthFailure.SignatureExpire" => CommonErrorCode.AuthFailureSignatureExpire,
        "AuthFailure.SignatureFailure" => CommonErrorCode.AuthFailureSignatureFailure,
        "AuthFailure.TokenFailure" => CommonErrorCode.AuthFailureTokenFailure,
        "AuthFailure.UnauthorizedOperation" => CommonErrorCode.AuthFailureUnauthorizedOperation,
        "DryRunOperation" => CommonErrorCode.DryRunOperation,
        "FailedOperation" => CommonErrorCode.FailedOperation,
        "InternalError" => CommonErrorCode.InternalError,
        "InvalidAction" => CommonErrorCode.InvalidAction,
        "InvalidParameter" => CommonErrorCode.InvalidParameter,
        "InvalidParameterValue" => CommonErrorCode.InvalidParameterValue,
        "InvalidRequest" => CommonErrorCode.InvalidRequest,
        "IpInBlacklist" => CommonErrorCode.IpInBlacklist,
        "IpNotInWhitelist" => CommonErrorCode.IpNotInWhitelist,
        "LimitExceeded" => CommonErrorCode.LimitExceeded,
        "MissingParameter" => CommonErrorCode.MissingParameter,
        "NoSuchProduct" => CommonErrorCode.NoSuchProduct,
        "NoSuchVersion" => CommonErrorCode.NoSuchVersion,
        "RequestLimitExceeded" => CommonErrorCode.RequestLimitExceeded,
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded" => CommonErrorCode.RequestLimitExceededGlobalRegionUinLimitExceeded,
        "RequestLimitExceeded.IPLimitExceeded" => CommonErrorCode.RequestLimitExceededIPLimitExceeded,
        "RequestLimitExceeded.UinLimitExceeded" => CommonErrorCode.RequestLimitExceededUinLimitExceeded,
        "RequestSizeLimitExceeded" => CommonErrorCode.RequestSizeLimitExceeded,
        "ResourceInUse" => CommonErrorCode.ResourceInUse,
        "ResourceInsufficient" => CommonErrorCode.ResourceInsufficient,
        "ResourceNotFound" => CommonErrorCode.ResourceNotFound,
        "ResourceUnavailable" => CommonErrorCode.ResourceUnavailable,
        "ResponseSizeLimitExceeded" => CommonErrorCode.ResponseSizeLimitExceeded,
        "ServiceUnavailable" => CommonErrorCode.ServiceUnavailable,
        "UnauthorizedOperation" => CommonErrorCode.UnauthorizedOperation,
        "UnknownParameter" => CommonErrorCode.UnknownParameter,
        "UnsupportedOperation" => CommonErrorCode.UnsupportedOperation,
        "UnsupportedProtocol" => CommonErrorCode.UnsupportedProtocol,
        "UnsupportedRegion" => CommonErrorCode.UnsupportedRegion,
        _ => CommonErrorCode.Unknown,
    };

    /// <summary>Whether the code says that the service takes the credential no longer: its token has ended, or its key was deleted or disabled. It refuses before it acts.</summary>
    internal static bool IsCredentialRefusal(string code) => code is "AuthFailure.TokenFailure" or "AuthFailure.SecretIdNotFound" or "AuthFailure.InvalidSecretId";

    /// <summary>Whether the code says that calls arrive too often: the whole RequestLimitExceeded family and its stray relative.</summary>
    internal static bool IsRateLimit(string code) =>
        code.StartsWith("RequestLimitExceeded", StringComparison.Ordinal)
            ? code.Length == 20 || code[20] == '.'
            : code == "LimitExceeded.RateLimitExceeded";
}
