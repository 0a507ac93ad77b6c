using Microsoft.AspNetCore.Http;

namespace Storefront.Web;

/// <summary>Finds out whose request it is.</summary>
public sealed class TenantMiddleware(RequestDelegate next, ICredentialProvider credentials)
{
    public async Task InvokeAsync(HttpContext context, ITcsasClient client)
    {
        string? tenant = context.Request.Headers["X-Tenant"];
        if (string.IsNullOrEmpty(tenant))
        {
            context.Response.StatusCode = 400;
            return;
        }

        DescribeMNPResponse found = await client.DescribeMNPAsync(new() { MNPId = tenant }, context.RequestAborted);
        context.Items["tenant"] = found.MNPName;
        await next(context);
    }

    public async Task CheckAsync(HttpContext context)
    {
        await /*!APIGEN1006*/new TcsasClient(credentials).DescribeMNPAsync(new() { MNPId = context.TraceIdentifier }, context.RequestAborted);
        await next(context);
    }

    public async Task ImpersonateAsync(HttpContext context)
    {
        var theirs = new TencentCloudCredential(context.Request.Headers["X-Id"]!, context.Request.Headers["X-Key"]!);
        using var client = new TcsasClient(theirs, "ap-singapore");
        await client.DescribeMNPAsync(new(), context.RequestAborted);
        await next(context);
    }
}
