using System.Diagnostics;
using ApiGen.Runtime.Pipeline;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Telemetry;

/// <summary>What one call tells to traces, measurements and logs. Costs a few checks when nobody listens.</summary>
internal readonly struct CallTelemetry
{
    private readonly ApiAction _action;
    private readonly ILogger _logger;
    private readonly Activity? _activity;

    private CallTelemetry(ApiAction action, ILogger logger, Activity? activity)
    {
        _action = action;
        _logger = logger;
        _activity = activity;
    }

    internal static CallTelemetry Begin(ApiAction action, ClientSettings settings, ILogger logger) =>
        new(action, logger, ApiTelemetry.Source.HasListeners() ? StartActivity(action, settings) : null);

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

    private static Activity? StartActivity(ApiAction action, ClientSettings settings)
    {
        Activity? activity = ApiTelemetry.Source.StartActivity($"{action.Service.Name}/{action.Name}", ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("rpc.system", "tencentcloud");
            activity.SetTag("rpc.service", action.Service.Name);
            activity.SetTag("rpc.method", action.Name);
            activity.SetTag("server.address", settings.AccessPoints.Current.Host);
        }

        return activity;
    }

    private TagList Tags(string? error)
    {
        TagList tags = new()
        {
            { "rpc.system", "tencentcloud" },
            { "rpc.service", _action.Service.Name },
            { "rpc.method", _action.Name },
        };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        return tags;
    }
}
