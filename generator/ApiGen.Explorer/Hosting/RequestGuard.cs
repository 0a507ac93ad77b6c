using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ApiGen.Explorer.Hosting;

/// <summary>
/// Who is served: callers on this machine, or whoever has the token; under an address that no stranger's page can have made up (DNS rebinding); and what
/// changes or sends anything only from the explorer's own pages. Every response carries a policy under which nothing runs that is not a file of the explorer.
/// </summary>
internal sealed class RequestGuard(ApiExplorerOptions options, string pageToken)
{
    /// <summary>The header in which a page sends its token back.</summary>
    public const string PageTokenHeader = "X-Explorer-Page";

    /// <summary>The cookie that holds the token of a caller who gave it once.</summary>
    public const string Cookie = "apigen-explorer";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    /// <summary>Whether the request is served; if not, the response is complete.</summary>
    public async Task<bool> AdmitAsync(HttpContext context)
    {
        SetHeaders(context.Response.Headers);
        if (Refusal(context) is { } refusal)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(refusal, context.RequestAborted).ConfigureAwait(false);
            return false;
        }

        if (options.Token is not null && context.Request.Query.ContainsKey("token"))
        {
            // Out of the address, so that it is in no history and in no link that is passed on.
            context.Response.Cookies.Append(Cookie, options.Token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/" });
            context.Response.Redirect(context.Request.PathBase + context.Request.Path);
            return false;
        }

        return true;
    }

    /// <summary>Why the request is refused; null when it is not.</summary>
    private string? Refusal(HttpContext context) =>
        !IsKnownHost(context.Request.Host.Host) ? "The explorer is not known under this name of a host. Use localhost, an IP address, or a name that AllowedHosts lists."
        : options.Token is null && context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address) ? "The explorer serves this machine alone, unless it has a token."
        : options.Token is not null && !HasToken(context.Request) ? "The explorer wants its token: open the address that it printed when it started."
        : !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !IsFromOwnPage(context.Request) ? "Only the explorer's own pages may ask for this."
        : null;

    private bool IsKnownHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out _)
        || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    private bool HasToken(HttpRequest request) =>
        IsSame(request.Query["token"].ToString(), options.Token!) || IsSame(request.Cookies[Cookie] ?? "", options.Token!);

    private bool IsFromOwnPage(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        return IsSame(request.Headers[PageTokenHeader].ToString(), pageToken)
            && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}")
            && request.Headers["Sec-Fetch-Site"].ToString() is ("" or "same-origin");
    }

    private static bool IsSame(string left, string right) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
