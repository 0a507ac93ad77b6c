using System.Diagnostics;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Transport;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Telemetry;

/// <summary>What one call tells to traces, measurements and logs. Costs a few checks when nobody listens.</summary>
internal readonly struct CallTelemetry
{
    private readonly ActionChannel _channel;
    private readonly ILogger _logger;
    private readonly Activity? _activity;

    private CallTelemetry(ActionChannel channel, ILogger logger, Activity? activity)
    {
        _channel = channel;
        _logger = logger;
        _activity = activity;
    }

    internal static CallTelemetry Begin(ActionChannel channel, ILogger logger) =>
        new(channel, logger, ApiTelemetry.Source.HasListeners() ? StartActivity(channel.Action, channel.Point) : null);

    /// <summary>Whether the ID of a call that succeeds is told to anybody.</summary>
    internal bool TellsRequestId => _activity is not null || _logger.IsEnabled(LogLevel.Debug);

    internal void Succeeded(CallScope scope)
    {
        if (_activity is not null)
        {
            _activity.SetTag("apigen.request_id", scope.RequestId.Length > 0 ? scope.RequestId : null);
            _activity.SetTag("apigen.attempts", scope.Attempts);
        }

        if (ApiTelemetry.CallDuration.Enabled)
        {
            ApiTelemetry.Record(scope.Elapsed, Tags(null));
        }

        if (_logger.IsEnabled(LogLevel.Debug))
        {
            ApiLog.CallSucceeded(_logger, _channel.Action.Service.Name, _channel.Action.Name, scope.RequestId, scope.Attempts, scope.Elapsed.TotalMilliseconds);
        }
    }

    internal void Failed(CallScope scope, Exception failure)
    {
        // One of a hook's or a limiter's own is a failure like any other.
        bool isCancelled = failure is OperationCanceledException && scope.IsCancelledByCaller;
        string error = isCancelled ? "cancelled" : ErrorType(failure);
        string? requestId = (failure as ApiException)?.RequestId;
        if (_activity is not null)
        {
            _activity.SetTag("error.type", error);
            if (!isCancelled)
            {
                _activity.SetStatus(ActivityStatusCode.Error, error);
            }

            _activity.SetTag("rpc.response.status_code", (failure as ApiServiceException)?.Code);
            _activity.SetTag("apigen.request_id", requestId);
            _activity.SetTag("apigen.attempts", scope.Attempts);
        }

        TagList tags = Tags(error);
        ApiTelemetry.Record(scope.Elapsed, tags);
        if (isCancelled)
        {
            // Not an error: an ordinary shutdown must not set off an alert.
            ApiLog.CallCancelled(_logger, _channel.Action.Service.Name, _channel.Action.Name, scope.Phase.Describe(), scope.Attempts);
        }
        else
        {
            ApiTelemetry.Count(ApiTelemetry.Failures.Errors, 1, tags);
            if (failure is ApiThrottledException)
            {
                // Thousands a second where callers come back at once; what they add up to is measured.
                ApiLog.CallThrottled(_logger, _channel.Action.Service.Name, _channel.Action.Name, scope.Attempts);
                return;
            }

            ApiLog.CallFailed(_logger, _channel.Action.Service.Name, _channel.Action.Name, error, requestId, scope.Attempts, scope.Elapsed.TotalMilliseconds);
        }
    }

    internal void Retrying(CallScope scope, ApiException failure, TimeSpan delay)
    {
        ApiLog.Retrying(_logger, _channel.Action.Service.Name, _channel.Action.Name, ErrorType(failure), failure.RequestId, scope.Attempts, delay.TotalMilliseconds);
    }

    /// <summary>Another attempt is sent, after this failure.</summary>
    internal void Repeated(ApiException failure) => ApiTelemetry.Count(ApiTelemetry.Failures.Retries, 1, Tags(ErrorType(failure)));

    internal void ClockCorrected(TimeSpan offset) => ApiLog.ClockCorrected(_logger, _channel.Action.Service.Name, Math.Round(Math.Abs(offset.TotalSeconds), 1), offset < TimeSpan.Zero ? "ahead of" : "behind");

    internal void End()
    {
        try
        {
            _activity?.Dispose();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A listener's.
        }
    }

    /// <summary>The code of a service failure, otherwise the kind of the exception.</summary>
    private static string ErrorType(Exception failure) => failure switch
    {
        ApiServiceException service => service.Code,
        _ => PlainName.Of(failure),
    };

    private static Activity? StartActivity(ApiAction action, AccessPoint point)
    {
        Activity? around = Activity.Current;
        Activity? activity;
        try
        {
            activity = ApiTelemetry.Source.StartActivity(action.FullName, ActivityKind.Client);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A listener's; the call goes on without a trace.
            Activity.Current = around;
            return null;
        }

        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("rpc.system.name", ApiTelemetry.SystemName);
            activity.SetTag("rpc.method", action.FullName);
            activity.SetTag("server.address", point.Host);
            if (point.IsDirect)
            {
                // Behind a proxy or a local gateway the service's own port is not known.
                activity.SetTag("server.port", point.Address.Port);
            }
        }

        return activity;
    }

    private TagList Tags(string? error)
    {
        TagList tags = new()
        {
            { "rpc.system.name", ApiTelemetry.SystemName },
            { "rpc.method", _channel.Action.FullName },
            { "server.address", _channel.Point.Host },
        };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        return tags;
    }
}
