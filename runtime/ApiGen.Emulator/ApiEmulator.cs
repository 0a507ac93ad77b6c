using System.Net;
using ApiGen.Emulator.Hosting;
using ApiGen.Specs.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiGen.Emulator;

/// <summary>
/// A local gateway on the loopback, over plain HTTP: verifies signatures, counts limits, checks parameters and responds with the
/// specs' examples, as the real one does. Safe for concurrent use.
/// </summary>
public sealed class ApiEmulator : IAsyncDisposable
{
    /// <summary>The id of the key pair that every gateway knows unless its options say otherwise. It is valid nowhere else.</summary>
    public const string ExampleSecretId = "AKIDapigenEmulatorEXAMPLE0000EXAMPLE";

    /// <summary>The key that belongs to <see cref="ExampleSecretId"/>. It is valid nowhere else.</summary>
    public const string ExampleSecretKey = "apigenEmulatorKeyEXAMPLE0EXAMPLE";

    /// <summary>More than the largest GET query, for the gateway refuses what is over its limit itself, with the vendor's code.</summary>
    private const int LongestRequestLine = 128 * 1024;

    private readonly WebApplication _application;
    private readonly GatewayMiddleware _middleware;
    private readonly Lazy<Task> _end;

    private ApiEmulator(WebApplication application, GatewayMiddleware middleware, ApiGateway gateway, Uri endpoint)
    {
        _application = application;
        _middleware = middleware;
        _end = new Lazy<Task>(EndAsync);
        Gateway = gateway;
        Endpoint = endpoint;
    }

    /// <summary>The address to send calls to, such as <c>http://127.0.0.1:54321/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>What stands behind the connections.</summary>
    public ApiGateway Gateway { get; }

    /// <inheritdoc cref="ApiGateway.Arrivals" />
    public IReadOnlyList<ApiArrival> Arrivals => Gateway.Arrivals;

    /// <summary>Starts a gateway and returns when it accepts connections.</summary>
    /// <param name="services">What it serves; at least one service.</param>
    /// <param name="options">How it behaves; null for the defaults. Read once: later changes have no effect.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">There is no service, or two keys have one SecretId.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its bounds; the message says which.</exception>
    /// <exception cref="IOException">The chosen port is in use.</exception>
    public static async Task<ApiEmulator> StartAsync(
        IEnumerable<ServiceModel> services,
        ApiEmulatorOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ApiGateway gateway = new(services, options);
        Task<ApiEmulator> start;

        // Whoever waits for the host of a program, as WebApplicationFactory and build tools do, takes the first one that is built in the flow of its Main. The gateway's is none.
        using (AsyncFlowControl? apart = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow())
        {
            start = Task.Run(() => StartAsync(gateway, options?.Port ?? 0, cancellationToken), cancellationToken);
        }

        return await start.ConfigureAwait(false);
    }

    private static async Task<ApiEmulator> StartAsync(ApiGateway gateway, int port, CancellationToken cancellationToken)
    {
        GatewayMiddleware middleware = new(gateway);
        WebApplication application = Build(port, middleware);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ApiEmulator(application, middleware, gateway, new Uri(application.Urls.Single()));
        }
        catch
        {
            middleware.Dispose();
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc cref="ApiGateway.Script" />
    public ActionScript Script(string action) => Gateway.Script(action);

    /// <inheritdoc cref="ApiGateway.ClearScripts" />
    public void ClearScripts() => Gateway.ClearScripts();

    /// <inheritdoc cref="ApiGateway.ClearArrivals" />
    public void ClearArrivals() => Gateway.ClearArrivals();

    /// <inheritdoc cref="ApiGateway.CreateHandler" />
    public HttpMessageHandler CreateHandler() => Gateway.CreateHandler();

    /// <summary>Stops listening and ends every call that is still open. Whoever asks again waits for the same end.</summary>
    public ValueTask DisposeAsync() => new(_end.Value);

    private async Task EndAsync()
    {
        _middleware.Stop();
        using CancellationTokenSource atOnce = new(TimeSpan.FromSeconds(1));
        await _application.StopAsync(atOnce.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _middleware.Dispose();
    }

    private static WebApplication Build(int port, GatewayMiddleware middleware)
    {
        // The empty builder reads no configuration, environment or command line of the process that the gateway is a guest in.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
            kestrel.Limits.MaxRequestHeadersTotalSize = LongestRequestLine;
            kestrel.Limits.MaxRequestHeaderCount = 1000;
            kestrel.Listen(IPAddress.Loopback, port, static listen => listen.Protocols = HttpProtocols.Http1);
        });

        WebApplication application = builder.Build();
        application.Run(middleware.InvokeAsync);
        return application;
    }
}
