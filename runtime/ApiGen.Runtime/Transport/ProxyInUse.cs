using System.Net;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Transport;

/// <summary>Finds the proxy that a request was to go through: what .NET throws when one closes or holds the connection does not name it.</summary>
internal static class ProxyInUse
{
    // An HTTP client tells nothing of its handlers, so what stands among them may note the proxy on the request.
    private static readonly HttpRequestOptionsKey<string> Noted = new("ApiGen.Runtime.Proxy");

    /// <summary>The proxy as host and port; null when there is none, or when nobody knows.</summary>
    internal static string? Of(HttpRequestMessage request, ClientSettings settings)
    {
        if (settings.HttpClientFactory is not null)
        {
            return request.Options.TryGetValue(Noted, out string? noted) ? noted : null;
        }

        Uri address = request.RequestUri!;
        IWebProxy? proxy = settings.HttpMessageHandler is { } handler ? Of(handler) : new ProxyExceptForThisMachine(settings.Proxy ?? HttpClient.DefaultProxy);
        return proxy is null || proxy.IsBypassed(address) || proxy.GetProxy(address) is not { } found || found == address ? null : found.Authority;
    }

    private static IWebProxy? Of(HttpMessageHandler handler) => handler switch
    {
        SocketsHttpHandler { UseProxy: true } sockets => sockets.Proxy ?? HttpClient.DefaultProxy,
        HttpClientHandler { UseProxy: true } client => client.Proxy ?? HttpClient.DefaultProxy,
        DelegatingHandler { InnerHandler: { } inner } => Of(inner),
        _ => null,
    };
}
