using System.Text;
using System.Text.Json.Nodes;
using ApiGen.Emulator.Arrivals;
using ApiGen.Emulator.Authentication;
using ApiGen.Emulator.Gateway;
using ApiGen.Emulator.Hosting;
using ApiGen.Emulator.Limits;
using ApiGen.Emulator.Responses;
using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator;

/// <summary>
/// The gateway without a network: checks calls, gives the response of a script or an example, and logs them.
/// Use it through <see cref="CreateHandler"/>, or through <see cref="ApiEmulator"/> for real connections. Safe for concurrent use.
/// </summary>
public sealed class ApiGateway
{
    private readonly ApiEmulatorOptions _options;
    private readonly long _started;
    private readonly RecordedArrivals _log = new();
    private readonly ActionRouter _router;
    private readonly RequestGate _gate;
    private readonly ResponseWriter _writer;
    private readonly Lock _scriptsLock = new();
    private readonly Dictionary<string, ActionScript> _scripts = new(StringComparer.Ordinal);

    /// <summary>Makes a gateway for the given services.</summary>
    /// <param name="services">What it serves; at least one service.</param>
    /// <param name="options">How it behaves; null for the defaults. Read once: later changes have no effect.</param>
    /// <exception cref="ArgumentException">There is no service, or two keys have one SecretId.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its bounds; the message says which.</exception>
    public ApiGateway(IEnumerable<ServiceModel> services, ApiEmulatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ServiceModel[] served = [.. services];
        if (served.Length == 0)
        {
            throw new ArgumentException("The gateway needs at least one service to serve.", nameof(services));
        }

        _options = (options ?? new ApiEmulatorOptions()).Copy();
        _options.Check();
        _started = _options.TimeProvider.GetTimestamp();
        _router = new ActionRouter(served);
        _gate = new RequestGate(
            _router,
            new SignatureVerifier(_options.Credentials),
            new RateLimitGate(_options.TimeProvider.TimestampFrequency),
            _options);
        _writer = new ResponseWriter(new RequestIds(_options.DeterministicRequestIds), _options.ItemCount);
    }

    /// <summary>The calls so far, in order of arrival. A copy: it does not grow.</summary>
    public IReadOnlyList<ApiArrival> Arrivals => _log.Snapshot();

    internal TimeProvider TimeProvider => _options.TimeProvider;

    /// <summary>Forgets the arrivals so far. Limits go on counting them.</summary>
    public void ClearArrivals() => _log.Clear();

    /// <summary>The script of an action: add to it what the next calls get.</summary>
    /// <param name="action">The action's name, such as <c>CreateMNP</c>.</param>
    /// <exception cref="ArgumentException">No service has that action.</exception>
    public ActionScript Script(string action)
    {
        ArgumentException.ThrowIfNullOrEmpty(action);
        IReadOnlyList<ActionRoute> routes = _router.All(action);
        if (routes.Count == 0)
        {
            throw new ArgumentException($"No service of this gateway has the action `{action}`. {NearestName.Hint(action, _router.Actions, "")}".TrimEnd(), nameof(action));
        }

        lock (_scriptsLock)
        {
            if (!_scripts.TryGetValue(action, out ActionScript? script))
            {
                script = new ActionScript(action, routes);
                _scripts.Add(action, script);
            }

            return script;
        }
    }

    /// <summary>Drops all scripted responses not yet given.</summary>
    public void ClearScripts()
    {
        lock (_scriptsLock)
        {
            foreach (ActionScript script in _scripts.Values)
            {
                script.Clear();
            }
        }
    }

    /// <summary>
    /// A handler that brings an <see cref="HttpClient"/>'s calls to this gateway without a network. Faults become the exceptions
    /// that a real connection ends with; responses are never compressed.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new GatewayHandler(this);

    /// <summary>Logs a call. To be called first of all, when the headers have arrived.</summary>
    internal ArrivalEntry Arrived(string action, string host, string? region)
    {
        long timestamp = _options.TimeProvider.GetTimestamp();
        ArrivalEntry entry = new(timestamp, new ApiArrival
        {
            At = _options.TimeProvider.GetElapsedTime(_started, timestamp),
            Action = action,
            Host = GatewayRequest.WithoutPort(host),
            Region = string.IsNullOrEmpty(region) ? null : region,
        });
        _log.Add(entry);
        return entry;
    }

    /// <summary>The fault that strikes the call before its body is read; null when there is none.</summary>
    internal ScriptedResponse? TakeEarlyFault(string action) => FindScript(action)?.TakeEarlyFault();

    /// <summary>Works out the response to a call that has been read.</summary>
    internal async Task<GatewayResponse> RespondAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        GatewayResponse response = await DecideAsync(request, cancellationToken).ConfigureAwait(false);
        _options.Responded?.Invoke(request.Entry.Arrival);
        return response;
    }

    private async Task<GatewayResponse> DecideAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        ArrivalEntry entry = request.Entry;
        if (_options.RecordBodies)
        {
            entry.Arrival = entry.Arrival with { Body = Encoding.UTF8.GetString(request.Body) };
        }

        long ticks = _options.TimeProvider.GetUtcNow().UtcTicks + _options.ClockOffset.Ticks;
        DateTimeOffset now = new(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
        try
        {
            (ActionRoute route, JsonObject parameters) = _gate.Admit(request, now);
            entry.Arrival = entry.Arrival with { Accepted = true };
            ScriptedResponse script = FindScript(route.Action.Name) is { } found
                ? await found.NextAsync(Call(request, route, parameters.ToJsonString()), cancellationToken).ConfigureAwait(false)
                : ScriptedResponse.Example;
            (GatewayResponse response, string? requestId) = _writer.Scripted(script, route, parameters, now);
            entry.Arrival = entry.Arrival with { ErrorCode = script.ErrorCode, RequestId = requestId };
            return response;
        }
        catch (GatewayException refusal)
        {
            return Refuse(entry, refusal.Code, refusal.Message, now);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A handler of the test's own threw: the caller hears of it as it would of a fault in the service.
            return Refuse(entry, ErrorCodes.InternalError, $"The gateway failed: {exception.Message}", now);
        }
    }

    private GatewayResponse Refuse(ArrivalEntry entry, string code, string message, DateTimeOffset now)
    {
        (GatewayResponse response, string requestId) = _writer.Error(code, message, now);
        entry.Arrival = entry.Arrival with { ErrorCode = code, ErrorMessage = message, RequestId = requestId };
        return response;
    }

    private ActionScript? FindScript(string action)
    {
        lock (_scriptsLock)
        {
            return _scripts.GetValueOrDefault(action);
        }
    }

    private static ApiCall Call(GatewayRequest request, ActionRoute route, string parameters) => new()
    {
        Service = route.Service.Name,
        Version = route.Service.Version,
        Action = route.Action.Name,
        Region = request.Header(CommonHeaders.Region),
        Account = request.Entry.Arrival.Account,
        Request = parameters,
        Body = request.Body,
    };
}
