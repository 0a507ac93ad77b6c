using System.Net;

namespace ApiGen.Runtime.Transport;

/// <summary>The pooled handler that all clients share, so that a client per call does not exhaust ports.</summary>
internal static class SharedHandler
{
    private static readonly Lazy<HttpMessageInvoker> Invoker = new(static () => new HttpMessageInvoker(Create()));

    internal static HttpMessageInvoker Instance => Invoker.Value;

    private static SocketsHttpHandler Create() => new()
    {
        // A redirect would carry the signature to another address; cookies have no place in a signed API.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

        // Connections end now and then, so that a change of the name's addresses takes effect.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        ConnectTimeout = TimeSpan.FromSeconds(15),
    };
}
