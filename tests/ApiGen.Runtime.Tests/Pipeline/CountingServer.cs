using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Tests.Pipeline;

/// <summary>A real HTTP server that counts its open connections.</summary>
internal sealed class CountingServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Lock _lock = new();
    private TaskCompletionSource _noneOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;

    private CountingServer(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, Count));
        _application = builder.Build();
        _application.Run(answer);
        _noneOpen.SetResult();
    }

    internal Uri Address => new(_application.Urls.Single());

    /// <summary>How many connections were opened so far.</summary>
    internal int Accepted { get; private set; }

    /// <summary>How many connections are open.</summary>
    internal int Open
    {
        get
        {
            lock (_lock)
            {
                return _open;
            }
        }
    }

    internal static async Task<CountingServer> StartAsync(RequestDelegate answer, CancellationToken cancellationToken)
    {
        CountingServer server = new(answer);
        await server._application.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Ends when no connection is open.</summary>
    internal Task NoneOpenAsync()
    {
        lock (_lock)
        {
            return _noneOpen.Task;
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private void Count(ListenOptions listen) => listen.Use(next => async connection =>
    {
        Opened();
        try
        {
            await next(connection);
        }
        finally
        {
            Closed();
        }
    });

    private void Opened()
    {
        lock (_lock)
        {
            Accepted++;
            if (_open++ == 0)
            {
                _noneOpen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private void Closed()
    {
        lock (_lock)
        {
            if (--_open == 0)
            {
                _noneOpen.SetResult();
            }
        }
    }
}
