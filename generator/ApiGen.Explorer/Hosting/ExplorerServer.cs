using System.Net;
using ApiGen.Emulator.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiGen.Explorer.Hosting;

/// <summary>An explorer with a server of its own.</summary>
internal sealed class ExplorerServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ExplorerServer(WebApplication application, ExplorerSite site, Uri address)
    {
        _application = application;
        Site = site;
        Address = address;
    }

    /// <summary>What it shows.</summary>
    public ExplorerSite Site { get; }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:54321/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="options">How it behaves; its path is the root of the server.</param>
    /// <param name="address">The address to listen on.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port cannot be listened on.</exception>
    public static async Task<ExplorerServer> StartAsync(ApiExplorerOptions options, IPAddress address, int port, CancellationToken cancellationToken)
    {
        options.Path = "";
        ExplorerSite site = new(options);

        // The empty builder reads no configuration, environment or command line of the process.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>().AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, port);
        });
        WebApplication application = builder.Build();
        application.UseRouting();
        ApiExplorerEndpoints.Map(application, site);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ExplorerServer(application, site, new Uri(application.Urls.Single()));
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            await site.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops listening, and ends the embedded gateway.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource atOnce = new(TimeSpan.FromSeconds(1));
        await _application.StopAsync(atOnce.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        await Site.DisposeAsync().ConfigureAwait(false);
    }
}
