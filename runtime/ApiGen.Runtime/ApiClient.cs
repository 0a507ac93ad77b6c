using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Json;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime;

/// <summary>
/// Calls the actions of one service. Every call goes through the same steps in this order: the request is validated and written, the region
/// checked, a place in the throttle taken, the request signed and sent, the response read; a failure that may be repeated
/// goes back to the throttle. Thread-safe; make one and keep it. Clients share their connections, so one more costs little.
/// </summary>
public sealed class ApiClient : IDisposable, IAsyncDisposable
{
    /// <summary>The largest request body that the service takes, 10 MB (source: the vendor's page "Request Structure").</summary>
    public const int MaxRequestBytes = 10 * 1024 * 1024;

    private readonly KeptByAction<string, ApiAction<ApiRawRequest, ApiRawResponse>> _rawActions = new(StringComparer.Ordinal);
    private readonly CallPipeline _pipeline;

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
        ILogger logger = HarmlessLogger.Of(options.LoggerFactory, "ApiGen.Runtime.ApiClient");
        ClientSettings settings = new(service, region, options);
        _pipeline = new CallPipeline(service.ClientName.Length > 0 ? service.ClientName : $"The client of {service.Name}", settings, credentials, logger);
        foreach (string name in settings.UnknownOverrides)
        {
            ApiLog.OverrideUnknown(logger, name, service.Name);
        }

        TellIdleLimits(settings.Throttle, logger);
    }

    /// <summary>The service that is called.</summary>
    public ApiService Service { get; }

    /// <summary>Calls an action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="request">The parameters. They are taken at once, and may change when the method has returned; the bytes of a raw body only when the call has ended.</param>
    /// <param name="options">What this call does differently; null when nothing.</param>
    /// <param name="cancellationToken">Ends the call early, wherever it is.</param>
    /// <returns>The response.</returns>
    /// <exception cref="ArgumentException">The request is not valid (<see cref="RequestValidationException"/>), a region is missing, or an option is not usable. Nothing was sent.</exception>
    /// <exception cref="ApiException">The call failed; the subclass tells how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; an <see cref="ApiCanceledException"/> once the call had begun.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<TResponse> SendAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, ApiCallOptions? options, CancellationToken cancellationToken)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(request);
        return _pipeline.CallAsync(action, request, options, cancellationToken);
    }

    /// <summary>
    /// Calls an action by its name, also one that has no spec, signed, throttled and repeated like any other. An action that the client has keeps to its documented
    /// limit together with the typed calls; for others no limit is known unless <see cref="ThrottleOptions.LimitOverrides"/> gives one. It is repeated as a typed call is when the
    /// client has the action as an idempotent one or the parameters have a <c>ClientToken</c>, and otherwise when the options say that it is idempotent.
    /// </summary>
    /// <param name="action">The action's name on the wire.</param>
    /// <param name="json">The parameters as a JSON object, sent as it is.</param>
    /// <param name="options">What this call does differently; null when nothing.</param>
    /// <param name="cancellationToken">Ends the call early, wherever it is.</param>
    /// <returns>The content of <c>Response</c>.</returns>
    /// <exception cref="ArgumentException">The name cannot stand in a header, or the parameters are not a JSON object or hold half of a surrogate pair. Nothing was sent.</exception>
    /// <exception cref="ApiException">The call failed; the subclass tells how.</exception>
#pragma warning disable RS0027 // The overload with as many parameters is the generated methods' own, and no call fits both: one takes texts, the other models.
    public Task<ApiRawResponse> SendAsync(string action, string json, ApiCallOptions? options = null, CancellationToken cancellationToken = default)
#pragma warning restore RS0027
    {
        ArgumentNullException.ThrowIfNull(action);
        ApiAction<ApiRawRequest, ApiRawResponse> description = _rawActions.GetOrAdd(
            action,
            static (name, service) => new ApiAction<ApiRawRequest, ApiRawResponse>(service, name)
            {
                RateLimits = service.LimitsOf(name),
                IsIdempotent = service.IsIdempotent(name),
                IsKnown = service.Offers(name),
            },
            Service);
        return SendAsync(description, new ApiRawRequest(json), options, cancellationToken);
    }

    /// <summary>
    /// Calls an action that responds with server-sent events and gives them as they arrive. A response without a stream gives one
    /// event. The call starts when the enumeration does; the timeout covers the time to the first event and from each to the next.
    /// Until the first event has arrived, a failure is repeated as one of a call without a stream is, also one that comes as that event; after it, none is.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="request">The parameters. They are taken when the enumeration starts; the bytes of a raw body must not change before the first event has arrived.</param>
    /// <param name="options">What this call does differently; null when nothing.</param>
    /// <param name="cancellationToken">Ends the call early, wherever it is.</param>
    /// <exception cref="ArgumentException">The request is not valid, a region is missing, or an option is not usable. Nothing was sent.</exception>
    /// <exception cref="ApiException">The call failed; the subclass tells how.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; an <see cref="ApiCanceledException"/> once the call had begun.</exception>
    public IAsyncEnumerable<ServerSentEvent<TResponse>> StreamAsync<TRequest, TResponse>(
        ApiAction<TRequest, TResponse> action, TRequest request, ApiCallOptions? options, CancellationToken cancellationToken = default)
        where TRequest : class, IApiRequest<TRequest>
        where TResponse : class, IApiResponse<TResponse>
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(request);
        return _pipeline.StreamAsync(action, request, options, cancellationToken);
    }

    /// <summary>Ends the use of the client: later calls throw. Calls under way go on, and the shared connections stay for other clients.</summary>
    public void Dispose() => _pipeline.Calls.Close();

    /// <summary>Ends the use of the client and waits until the calls under way have ended, those that wait in the throttle included.</summary>
    public ValueTask DisposeAsync() => new(_pipeline.Calls.Close());

    /// <summary>Ends the use of the client and waits until the calls under way have ended, or the token is cancelled.</summary>
    /// <param name="cancellationToken">Ends the wait. The calls go on.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before the last call ended.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default) => _pipeline.Calls.Close().WaitAsync(cancellationToken);

    private static void TellIdleLimits(ThrottleOptions throttle, ILogger logger)
    {
        foreach ((string action, IReadOnlyList<ApiRateLimit> limits) in throttle.LimitOverrides)
        {
            if (IdleLimits.Of(limits) is ({ } idle, { } stricter))
            {
                ApiLog.LimitIdle(logger, action, idle.Limit, idle.Window.TotalSeconds, stricter.Limit, stricter.Window.TotalSeconds);
            }
        }
    }
}
