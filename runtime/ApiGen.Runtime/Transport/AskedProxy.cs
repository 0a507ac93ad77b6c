using System.Net;

namespace ApiGen.Runtime.Transport;

/// <summary>Asks a proxy, which may be the application's own, for the way to an address.</summary>
internal static class AskedProxy
{
    /// <summary>The schemes of a proxy's address, as a list in a sentence.</summary>
    internal const string Schemes = "http, https, socks4, socks4a and socks5";

    /// <summary>Whether .NET speaks to a proxy whose address has the scheme.</summary>
    internal static bool IsScheme(string scheme) => scheme is "http" or "https" or "socks4" or "socks4a" or "socks5";

    /// <summary>The proxy on the way, as host and port; null when there is none, or when it failed.</summary>
    /// <param name="proxy">Who is asked.</param>
    /// <param name="address">The address.</param>
    /// <param name="fault">How it failed; null when it did not.</param>
    internal static string? For(IWebProxy proxy, Uri address, out Exception? fault)
    {
        fault = null;
        try
        {
            // .NET asks for them when it makes its connections, whatever the way is.
            _ = proxy.Credentials;
            if (proxy.IsBypassed(address) || proxy.GetProxy(address) is not { } found || found == address)
            {
                return null;
            }

            return !found.IsAbsoluteUri ? throw new UriFormatException("IWebProxy.GetProxy gave an address that is not whole.")
                : !IsScheme(found.Scheme) ? throw new UriFormatException($"IWebProxy.GetProxy gave an address whose scheme is none of {Schemes}.")
                : found.Authority;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            fault = e;
            return null;
        }
    }
}
