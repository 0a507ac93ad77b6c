using System.Net;

namespace ApiGen.Runtime.Transport;

/// <summary>
/// A proxy that calls to this machine do not use. Those may go in the clear, so that a proxy would read signature and token; and no proxy
/// could reach the loopback of another machine.
/// </summary>
internal sealed class ProxyExceptForThisMachine(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => Loopback.Is(destination) ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => Loopback.Is(host) || proxy.IsBypassed(host);
}
