using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Storefront.Everyday;

/// <summary>A worker that keeps its client, and what it does wrong otherwise.</summary>
public sealed class ClientWorker(ICredentialProvider credential, IConfiguration configuration) : BackgroundService
{
    private readonly ConcurrentDictionary<string, TcsasClient> _byRegion = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using TcsasClient kept = new(credential, configuration["Region"]);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var fresh = /*!APIGEN1006*/new TcsasClient(credential, configuration["Region"]);
            await fresh.DescribeMNPAsync(new(), stoppingToken);
            await kept.DescribeMNPAsync(new(), stoppingToken);
        }
    }

    public async Task Regions(string[] regions, CancellationToken stop)
    {
        foreach (string region in regions)
        {
            TcsasClient client = _byRegion.GetOrAdd(region, name => new TcsasClient(credential, name));
            await client.DescribeMNPAsync(new(), stop);
            using TcsasClient own = new(credential, region);
            await own.DescribeMNPAsync(new(), stop);
        }
    }

    public async Task Numbered(CancellationToken stop)
    {
        List<TcsasClient> pool = [];
        for (int i = 0; i < 4; i++)
        {
            pool.Add(new TcsasClient(credential));
            TcsasClient other = new(credential);
            pool.Add(other);
        }

        foreach (TcsasClient client in pool)
        {
            await client.DescribeMNPAsync(new(), stop);
        }
    }

    public async Task<string?> Retried(CancellationToken stop)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using TcsasClient client = /*!APIGEN1006*/new(credential);
                return (await client.DescribeMNPAsync(new(), stop)).MNPName;
            }
            catch (ApiException) when (attempt < 3)
            {
                await Task.Delay(1_000, stop);
            }
        }
    }

    public async Task Rotated(Func<Task<TencentCloudCredential>> fetch, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            TencentCloudCredential current = await fetch();
            using TcsasClient client = new(current);
            await client.DescribeMNPAsync(new(), stop);
        }
    }

    public Task Parallel(string[] ids, CancellationToken stop) => System.Threading.Tasks.Parallel.ForEachAsync(ids, stop, async (id, token) =>
    {
        using TcsasClient client = /*!APIGEN1006*/new(credential);
        await client.DescribeMNPAsync(new() { MNPId = id }, token);
    });

    public Task Selected(string[] ids, CancellationToken stop) => Task.WhenAll(ids.Select(async id =>
    {
        using TcsasClient client = /*!APIGEN1006*/new(credential);
        await client.DescribeMNPAsync(new() { MNPId = id }, stop);
    }));

    public async Task Lazily(string[] ids, CancellationToken stop)
    {
        TcsasClient? client = null;
        foreach (string id in ids)
        {
            client ??= new TcsasClient(credential);
            await client.DescribeMNPAsync(new() { MNPId = id }, stop);
        }

        client?.Dispose();
    }

    public async Task Once(CancellationToken stop)
    {
        do
        {
            using TcsasClient client = new(credential);
            await client.DescribeMNPAsync(new(), stop);
        }
        while (false);
    }
}

[ApiController]
public sealed class ClientsController(ICredentialProvider credential, IOptionsSnapshot<CloudOptions> options, IServiceProvider services) : ControllerBase
{
    [HttpGet("options")]
    public async Task<string> FromOptions(CancellationToken stop)
    {
        CloudOptions current = options.Value;
        await using ServiceProvider none = new ServiceCollection().BuildServiceProvider();
        using TcsasClient client = /*!APIGEN1006*/new(new TencentCloudCredential(current.SecretId, current.SecretKey), current.Region);
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }

    [HttpGet("region/{region}")]
    public async Task<string> FromRoute(string region, CancellationToken stop)
    {
        using TcsasClient client = new(credential, region);
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }

    [HttpGet("service")]
    public async Task<string> FromServices([FromServices] ICredentialProvider given, CancellationToken stop)
    {
        using TcsasClient client = new(services.GetRequiredService<ICredentialProvider>());
        using TcsasClient other = new(given);
        return (await client.DescribeMNPAsync(new(), stop)).RequestId + (await other.DescribeMNPAsync(new(), stop)).RequestId;
    }

