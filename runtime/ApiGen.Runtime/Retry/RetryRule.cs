using System.Net;

namespace ApiGen.Runtime.Retry;

/// <summary>Decides which failures may be repeated at all.</summary>
internal static class RetryRule
{
    /// <summary>Whether another attempt can do no harm and has a chance.</summary>
    /// <param name="failure">How the last attempt failed.</param>
    /// <param name="repeatable">Whether a call that may have taken effect may be repeated.</param>
    internal static bool MayRepeat(ApiException failure, bool repeatable) => failure switch
    {
        ApiServiceException service => IsRateLimit(service.Code) || (repeatable && IsPassing(service.Code)),
        ApiHttpStatusException status => status.StatusCode == HttpStatusCode.TooManyRequests || (repeatable && IsPassing(status.StatusCode)),
        ApiNetworkException network => network.IsPassing && (!network.MayHaveBeenSent || repeatable),
        _ => false,
    };

    /// <summary>How long the service asks to wait; null when it does not say.</summary>
    internal static TimeSpan? RetryAfterOf(ApiException? failure) => failure switch
    {
        ApiHttpStatusException status => status.RetryAfter,
        ApiServiceException service => service.RetryAfter,
        _ => null,
    };

    private static bool IsRateLimit(string code) => CommonErrorCodes.IsRateLimit(code);

    private static bool IsPassing(string code) =>
        code is "InternalError" or "ServiceUnavailable" || code.StartsWith("InternalError.", StringComparison.Ordinal);

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout
        or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;
}
