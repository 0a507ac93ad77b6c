using System.Runtime.ExceptionServices;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Telemetry;
using ApiGen.Runtime.Throttling;
using ApiGen.Runtime.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApiGen.Runtime;

/// <summary>
/// Calls the actions of one service. Every call goes through the same steps in this order: the request is validated, the region
/// checked, a place in the throttle taken, the request written, signed and sent, the response read; a failure that may be repeated
/// goes back to the throttle. Thread-safe; make one and keep it. Clients share their connections, so one more costs little.
/// </summary>
public sealed partial class ApiClient : IDisposable
{
    /// <summary>The largest request body that the service takes, 10 MB (source: the vendor's page "Request Structure").</summary>
    public const int MaxRequestBytes = 10 * 1024 * 1024;

    private readonly ICredentialProvider _credentials;

    // The provider itself when it is a credential that never changes: there is nothing to ask for then.
    private readonly TencentCloudCredential? _fixedCredential;
    private readonly ClientSettings _settings;
    private readonly ServerClock _clock;
    private readonly HttpMessageInvoker _invoker;
    private readonly Func<HttpClient>? _httpClientFactory;
    private readonly ILogger _logger;
    private volatile bool _disposed;

    /// <summary>Makes a client.</summary>
    /// <param name="service">The service.</param>
    /// <param name="credentials">Who calls: a credential, or something that hands out the current one.</param>
    /// <param name="region">The region of the data, such as <c>ap-singapore</c>; null or empty when no called action needs one or each call gives its own.</param>
    /// <param name="options">How the client calls; null for the defaults.</param>
    /// <exception cref="ArgumentException">An argument or an option is not usable; the message says which and why.</exception>
    public ApiClient(ApiService service, ICredentialProvider credentials, string? region = null, ApiClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(credentials);
        options ??= new ApiClientOptions();
        HeaderText.Check(service.Version, nameof(service));
        Service = service;
        _credentials = credentials;
        _fixedCredential = credentials as TencentCloudCredential;
        _settings = new ClientSettings(service, region, options);
        _clock = new ServerClock(_settings.Time);
        _httpClientFactory = options.HttpClientFactory;
        _invoker = options.HttpMessageHandler is { } handler ? new HttpMessageInvoker(handler, disposeHandler: false) : SharedHandler.Instance;
        _logger = options.LoggerFactory?.CreateLogger("ApiGen.Runtime.ApiClient") ?? NullLogger.Instance;
    }

    /// <summary>The service that is called.</summary>
    public ApiService Service { get; }

    /// <summary>Calls an action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="request">The parameters. They must not change before the call ends.</param>
    /// <param name="options">What this call does differently; null when nothing.</param>
    /// <param name="cancellationToken">Ends the call early, wherever it is.</param>
    /// <returns>The response.</returns>
    /// <exception cref="ArgumentException">The request is not valid (<see cref="RequestValidationException"/>), a region is missing, or an option is not usable. Nothing was sent.</exception>
    /// <exception cref="ApiException">The call failed; the subclass tells how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<TResponse> SendAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, ApiCallOptions? options, CancellationToken cancellationToken)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(action, request, options, cancellationToken);
    }

    /// <summary>Ends the use of the client: later calls throw. Calls under way go on, and the shared connections stay for other clients.</summary>
    public void Dispose() => _disposed = true;

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, ApiCallOptions? options, CancellationToken cancellationToken)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Validate(action.Name, request);
        CallSettings call = new(action, request, options, _settings);
        ActionChannel channel = _settings.AccessPoints.Current.ChannelOf(action);
        CallScope scope = CallScope.Begin(_settings.Time, call.Timeout, cancellationToken);
        CallTelemetry telemetry = CallTelemetry.Begin(channel, _logger);
        bool succeeded = false;
        try
        {
            scope.IsRepeatable = call.IsRepeatable;
            TResponse response;
            try
            {
                // The steps of AttemptAsync; the call that succeeds at once is spared a state machine.
                ThrottleLease lease = await AcquireAsync(telemetry.Channel, scope).ConfigureAwait(false);
                HttpResponseMessage answer = await OpenAsync(action, request, call, scope, telemetry.Channel, lease).ConfigureAwait(false);
                response = await ReadResponseAsync(action, new Exchange(answer, lease), scope).ConfigureAwait(false);
            }
            catch (ApiException e) when (scope.ClockLearnt || call.Retry.MayRepeat(e, scope))
            {
                response = await RepeatCallAsync(e, action, request, call, scope, telemetry).ConfigureAwait(false);
            }

            succeeded = true;
            telemetry.Succeeded(scope, response.RequestId);
            return response;
        }
        catch (Exception e)
        {
            throw Report(e, action, scope, telemetry);
        }
        finally
        {
            telemetry.End();
            scope.End(succeeded);
        }
    }

    // A method of its own, because the delegate captures so much that every call would pay for it.
    private ValueTask<TResponse> RepeatCallAsync<TRequest, TResponse>(
        ApiException first, ApiAction<TRequest, TResponse> action, TRequest request, CallSettings call, CallScope scope, CallTelemetry telemetry)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse> =>
        RepeatAsync(first, call, scope, telemetry, () => AttemptAsync(action, request, call, scope));

    /// <summary>Goes on after a first failure: at once when the clock was wrong, otherwise after a pause.</summary>
    private async ValueTask<TResult> RepeatAsync<TResult>(
        ApiException first, CallSettings call, CallScope scope, CallTelemetry telemetry, Func<ValueTask<TResult>> attempt)
    {
        scope.OnPause = telemetry.Retrying;
        if (scope.TryUseClockCorrection())
        {
            telemetry.ClockCorrected(_clock.Offset);
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (ApiException e) when (call.Retry.MayRepeat(e, scope))
            {
                first = e;
            }
        }

        return await call.Retry.RepeatAsync(
            first,
            scope,
            async () =>
            {
                try
                {
                    return await attempt().ConfigureAwait(false);
                }
                catch (ApiServiceException) when (scope.TryUseClockCorrection())
                {
                    telemetry.ClockCorrected(_clock.Offset);
                    return await attempt().ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
    }

    private async ValueTask<TResponse> AttemptAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, CallSettings call, CallScope scope)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        ActionChannel channel = _settings.AccessPoints.Current.ChannelOf(action);
        ThrottleLease lease = await AcquireAsync(channel, scope).ConfigureAwait(false);
        HttpResponseMessage answer = await OpenAsync(action, request, call, scope, channel, lease).ConfigureAwait(false);
        return await ReadResponseAsync(action, new Exchange(answer, lease), scope).ConfigureAwait(false);
    }

    /// <summary>Tells of a call's failure, and gives the exception that the caller is to see.</summary>
    private static Exception Report(Exception failure, ApiAction action, CallScope scope, in CallTelemetry telemetry)
    {
        Exception seen = failure is OperationCanceledException cancellation ? scope.Translate(cancellation, action.Name) : failure;
        if (seen is ApiException api)
        {
            api.Attempts = scope.Attempts;
        }

        telemetry.Failed(scope, seen);
        if (ReferenceEquals(seen, failure))
        {
            // Keeps the trace of where it happened.
            ExceptionDispatchInfo.Throw(failure);
        }

        return seen;
    }

    private static void Validate<TRequest>(string action, TRequest request)
        where TRequest : class, IApiRequest<TRequest>
    {
        RequestValidation validation = default;
        request.Validate(ref validation);
        if (validation.Problems is { } problems)
        {
            throw new RequestValidationException(action, problems);
        }
    }
}
