using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime;

/// <summary>
/// The call was not sent, because the documented rate is used up and the options say not to wait, or too many calls wait already. A call that was sent and finds no
/// permit to be sent again ends with the failure of the attempt before instead, whose message says so.
/// </summary>
public sealed class ApiThrottledException : ApiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="reason">Why the call could not wait, as the end of a sentence.</param>
    /// <param name="retryAfter">When a place is expected to be free; null when unknown.</param>
    public ApiThrottledException(string action, string reason, TimeSpan? retryAfter = null)
        : this(action, reason, retryAfter, null)
    {
    }

    private ApiThrottledException(string action, string reason, TimeSpan? retryAfter, Exception? innerException)
        : base($"{action} was not sent: {reason}.", innerException, action, null)
    {
        Reason = reason;
        RetryAfter = retryAfter;
    }

    /// <summary>Nothing was sent, because what is to say when has failed. What it threw is none of the call's, of whatever type it is.</summary>
    internal static ApiThrottledException OfLimiter(string action, Exception cause, string what = "the configured rate limiter")
    {
        Exception told = SafeCause.Of(cause);
        return new ApiThrottledException(action, $"{what} failed: {LineText.Of(told.Message).TrimEnd('.')}", null, told);
    }

    /// <summary>When a place is expected to be free; null when unknown.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Why the call could not wait, as the end of a sentence.</summary>
    internal string Reason { get; }

    /// <summary>The quota whose refusal it is; null when it is none's.</summary>
    internal ThrottleKey? Quota { get; init; }
}
