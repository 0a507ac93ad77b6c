namespace Storefront.Web;

/// <summary>Turns failures into HTTP statuses.</summary>
public static class ErrorMapping
{
    public static int Status(ApiException failure) => failure switch
    {
        ApiException<CreateMNPErrorCode> { Code: /*!APIGEN1008*/"FailedOperation.MNPNumberExceedLimit" } => 409,
        ApiException<CreateMNPErrorCode> { ErrorCode: CreateMNPErrorCode.InvalidParameterValueInvalidMNPName } => 400,
        ApiException<ModifyQuotaErrorCode> { ErrorCode: ModifyQuotaErrorCode.LimitExceededQuota } => 429,
        ApiServiceException { Code: "RequestLimitExceeded" } => 429,
        ApiServiceException { CommonErrorCode: CommonErrorCode.ResourceNotFound } => 404,
        _ => 502,
    };

    public static string Title(ApiException<CreateMNPErrorCode> failure)
    {
        switch (failure.Code)
        {
            case /*!APIGEN1008*/"FailedOperation":
                return "The platform failed.";
            case /*!APIGEN1008*/"InvalidParameterValue.InvalidMNPName":
                return "The name is not allowed.";
            case "UnauthorizedOperation.CamNoAuth":
                return "The account may not do this.";
            case "InternalError":
                return "The platform is at fault.";
            default:
                return failure.ServiceMessage;
        }
    }

    public static bool IsQuota(ApiException<ModifyQuotaErrorCode> failure) =>
        failure.Code is /*!APIGEN1008*/"LimitExceeded.Quota" or /*!APIGEN1008*/"LimitExceeded.Qouta" or "LimitExceeded";

    public static bool IsName(ApiException<CreateMNPErrorCode> failure) =>
        failure.Code.StartsWith("InvalidParameterValue", StringComparison.Ordinal)
        && failure.ErrorCode is not CreateMNPErrorCode.Unknown;

    public static bool IsThrottled(ApiServiceException failure) =>
        failure.Code == "RequestLimitExceeded" || failure.Code.StartsWith("RequestLimitExceeded.", StringComparison.Ordinal);

    /// <summary>Which action failed is not known here, so the text is all there is.</summary>
    public static bool IsLimit(ApiServiceException failure) => failure.Code == "FailedOperation.MNPNumberExceedLimit";
}
