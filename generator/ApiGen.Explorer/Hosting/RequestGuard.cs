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

    /// <summary>The header that tells a page's own refusals from failures of whatever lies between, of which nobody knows what was done before.</summary>
    public const string RefusedHeader = "X-Explorer-Refused";

    private static readonly string[] OfProxies = ["Forwarded", "Via", "X-Real-IP"];
    private static readonly string[] PrefixesOfProxies = ["X-Forwarded-", "X-Original-"];

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    /// <summary>Whether the request is served; if not, the response is complete.</summary>
    public async Task<bool> AdmitAsync(HttpContext context, Links links)
    {
        SetHeaders(context.Response.Headers);
        string cookie = CookieOf(context.Request, links);
        if (Refusal(context, cookie) is { } refusal)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, refusal).ConfigureAwait(false);
            return false;
        }

        if (options.Token is not null && context.Request.Query.ContainsKey("token"))
        {
            // Out of the address, so that it is in no history and in no link that is passed on.
            context.Response.Cookies.Append(cookie, options.Token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = IsSecure(context.Request), Path = PathOf(links) });
            context.Response.Redirect(context.Request.PathBase + context.Request.Path);
            return false;
        }

        return true;
    }

    /// <summary>Responds with a reason in place of what was asked for, of which nothing has been done.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.Headers[RefusedHeader] = "1";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason, context.RequestAborted);
    }

    // The cookie that holds the token of a caller who gave it once. Cookies know no port, and a host may have several explorers.
    private static string CookieOf(HttpRequest request, Links links) =>
        "apigen-explorer-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Host.Port} {links.Root.ToUpperInvariant()}")))[..12];

    // Other programs behind the same host have no business with it. A semicolon would end the path before its end.
    private static string PathOf(Links links) => links.Root.Length == 0 || links.Root.Contains(';', StringComparison.Ordinal) ? "/" : links.Root;

    // Whoever makes the header up makes their own cookie safer, and no more.
    private static bool IsSecure(HttpRequest request) =>
        request.IsHttps || request.Headers["X-Forwarded-Proto"].ToString().Split(',')[0].Trim().Equals("https", StringComparison.OrdinalIgnoreCase)
        || request.Headers["Forwarded"].ToString().Split(',')[0].Split(';').Any(static part => part.Trim().Replace("\"", "", StringComparison.Ordinal).Equals("proto=https", StringComparison.OrdinalIgnoreCase));

    /// <summary>Why the request is refused; null when it is not. A caller without an address came over a socket of the file system, or in memory: from this machine.</summary>
    private string? Refusal(HttpContext context, string cookie) =>
        !IsKnownHost(context.Request.Host.Host) ? "The explorer is not known under this name of a host. Use localhost, an IP address, or a name that AllowedHosts lists."
        : options.Token is null && context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address) ? "The explorer serves this machine alone, unless it has a token."
        : options.Token is null && ForwardingHeader(context.Request) is { } header ? $"The request came through a proxy ({header}), behind which the caller may be on any machine. The explorer serves this machine alone, unless it has a token."
        : options.Token is not null && !HasToken(context.Request, cookie) ? "The explorer wants its token: open its address with '?token=' and the token behind it, as 'apigen explore' prints it when it starts."
        : OriginFault(context.Request) is { } fault ? fault
        : !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !IsFromOwnPage(context.Request) ? "Only the explorer's own pages may ask for this. If the explorer was started anew since this page was opened, reload the page."
        : null;

    // A proxy on this machine connects from it, whoever called the proxy. The middleware that believes what a proxy says takes its headers out, and leaves X-Original-* behind.
    private static string? ForwardingHeader(HttpRequest request) => request.Headers.Keys.FirstOrDefault(static name =>
        PrefixesOfProxies.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) || OfProxies.Contains(name, StringComparer.OrdinalIgnoreCase));

    private bool IsKnownHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out _)
        || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    private bool HasToken(HttpRequest request, string cookie) =>
        IsSame(request.Query["token"].ToString(), options.Token!) || IsSame(request.Cookies[cookie] ?? "", options.Token!);

    private bool IsFromOwnPage(HttpRequest request) =>
        IsSame(request.Headers[PageTokenHeader].ToString(), pageToken) && request.Headers["Sec-Fetch-Site"].ToString() is ("" or "same-origin");

    /// <summary>
    /// Why the page that asks is a stranger's; null when it is not, or no page is named. It is refused whatever it asks for, since the application may let any page
    /// read what it gets (CORS).
    /// </summary>
    private string? OriginFault(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) && IsOwnOrigin(page, request.Host)) ? null
            : $"Only the explorer's own pages may ask for this. The page is one of {origin}, the request one for {request.Host}: where a proxy lies between, it has to pass on the Host of the page with its port, or the host of the page has to be allowed (--allow-host, AllowedHosts).";
    }

    // A proxy with TLS has a scheme of its own. It may name the explorer by another host, or by the page's without its port; then the page's must be one that is allowed.
    private bool IsOwnOrigin(Uri page, HostString asked)
    {
        if (page.Scheme != Uri.UriSchemeHttp && page.Scheme != Uri.UriSchemeHttps)
        {
            return false;
        }

        bool isSameHost = page.Host.Equals(asked.Host, StringComparison.OrdinalIgnoreCase);
        return isSameHost && (asked.Port is { } port ? page.Port == port : page.IsDefaultPort)
            || ((!isSameHost || asked.Port is null) && options.AllowedHosts.Contains(page.Host, StringComparer.OrdinalIgnoreCase));
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
