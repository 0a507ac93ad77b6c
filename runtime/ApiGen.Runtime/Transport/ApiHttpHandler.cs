using System.Net;
using System.Runtime.CompilerServices;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// The HTTP handlers of this library: pooled, without redirects and cookies, unpacking gzip and deflate, and without a proxy for calls to
/// this machine, whatever the environment says.
/// </summary>
public static class ApiHttpHandler
{
    private static readonly Lazy<HttpMessageInvoker> SharedInvoker = new(static () => new HttpMessageInvoker(Create()));

    // A client per call must not exhaust ports, with a proxy of its own neither.
    private static readonly ConditionalWeakTable<IWebProxy, HttpMessageInvoker> ProxyInvokers = [];

    /// <summary>Makes a handler, to change what else it should do. The caller disposes it.</summary>
    /// <param name="proxy">The proxy; null for the one that the environment names (<c>HTTPS_PROXY</c> and the like). Calls to this machine use neither.</param>
    public static SocketsHttpHandler Create(IWebProxy? proxy = null) => new()
    {
        // A redirect would carry the signature to another address; cookies have no place in a signed API.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        Proxy = new ProxyExceptForThisMachine(proxy is null ? HttpClient.DefaultProxy : ProxyCredentials.FromAddress(proxy)),

        // Connections end now and then, so that a change of the name's addresses takes effect.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        ConnectTimeout = TimeSpan.FromSeconds(15),
    };

    /// <summary>Makes a handler for a service of the machine itself: never through a proxy, and soon without connections, for such a service is rarely asked.</summary>
    internal static SocketsHttpHandler CreateForMachine(TimeSpan connectTimeout)
    {
        SocketsHttpHandler handler = Create();
        handler.UseProxy = false;
        handler.ConnectTimeout = connectTimeout;
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10);
        return handler;
    }

    /// <summary>The handler that all clients share which go through the same proxy.</summary>
    internal static HttpMessageInvoker SharedFor(IWebProxy? proxy) => proxy is null
        ? SharedInvoker.Value
        : ProxyInvokers.GetValue(proxy, static p => new HttpMessageInvoker(Create(p)));
}
