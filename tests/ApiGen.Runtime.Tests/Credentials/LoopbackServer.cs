using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ApiGen.Runtime.Tests.Credentials;

/// <summary>A real HTTP server on a port of the system's choice; the test says what it answers.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<string> _paths = new();

    private LoopbackServer(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _application = builder.Build();
        _application.Run(context =>
        {
            _paths.Enqueue(context.Request.Path.Value ?? "");
            return answer(context);
        });
    }

    public Uri Address => new(_application.Urls.Single());

    /// <summary>The paths that were asked for, in order.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    public static async Task<LoopbackServer> StartAsync(RequestDelegate answer)
    {
        LoopbackServer server = new(answer);
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