    [HttpGet("claim")]
    public async Task<string> FromClaim(CancellationToken stop)
    {
        string? region = User.FindFirst("region")?.Value;
        using TcsasClient client = new(credential, region ?? "ap-singapore");
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }

    [HttpGet("chosen")]
    public async Task<string> Chosen(bool far, CancellationToken stop)
    {
        using TcsasClient client = new(credential, far ? "ap-jakarta" : "ap-singapore");
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }

    [HttpGet("helper")]
    public async Task<string> Helper(CancellationToken stop)
    {
        using TcsasClient client = Create();
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }

    private TcsasClient Create() => new(credential);
}

public sealed class ClientPage(ICredentialProvider credential) : PageModel
{
    public string? Name { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        using TcsasClient client = /*!APIGEN1006*/new(credential);
        Name = (await client.DescribeMNPAsync(new(), stop)).MNPName;
    }
}

public sealed class ClientHub(ICredentialProvider credential) : Hub
{
    public async Task<string?> Ask(string id)
    {
        using TcsasClient client = /*!APIGEN1006*/new(credential);
        return (await client.DescribeMNPAsync(new() { MNPId = id }, Context.ConnectionAborted)).MNPName;
    }
}

public sealed class ClientFilter(ICredentialProvider credential) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        string? tenant = context.HttpContext.Request.Headers["X-Tenant"];
        using TcsasClient client = new(credential, tenant);
        await client.DescribeMNPAsync(new(), context.HttpContext.RequestAborted);
        await next();
    }
}

public static class ClientEndpoints
{
    public static void Map(WebApplication app, IConfiguration configuration)
    {
        EnvironmentCredentialProvider credential = new();
        RouteGroup(app.MapGroup("/group"), credential);
        app.MapGet("/c1", async (CancellationToken stop) =>
        {
            using TcsasClient client = /*!APIGEN1006*/new(new EnvironmentCredentialProvider(), "ap-singapore");
            return (await client.DescribeMNPAsync(new(), stop)).MNPName;
        });
        app.MapGet("/c2", async (HttpRequest request, CancellationToken stop) =>
        {
            using TcsasClient client = new(credential, request.Query["region"]);
            return (await client.DescribeMNPAsync(new(), stop)).MNPName;
        });
        app.MapPost("/c3", async (IConfiguration found, CancellationToken stop) =>
        {
            TcsasClient client = /*!APIGEN1006*/new(credential, found["Region"]);
            return (await client.DescribeMNPAsync(new(), stop)).MNPName;
        });
        app.MapGet("/c4", Named);
        app.UseWhen(static context => context.Request.Path.StartsWithSegments("/x"), branch =>
        {
            TcsasClient client = new(credential);
            branch.Use(async (context, next) =>
            {
                await client.DescribeMNPAsync(new(), context.RequestAborted);
                await next(context);
            });
        });

        async Task<string?> Named(CancellationToken stop)
        {
            using TcsasClient client = /*!APIGEN1006*/new(credential, configuration.GetValue<string>("Region"));
            return (await client.DescribeMNPAsync(new(), stop)).MNPName;
        }
    }

    public static async Task<int> Main2(string[] args)
    {
        using TcsasClient client = new(new EnvironmentCredentialProvider(), args[0]);
        return (await client.DescribeMNPAsync(new())).RequestId.Length;
    }

    private static void RouteGroup(Microsoft.AspNetCore.Routing.RouteGroupBuilder group, ICredentialProvider credential)
    {
        TcsasClient shared = new(credential);
        group.MapGet("/g1", (CancellationToken stop) => shared.DescribeMNPAsync(new(), stop));
        group.MapGet("/g2", async (CancellationToken stop) =>
        {
            using TcsasClient client = /*!APIGEN1006*/new(credential);
            return (await client.DescribeMNPAsync(new(), stop)).MNPName;
        });
    }

    public static IServiceCollection AddClients(this IServiceCollection services, string[] names)
    {
        foreach (string name in names)
        {
            services.AddKeyedSingleton<ITcsasClient>(name, (found, _) => new TcsasClient(found.GetRequiredService<ICredentialProvider>()));
            services.AddSingleton(new TcsasClient(new EnvironmentCredentialProvider()));
        }

        return services;
    }
}
