using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;

namespace Storefront.Everyday;

/// <summary>Threads that wait for calls, in code of all kinds.</summary>
public sealed class WaitingWorker(ITcsasClient client, TimeProvider time) : BackgroundService
{
    private readonly string _first = client.DescribeMNPAsync(new()).GetAwaiter().GetResult().RequestId;

    public string First => _first;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            DescribeMNPResponse found = client.DescribeMNPAsync(new(), stoppingToken)./*!APIGEN1005*/Result;
            Console.WriteLine(found.MNPName);
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        // The last word.
        client.DescribeMNPAsync(new() { MNPId = "last" }, cancellationToken)./*!APIGEN1005*/Wait(cancellationToken);
        return base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        client.DescribeMNPAsync(new()).Wait();
        base.Dispose();
    }
}

[ApiController]
public sealed class WaitingController(ITcsasClient client) : ControllerBase
{
    [HttpGet("{id}")]
    public async Task<ActionResult<string>> Get(string id, CancellationToken stop)
    {
        await Task.Yield();
        if (client.DescribeMNPAsync(new() { MNPId = id }, stop)./*!APIGEN1005*/Result is { MNPName: { } name })
        {
            return name;
        }

        return NotFound();
    }

    [HttpGet("sync/{id}")]
    public ActionResult<string> Sync(string id) => client.DescribeMNPAsync(new() { MNPId = id }).Result.RequestId;

    [HttpGet("finished/{id}")]
    public Task<string?> Finished(string id, CancellationToken stop)
    {
        string? name = client.DescribeMNPAsync(new() { MNPId = id }, stop).ConfigureAwait(false).GetAwaiter()./*!APIGEN1005*/GetResult().MNPName;
        return Task.FromResult(name);
    }

    [HttpGet("value")]
    public ValueTask Value(CancellationToken stop)
    {
        client.DescribeMNPAsync(new(), stop)./*!APIGEN1005*/Wait();
        return default;
    }

    [HttpGet("either")]
    public Task<string> Either(bool known, CancellationToken stop) =>
        known ? Task.FromResult("known") : Task.FromResult(client.DescribeMNPAsync(new(), stop)./*!APIGEN1005*/Result.RequestId);

    [HttpGet("none")]
    public Task<int> None()
    {
        client.DescribeMNPAsync(new())./*!APIGEN1005*/Wait(CancellationToken.None);
        return Task.FromResult(5);
    }

    [HttpGet("limit")]
    public Task<bool> Limited() => Task.FromResult(client.DescribeMNPAsync(new())./*!APIGEN1005*/Wait(TimeSpan.FromSeconds(3)));
}

public static class WaitingEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/w1", async (ITcsasClient client) =>
        {
            await Task.Yield();
            return client.DescribeMNPAsync(new())./*!APIGEN1005*/Result.MNPName;
        });
        app.MapGet("/w2", (ITcsasClient client) => client.DescribeMNPAsync(new()).Result.MNPName);
        app.MapGet("/w3", async (ITcsasClient client, CancellationToken stop) => (await client.DescribeMNPAsync(new(), stop)).MNPName);
    }

    public static async Task<string[]> All(ITcsasClient client, IReadOnlyList<string> ids, CancellationToken stop)
    {
        Task<DescribeMNPResponse>[] calls = [.. ids.Select(id => client.DescribeMNPAsync(new() { MNPId = id }, stop))];
        await Task.WhenAll(calls);
        return [.. calls.Select(static call => call.Result.RequestId)];
    }

    public static async Task<string> Both(ITcsasClient client, CancellationToken stop)
    {
        Task<DescribeMNPResponse> one = client.DescribeMNPAsync(new(), stop);
        Task<DescribeMNPResponse> two = client.DescribeMNPAsync(new(), stop);
        await Task.WhenAll(one, two);
        return one.Result.RequestId + two.Result.RequestId;
    }

    public static async Task<string> First(ITcsasClient client, CancellationToken stop)
    {
        Task<DescribeMNPResponse> call = client.DescribeMNPAsync(new(), stop);
        if (call.IsCompletedSuccessfully)
        {
            return call.Result.RequestId;
        }

        return (await call).RequestId;
    }

    public static async Task<string> Raced(ITcsasClient client, TimeProvider time, CancellationToken stop)
    {
        Task<DescribeMNPResponse> call = client.DescribeMNPAsync(new(), stop);
        return await Task.WhenAny(call, Task.Delay(TimeSpan.FromSeconds(1), time, stop)) == call ? call.Result.RequestId : "";
    }

    public static async Task Queried(ITcsasClient client, IQueryable<MovedForm> forms, CancellationToken stop)
    {
        foreach (string? team in forms.Select(static form => form.TeamId).ToList())
        {
            try
            {
                client.CreateMNPAsync(new() { MNPType = "a", MNPName = team ?? "none", MNPIcon = "i", MNPIntro = "b" }, stop).GetAwaiter()./*!APIGEN1005*/GetResult();
            }
            catch (ApiException failure)
            {
                Console.WriteLine(failure.Message);
            }
        }

        await Task.Delay(1, stop);
    }

    public static async Task Paged(ITcsasClient client, CancellationToken stop)
    {
        foreach (string name in client.ListMNPItemsAsync(new(), cancellationToken: stop)./*!APIGEN1005*/ToBlockingEnumerable(stop))
        {
            await Console.Out.WriteLineAsync(name);
        }
    }

    public static async Task Local(ITcsasClient client)
    {
        Console.WriteLine(Sync() + await Later());

        string Sync() => client.DescribeMNPAsync(new()).Result.RequestId;

        Task<string> Later()
        {
            // The only one.
            return Task.FromResult(client.DescribeMNPAsync(new())./*!APIGEN1005*/Result.RequestId);
        }
    }

    public static Lazy<string> Kept(ITcsasClient client) => new(() => client.DescribeMNPAsync(new()).Result.RequestId);

    public static Task<string> Pooled(ITcsasClient client) => Task.Run(() => client.DescribeMNPAsync(new()).Result.RequestId);

    public static Task Thrown(ITcsasClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.DescribeMNPAsync(new())./*!APIGEN1005*/Wait();
        return Task.CompletedTask;
    }

    public static async Task Compared(ITcsasClient client, SortedSet<string> names)
    {
        string[] sorted = [.. names.OrderBy(name => client.DescribeMNPAsync(new() { MNPId = name }).Result.MNPName)];
        await File.WriteAllLinesAsync("names", sorted);
    }

    public static async Task<int> Deep(ITcsasClient client, CancellationToken stop)
    {
        await Task.Yield();
        return -client.DescribeMNPAsync(new(), stop)./*!APIGEN1005*/Result.RequestId.Length + Math.Abs(client.DescribeMNPAsync(new() { MNPId = client.DescribeMNPAsync(new(), stop)./*!APIGEN1005*/Result.MNPName }, stop)./*!APIGEN1005*/Result.RequestId[0]);
    }

    extension(ITcsasClient client)
    {
        public async Task<string> NameAsync(string id)
        {
            await Task.Yield();
            return $"{client.DescribeMNPAsync(new() { MNPId = id })./*!APIGEN1005*/Result.MNPName}!";
        }

        public string Name => client.DescribeMNPAsync(new()).Result.RequestId;
    }
}
