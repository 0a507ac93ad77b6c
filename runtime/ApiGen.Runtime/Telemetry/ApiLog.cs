using ApiGen.Runtime.Transport;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Telemetry;

/// <summary>Every line that the client logs. What is not a parameter here cannot be logged; event ids are part of the public contract.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(1001, LogLevel.Debug, "{Service} {Action} succeeded in {Milliseconds:0.0} ms after {Attempts} attempt(s) (RequestId: {RequestId})")]
    internal static partial void CallSucceeded(ILogger logger, string service, string action, string requestId, int attempts, double milliseconds);

    [LoggerMessage(1002, LogLevel.Warning, "{Service} {Action} failed with {Error} in {Milliseconds:0.0} ms after {Attempts} attempt(s) (RequestId: {RequestId})")]
    internal static partial void CallFailed(ILogger logger, string service, string action, string error, string? requestId, int attempts, double milliseconds);

    [LoggerMessage(1003, LogLevel.Information, "{Service} {Action} failed with {Error} in attempt {Attempt} and is sent again in {DelayMilliseconds:0} ms (RequestId: {RequestId})")]
    internal static partial void Retrying(ILogger logger, string service, string action, string error, string? requestId, int attempt, double delayMilliseconds);

    [LoggerMessage(1004, LogLevel.Warning, "The clock of this machine is {Seconds} s {Relation} that of {Service}; requests are dated by the service's clock from now on")]
    internal static partial void ClockCorrected(ILogger logger, string service, double seconds, string relation);

    [LoggerMessage(1007, LogLevel.Debug, "{Service} {Action} was cancelled by the caller while {Phase}, after {Attempts} attempt(s)")]
    internal static partial void CallCancelled(ILogger logger, string service, string action, string phase, int attempts);

    [LoggerMessage(1008, LogLevel.Warning, "ThrottleOptions.LimitOverrides names {Name}, which has no effect on {Action}: if {Action} is meant, write its name so")]
    internal static partial void OverrideMisspelt(ILogger logger, string name, string action);

    [LoggerMessage(1009, LogLevel.Warning, "ThrottleOptions.LimitOverrides names {Name}, which is no action of {Service} that this client has: it holds only for calls by that name, without a spec")]
    internal static partial void OverrideUnknown(ILogger logger, string name, string service);

    [LoggerMessage(1010, LogLevel.Debug, "{Service} {Action} was refused by the throttle after {Attempts} attempt(s)")]
    internal static partial void CallThrottled(ILogger logger, string service, string action, int attempts);

    [LoggerMessage(1011, LogLevel.Warning, "ThrottleOptions.LimitOverrides gives {Action} a limit without effect: {Limit} calls in {Seconds} s are never reached beside {StricterLimit} in {StricterSeconds} s")]
    internal static partial void LimitIdle(ILogger logger, string action, int limit, double seconds, int stricterLimit, double stricterSeconds);

    /// <summary>Logs a request's body, capped and without sensitive values.</summary>
    internal static void RequestBodySent(ILogger logger, ApiAction action, ReadOnlySpan<byte> body)
    {
        if (logger.IsEnabled(LogLevel.Trace))
        {
            RequestBody(logger, action.Service.Name, action.Name, RedactedJson.Write(body, ConfidentialTexts.Of(body, action)));
        }
    }

    /// <summary>Logs how long a raw body is, in which nothing can be blacked out.</summary>
    internal static void RawBodySent(ILogger logger, ApiAction action, int length)
    {
        if (logger.IsEnabled(LogLevel.Trace))
        {
            RequestBody(logger, action.Service.Name, action.Name, FormattableString.Invariant($"{length} raw bytes"));
        }
    }

    /// <summary>Logs a response's body, capped, without sensitive values and without what it repeats of those, the signature and the token of its request.</summary>
    internal static void ResponseBodyReceived(ILogger logger, ApiAction action, OutgoingRequest request, ReadOnlySpan<byte> body)
    {
        if (logger.IsEnabled(LogLevel.Trace))
        {
            ConfidentialTexts confidential = ConfidentialTexts.Of(request, action);
            confidential.AddSensitive(body);
            ResponseBody(logger, action.Service.Name, action.Name, RedactedJson.Write(body, confidential));
        }
    }

    [LoggerMessage(1005, LogLevel.Trace, "{Service} {Action} request: {Body}")]
    private static partial void RequestBody(ILogger logger, string service, string action, string body);

    [LoggerMessage(1006, LogLevel.Trace, "{Service} {Action} response: {Body}")]
    private static partial void ResponseBody(ILogger logger, string service, string action, string body);
}
