using System.Net;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Transport;

/// <summary>Finds the proxy that a request was to go through: what .NET throws when one closes or holds the connection does not name it.</summary>
internal static class ProxyInUse
{
    // An HTTP client tells nothing of its handlers, so what stands among them may note the proxy on the request.
    private static readonly HttpRequestOptionsKey<string> Noted = new("ApiGen.Runtime.Proxy");
    private static readonly HttpRequestOptionsKey<Exception> NotedFault = new("ApiGen.Runtime.ProxyFault");

    /// <summary>The proxy as host and port; null when there is none, or when nobody knows.</summary>
    /// <param name="request">The request.</param>
    /// <param name="settings">The client's settings.</param>
    /// <param name="fault">How the proxy failed when it was asked, which .NET keeps to itself; null when it did not.</param>
    internal static string? Of(HttpRequestMessage request, ClientSettings settings, out Exception? fault)
    {
        fault = null;
        if (settings.HttpClientFactory is not null)
        {
            _ = request.Options.TryGetValue(NotedFault, out fault);
            return request.Options.TryGetValue(Noted, out string? noted) ? noted : null;
        }

        Uri address = request.RequestUri!;
        IWebProxy? proxy = settings.HttpMessageHandler is { } handler ? Of(handler) : new ProxyExceptForThisMachine(settings.Proxy ?? HttpClient.DefaultProxy);
        return proxy is null ? null : AskedProxy.For(proxy, address, out fault);
    }

    private static IWebProxy? Of(HttpMessageHandler handler) => handler switch
    {
        SocketsHttpHandler { UseProxy: true } sockets => sockets.Proxy ?? HttpClient.DefaultProxy,
        HttpClientHandler { UseProxy: true } client => client.Proxy ?? HttpClient.DefaultProxy,
        DelegatingHandler { InnerHandler: { } inner } => Of(inner),
        _ => null,
    };
}
