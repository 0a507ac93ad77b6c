using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using ApiGen.Emulator;
using ApiGen.Explorer.Calling;
using ApiGen.Explorer.Journal;
using ApiGen.Explorer.Search;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Model;
using ApiGen.Specs.Naming;

namespace ApiGen.Explorer.Hosting;

/// <summary>What one explorer knows and holds, whatever pages are asked of it. Safe for concurrent use.</summary>
internal sealed class ExplorerSite : IAsyncDisposable
{
    // Below the root, which is another one for every caller.
    private static readonly Links Below = new("");

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ServiceModel, ServiceTools> _tools = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<SearchIndex> _index;
    private readonly JournalBody _journalBody;
    private Task<ExplorerGateway>? _gateway;
    private bool _isDisposed;

    public ExplorerSite(ApiExplorerOptions options)
    {
        Options = options.Checked();
        Specs = options.Specs ?? ApiExplorerSpecs.Bundled();
        Journal = new CallJournal(options.JournalLength);
        _journalBody = new JournalBody(Specs.Services);
        _index = new Lazy<SearchIndex>(() => new SearchIndex(Specs.Services));
    }

    public ApiExplorerOptions Options { get; }

    public ApiExplorerSpecs Specs { get; }

    public CallJournal Journal { get; }

    public SearchIndex Index => _index.Value;

    /// <summary>What a page sends back with everything that it asks for, so that no other page can ask in its name.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string PageToken { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>Whether calls may go to the real services.</summary>
    public bool CanCallServices => Options.Credentials is not null;

    /// <summary>The embedded gateway, started when it is first asked for.</summary>
    /// <exception cref="GatewayUnavailableException">It cannot listen.</exception>
    public Task<ExplorerGateway> GatewayAsync()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_gateway is null or { IsFaulted: true })
            {
                _gateway = StartGatewayAsync();
            }

            return _gateway;
        }
    }

    /// <summary>The service of a name and version; null when there is none.</summary>
    public ServiceModel? Service(string? name, string? version) => Specs.Services.FirstOrDefault(service => service.Name == name && service.Version == version);

    /// <summary>What is worked out once for a service.</summary>
    public ServiceTools ToolsOf(ServiceModel service) =>
        _tools.GetOrAdd(service, service => new ServiceTools(new ServiceNames(service, Specs.Services.Select(static other => other.Namespace)), new ConformanceCheck(service), new FormatCheck(service), new RequestBody(service)));

    public async ValueTask DisposeAsync()
    {
        Task<ExplorerGateway>? gateway;
        lock (_lock)
        {
            _isDisposed = true;
            gateway = _gateway;
            _gateway = null;
        }

        if (gateway is not null)
        {
            try
            {
                await (await gateway.ConfigureAwait(false)).Emulator.DisposeAsync().ConfigureAwait(false);
            }
            catch (GatewayUnavailableException)
            {
                // What never started need not end.
            }
        }
    }

    private async Task<ExplorerGateway> StartGatewayAsync()
    {
        ApiEmulator? started = null;
        ApiEmulatorOptions options = new()
        {
            Port = Options.GatewayPort,
            RecordBodies = true,
            TimeProvider = Options.TimeProvider,
            Responded = arrival => Record(arrival, started),
        };
        try
        {
            started = await ApiEmulator.StartAsync(Specs.Services, options).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception.GetBaseException() is SocketException cause)
        {
            throw new GatewayUnavailableException(Options.GatewayPort, cause);
        }

        return new ExplorerGateway(started, new ApiCaller(started.Endpoint, Options.Credentials, Options.TimeProvider));
    }

    private void Record(ApiArrival arrival, ApiEmulator? emulator)
    {
        string at = Options.TimeProvider.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        ServiceModel? service = Specs.Services.FirstOrDefault(service => service.Endpoint == arrival.Host && service.Actions.Any(action => action.Name == arrival.Action))
            ?? Specs.Services.FirstOrDefault(service => service.Actions.Any(action => action.Name == arrival.Action));
        string? body = _journalBody.Of(arrival.Body, arrival.Action);
        string action = JournalBody.ActionOf(arrival.Action);

        // The message repeats what was named.
        string? message = action == arrival.Action ? arrival.ErrorMessage : arrival.ErrorMessage?.Replace(arrival.Action, action, StringComparison.Ordinal);
        Journal.Add(number =>
        {
            // The gateway keeps every arrival of a test; here the journal keeps the last ones, and nobody else asks.
            if (number % Options.JournalLength == 0)
            {
                emulator?.ClearArrivals();
            }

            return new JournalEntry(
                number, at, action, arrival.Host, arrival.Region, arrival.Account, service?.Actions.First(action => action.Name == arrival.Action).Unsigned == true, arrival.Accepted, arrival.ErrorCode, message, arrival.RequestId, body,
                service is null ? null : Below.Action(service, arrival.Action));
        });
    }
}
