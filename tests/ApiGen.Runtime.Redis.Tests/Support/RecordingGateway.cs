using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Redis.Tests.Support;

/// <summary>Answers every call and notes when it arrived.</summary>
internal sealed class RecordingGateway : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<long> _arrivals = new();

    private RecordingGateway(WebApplication application)
    {
        _application = application;
        application.Run(async context =>
        {
            _arrivals.Enqueue(Stopwatch.GetTimestamp());
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"Response":{"RequestId":"1"}}""");
        });
    }

    public string Address => _application.Urls.Single();

    /// <summary>When calls arrived, in order, from <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long[] Arrivals => [.. _arrivals.Order()];

    public static async Task<RecordingGateway> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new RecordingGateway(builder.Build());
        await gateway._application.StartAsync();
        return gateway;
    }

    public int CountBetween(long from, long to) => _arrivals.Count(arrival => arrival >= from && arrival < to);

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
