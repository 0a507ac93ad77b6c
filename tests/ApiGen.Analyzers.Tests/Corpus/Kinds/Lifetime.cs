using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Storefront.Kinds;

public interface ITenants
{
    ICredentialProvider Current { get; }

    ICredentialProvider For(ClaimsPrincipal user);

    Task<ICredentialProvider> NextAsync();
}

/// <summary>Clients of one pass and of one request, with what differs between passes and requests.</summary>
public static class Loops
{
    public static async Task<string?> Left(IEnumerable<string> lines, ICredentialProvider credential, CancellationToken stop)
    {
        foreach (string line in lines)
        {
            if (line.Length > 3)
            {
                using var client = new TcsasClient(credential, "ap-singapore");
                return (await client.DescribeMNPAsync(new() { MNPId = line }, stop)).MNPName;
            }
        }

        return null;
    }

    public static async Task Broken(IEnumerable<string> lines, ICredentialProvider credential, CancellationToken stop)
    {
        foreach (string line in lines)
        {
            using TcsasClient client = new(credential);
            await client.DescribeMNPAsync(new() { MNPId = line }, stop);
            break;
        }
    }

    public static async Task Skipped(IEnumerable<string> lines, ICredentialProvider credential, CancellationToken stop)
    {
        foreach (string line in lines)
        {
            using TcsasClient client = /*!APIGEN1006*/new(credential);
            if ((await client.DescribeMNPAsync(new() { MNPId = line }, stop)).MNPName is null)
            {
                continue;
            }

            break;
        }
    }

    public static async Task Fresh(ITenants vault, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var client = new TcsasClient(await vault.NextAsync(), "ap-singapore");
            await client.DescribeMNPAsync(new(), stop);
        }
    }

    public static async Task Typed(CancellationToken stop)
    {
        while (Console.ReadLine() is { } command)
        {
            using TcsasClient client = new(new TencentCloudCredential(Console.ReadLine()!, command));
            await client.DescribeMNPAsync(new(), stop);
        }
    }

    public static async Task Options(string[] hosts, ICredentialProvider credential, CancellationToken stop)
    {
        foreach (string host in hosts)
        {
            ApiClientOptions options = new();
            options.Endpoint = new Uri("https://" + host);
            using var client = new TcsasClient(credential, "ap-singapore", options);
            await client.DescribeMNPAsync(new(), stop);
        }

        for (int i = 0; i < 3; i++)
        {
            using var client = /*!APIGEN1006*/new TcsasClient(credential, "ap-singapore", new ApiClientOptions { Timeout = TimeSpan.FromSeconds(5) });
            await client.DescribeMNPAsync(new(), stop);
        }
    }

    public static async Task Changed(ICredentialProvider credential, CancellationToken stop)
    {
        string region = "ap-singapore";
        for (int i = 0; i < 3; i++)
        {
            using var client = new TcsasClient(credential, region);
            await client.DescribeMNPAsync(new(), stop);
            region = "ap-jakarta";
        }
    }
}

[ApiController]
public sealed class RegionsController(ICredentialProvider credential, ITenants tenants) : ControllerBase
{
    [HttpGet("a")]
    public async Task<string> Header(CancellationToken stop)
    {
        using var client = new TcsasClient(credential, Request.Headers["X-Region"].ToString());
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }

    [HttpGet("b")]
    public async Task<string> Tenant(CancellationToken stop)
    {
        using var client = new TcsasClient(tenants.For(User), "ap-singapore");
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }

    [HttpGet("c")]
    public async Task<string> Local(CancellationToken stop)
    {
        string region = HttpContext.Request.Query["region"].ToString();
        using var client = new TcsasClient(credential, region);
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }

    [HttpGet("d")]
    public async Task<string> Same(CancellationToken stop)
    {
        string region = "ap-singapore";
        using var client = /*!APIGEN1006*/new TcsasClient(credential, region);
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }

    [HttpGet("e")]
    public async Task<string> Current(CancellationToken stop)
    {
        using var client = new TcsasClient(tenants.Current, "ap-singapore");
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }
}

public sealed class FromAccessor
{
    private readonly string _region;

    public FromAccessor(IHttpContextAccessor accessor) => _region = accessor.HttpContext!.Request.Headers["X-Region"].ToString();

    public async Task InvokeAsync(HttpContext context, ICredentialProvider credential)
    {
        using var client = new TcsasClient(new EnvironmentCredentialProvider(), _region);
        await client.DescribeMNPAsync(new(), context.RequestAborted);
        using var other = new TcsasClient(credential);
        await other.DescribeMNPAsync(new(), context.RequestAborted);
    }
}

public static class Mapped
{
    private static readonly ICredentialProvider Shared = new EnvironmentCredentialProvider();

    public static void Map(WebApplication app, ICredentialProvider credential)
    {
        app.MapGet("/named", Handle);
        app.MapPost("/other", Elsewhere.Handle);
        app.MapGet("/captured", async (CancellationToken stop) =>
        {
            using var client = /*!APIGEN1006*/new TcsasClient(credential, "ap-singapore");
            return (await client.DescribeMNPAsync(new(), stop)).RequestId;
        });
        app.MapGet("/given", async (string region, CancellationToken stop) =>
        {
            using var client = new TcsasClient(credential, region);
            return (await client.DescribeMNPAsync(new(), stop)).RequestId;
        });
        app.Map("/branch", branch =>
        {
            var client = new TcsasClient(Shared, "ap-singapore");
            branch.Run(context => client.DescribeMNPAsync(new(), context.RequestAborted));
        });
        app.MapWhen(static context => context.Request.Path == "/x", branch =>
        {
            TcsasClient client = new(Shared);
            branch.Run(context => client.DescribeMNPAsync(new(), context.RequestAborted));
        });
    }

    private static async Task<string> Handle(CancellationToken stop)
    {
        using var client = /*!APIGEN1006*/new TcsasClient(Shared, "ap-singapore");
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }

    private static async Task<string> NotHandled(CancellationToken stop)
    {
        using var client = new TcsasClient(Shared, "ap-singapore");
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }
}

public static class Elsewhere
{
    public static async Task<string> Handle(CancellationToken stop)
    {
        using var client = /*!APIGEN1006*/new TcsasClient(new EnvironmentCredentialProvider(), "ap-singapore");
        return (await client.DescribeMNPAsync(new(), stop)).RequestId;
    }
}

/// <summary>Loops without the word, and a loop that is none.</summary>
public static class OtherLoops
{
    public static Task Parallel(string[] ids, ICredentialProvider credential, CancellationToken stop) =>
        System.Threading.Tasks.Parallel.ForEachAsync(ids, stop, async (id, token) =>
        {
            using var client = /*!APIGEN1006*/new TcsasClient(credential, "ap-singapore");
            await client.DescribeMNPAsync(new() { MNPId = id }, token);
        });

    public static Task Regions(string[] regions, ICredentialProvider credential, CancellationToken stop) =>
        System.Threading.Tasks.Parallel.ForEachAsync(regions, stop, async (region, token) =>
        {
            using var client = new TcsasClient(credential, region);
            await client.DescribeMNPAsync(new(), token);
        });

    public static async Task Once(ICredentialProvider credential, CancellationToken stop)
    {
        do
        {
            using var client = new TcsasClient(credential);
            await client.DescribeMNPAsync(new(), stop);
        }
        while (false);
    }
}
