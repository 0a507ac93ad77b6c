namespace ApiGen.Emulator.Gateway;

/// <summary>The common error codes that the gateway itself responds with. Source: the vendor's page "Common Error Codes".</summary>
internal static class ErrorCodes
{
    public const string ActionOffline = "ActionOffline";
    public const string InternalError = "InternalError";
    public const string InvalidAction = "InvalidAction";
    public const string InvalidAuthorization = "AuthFailure.InvalidAuthorization";
    public const string InvalidParameter = "InvalidParameter";
    public const string InvalidParameterValue = "InvalidParameterValue";
    public const string InvalidRequest = "InvalidRequest";
    public const string MissingParameter = "MissingParameter";
    public const string NoSuchProduct = "NoSuchProduct";
    public const string NoSuchVersion = "NoSuchVersion";
    public const string RequestLimitExceeded = "RequestLimitExceeded";
    public const string RequestSizeLimitExceeded = "RequestSizeLimitExceeded";
    public const string SecretIdNotFound = "AuthFailure.SecretIdNotFound";
    public const string SignatureExpire = "AuthFailure.SignatureExpire";
    public const string SignatureFailure = "AuthFailure.SignatureFailure";
    public const string TokenFailure = "AuthFailure.TokenFailure";
    public const string UnknownParameter = "UnknownParameter";
    public const string UnsupportedOperation = "UnsupportedOperation";
    public const string UnsupportedProtocol = "UnsupportedProtocol";
    public const string UnsupportedRegion = "UnsupportedRegion";
}
