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

    public Uri? GetProxy(Uri destination) => Loopback.Is(destination) || proxy.GetProxy(destination) is not { } address ? null : WithoutPassword(address);

    public bool IsBypassed(Uri host) => Loopback.Is(host) || proxy.IsBypassed(host);

    // .NET puts the address into its exceptions as it stands, and takes no password from it.
    private static Uri WithoutPassword(Uri address) => !address.IsAbsoluteUri || address.UserInfo.Length == 0 ? address : new UriBuilder(address) { UserName = "", Password = "" }.Uri;
}
