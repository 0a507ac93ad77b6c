using System.Diagnostics;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Transport;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Telemetry;

/// <summary>What one call tells to traces, measurements and logs. Costs a few checks when nobody listens.</summary>
internal readonly struct CallTelemetry
{
    private readonly ApiAction _action;
    private readonly string _host;
    private readonly ILogger _logger;
    private readonly Activity? _activity;

    private CallTelemetry(ApiAction action, string host, ILogger logger, Activity? activity)
    {
        _action = action;
        _host = host;
        _logger = logger;
        _activity = activity;
    }

    internal static CallTelemetry Begin(ApiAction action, ClientSettings settings, ILogger logger)
    {
        AccessPoint point = settings.AccessPoints.Current;
        return new CallTelemetry(action, point.Host, logger, ApiTelemetry.Source.HasListeners() ? StartActivity(action, point) : null);
    }

    internal void Succeeded(CallScope scope, string requestId)
    {
        if (_activity is not null)
        {
            _activity.SetTag("apigen.request_id", requestId);
            _activity.SetTag("apigen.attempts", scope.Attempts);
        }

        if (ApiTelemetry.CallDuration.Enabled)
        {
            ApiTelemetry.CallDuration.Record(scope.Elapsed.TotalSeconds, Tags(null));
        }

        if (_logger.IsEnabled(LogLevel.Debug))
        {
            ApiLog.CallSucceeded(_logger, _action.Service.Name, _action.Name, requestId, scope.Attempts, scope.Elapsed.TotalMilliseconds);
        }
    }

    internal void Failed(CallScope scope, Exception failure)
    {
        string error = ErrorType(failure);
        string? requestId = (failure as ApiException)?.RequestId;
        if (_activity is not null)
        {
            _activity.SetStatus(ActivityStatusCode.Error, error);
            _activity.SetTag("error.type", error);
            _activity.SetTag("rpc.response.status_code", (failure as ApiServiceException)?.Code);
            _activity.SetTag("apigen.request_id", requestId);
            _activity.SetTag("apigen.attempts", scope.Attempts);
        }

        TagList tags = Tags(error);
        ApiTelemetry.Errors.Add(1, tags);
        ApiTelemetry.CallDuration.Record(scope.Elapsed.TotalSeconds, tags);
        if (failure is OperationCanceledException)
        {
            ApiLog.CallCancelled(_logger, _action.Service.Name, _action.Name, scope.Phase, scope.Attempts);
        }
        else
        {
            ApiLog.CallFailed(_logger, _action.Service.Name, _action.Name, error, requestId, scope.Attempts, scope.Elapsed.TotalMilliseconds);
        }
    }

    internal void Retrying(CallScope scope, ApiException failure, TimeSpan delay)
    {
        string error = ErrorType(failure);
        ApiTelemetry.Retries.Add(1, Tags(error));
        ApiLog.Retrying(_logger, _action.Service.Name, _action.Name, error, failure.RequestId, scope.Attempts, delay.TotalMilliseconds);
    }

    internal void ClockCorrected(TimeSpan offset) => ApiLog.ClockCorrected(_logger, _action.Service.Name, offset.TotalSeconds);

    internal void End() => _activity?.Dispose();

    /// <summary>The code of a service failure, otherwise the kind of the exception.</summary>
    private static string ErrorType(Exception failure) => failure switch
    {
        ApiServiceException service => service.Code,
        OperationCanceledException => "cancelled",
        _ => failure.GetType().Name,
    };

    private static Activity? StartActivity(ApiAction action, AccessPoint point)
    {
        Activity? activity = ApiTelemetry.Source.StartActivity(action.FullName, ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("rpc.system.name", ApiTelemetry.SystemName);
            activity.SetTag("rpc.method", action.FullName);
            activity.SetTag("server.address", point.Host);
            if (point.HostHeader is null)
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
            { "rpc.method", _action.FullName },
            { "server.address", _host },
        };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        return tags;
    }
}
