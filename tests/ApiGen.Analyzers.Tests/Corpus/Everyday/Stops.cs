using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;

namespace Storefront.Everyday;

public sealed class StopWorker(ITcsasClient client, Channel<string> queue, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (string id in queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await client./*!APIGEN1007*/DescribeMNPAsync(new() { MNPId = id });
            }
            catch (ApiException)
            {
                await client.DescribeMNPAsync(new() { MNPId = "failed" });
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await client.DescribeMNPAsync(new() { MNPId = "last" });
    }

    public async Task Linked(CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, lifetime.ApplicationStopping);
        CancellationToken token = both.Token;
        await client./*!APIGEN1007*/DescribeMNPAsync(new());
        await client.DescribeMNPAsync(new(), token);
        await client.DescribeMNPAsync(new(), both.Token);
    }

    public async Task Timed(CancellationToken stop)
    {
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(3));
        await client.DescribeMNPAsync(new(), source.Token);
        await client./*!APIGEN1007*/DescribeMNPAsync(new());
    }

    public async Task Optioned(ApiCallOptions options, CancellationToken stop)
    {
        await client.DescribeMNPAsync(new(), options, stop);
        await client.DescribeMNPAsync(new(), options, CancellationToken.None);
        await client.DescribeMNPAsync(new(), cancellationToken: default);
    }

    public async Task<string?> Guarded(string id, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return null;
        }

        return (await client.DescribeMNPAsync(new() { MNPId = id })).MNPName;
    }

    public async Task Undone(CancellationToken stop)
    {
        bool done = false;
        try
        {
            await Task.Delay(1, stop);
            done = true;
        }
        finally
        {
            if (!done)
            {
                await client.DescribeMNPAsync(new() { MNPId = "undo" });
            }
        }
    }

    public async Task Batches(IEnumerable<string[]> batches, CancellationToken stop)
    {
        foreach (string[] batch in batches)
        {
            await Task.WhenAll(batch.Select(id => client./*!APIGEN1007*/DescribeMNPAsync(new() { MNPId = id })));
        }

        await Parallel.ForEachAsync(batches, stop, async (batch, token) => await client./*!APIGEN1007*/DescribeMNPAsync(new() { MNPId = batch[0] }));
        await Parallel.ForEachAsync(batches, stop, async (batch, token) => await client.DescribeMNPAsync(new() { MNPId = batch[0] }, token));
    }

    public async IAsyncEnumerable<string> Names([EnumeratorCancellation] CancellationToken stop = default)
    {
        await foreach (string name in client./*!APIGEN1007*/ListMNPItemsAsync(new()))
        {
            yield return name;
        }
    }

    public async Task Without()
    {
        await client.DescribeMNPAsync(new());
        await foreach (string name in client.ListMNPItemsAsync(new()))
        {
            Console.WriteLine(name);
        }
    }

    public static Task Static(ITcsasClient found, CancellationToken stop)
    {
        return Local();

        async Task Local() => await found./*!APIGEN1007*/DescribeMNPAsync(new());
    }

    public static Task StaticLocal(ITcsasClient found, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return Local(found);

        static async Task Local(ITcsasClient given) => await given.DescribeMNPAsync(new());
    }

    public static Func<Task> Deferred(ITcsasClient found, CancellationToken stop) => stop.CanBeCanceled ? () => found.DescribeMNPAsync(new(), stop) : () => Task.CompletedTask;
}

[ApiController]
public sealed class StopsController(ITcsasClient client) : ControllerBase
{
    [HttpGet("{id}")]
    public async Task<string?> Get(string id, CancellationToken cancellationToken)
    {
        DescribeMNPResponse found = await client./*!APIGEN1007*/DescribeMNPAsync(new DescribeMNPRequest
        {
            MNPId = id, // by route
        });
        return found.MNPName;
    }

    [HttpGet("aborted/{id}")]
    public async Task<string?> Aborted(string id) => (await client.DescribeMNPAsync(new() { MNPId = id }, HttpContext.RequestAborted)).MNPName;

    [HttpGet("other/{id}")]
    public async Task<string?> Other(string id) => (await client.DescribeMNPAsync(new() { MNPId = id })).MNPName;

    [HttpPost("forget")]
    public IActionResult Forget(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = Task.Run(async () =>
        {
            await Task.Delay(100);
            await client.DescribeMNPAsync(new());
        });
        return Accepted();
    }

    [HttpPost("completed")]
    public IActionResult Completed(CancellationToken cancellationToken)
    {
        Response.OnCompleted(async () => await client.DescribeMNPAsync(new()));
        return cancellationToken.IsCancellationRequested ? BadRequest() : Accepted();
    }
}

public static class StopEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/s1", async (ITcsasClient client, CancellationToken stop) => (await client./*!APIGEN1007*/DescribeMNPAsync(new())).MNPName);
        app.MapGet("/s2", async (ITcsasClient client) => (await client.DescribeMNPAsync(new())).MNPName);
        app.MapGet("/s3", async (ITcsasClient client, HttpContext context) =>
        {
            CancellationToken stop = context.RequestAborted;
            return await client./*!APIGEN1007*/DescribeMNPAsync(new());
        });
        app.MapGet("/s4", Handle);
        app.Lifetime.ApplicationStopping.Register(() => app.Logger.GetHashCode());
    }

    public static async Task<int> Handle(ITcsasClient client, string[] ids, CancellationToken stop)
    {
        int count = 0;
        foreach (string id in ids)
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            await client.DescribeMNPAsync(new() { MNPId = id });
            count++;
        }

        return count;
    }

    extension(ITcsasClient client)
    {
        public Task<DescribeMNPResponse> ByIdAsync(string id, CancellationToken stop = default) => client./*!APIGEN1007*/DescribeMNPAsync(new() { MNPId = id });

        public Task<DescribeMNPResponse> FirstAsync(string id) => client.DescribeMNPAsync(new() { MNPId = id });
    }

    public static async Task<string> Cached(ITcsasClient client, Dictionary<string, Task<DescribeMNPResponse>> cache, string id, CancellationToken stop)
    {
        if (!cache.TryGetValue(id, out Task<DescribeMNPResponse>? call))
        {
            call = client.DescribeMNPAsync(new() { MNPId = id });
            cache[id] = call;
        }

        return (await call.WaitAsync(stop)).RequestId;
    }

    public static async Task<string> Shared(ITcsasClient client, Func<string, Func<Task<string?>>, Task<string?>> getOrCreate, CancellationToken stop)
    {
        string? name = await getOrCreate("name", async () => (await client.DescribeMNPAsync(new())).MNPName);
        stop.ThrowIfCancellationRequested();
        return name ?? "";
    }
}
