using System.Net;

namespace ApiGen.Runtime.Transport;

/// <summary>Asks a proxy, which may be the application's own, for the way to an address.</summary>
internal static class AskedProxy
{
    /// <summary>The proxy on the way, as host and port; null when there is none, or when it failed.</summary>
    /// <param name="proxy">Who is asked.</param>
    /// <param name="address">The address.</param>
    /// <param name="fault">How it failed; null when it did not.</param>
    internal static string? For(IWebProxy proxy, Uri address, out Exception? fault)
    {
        fault = null;
        try
        {
            if (proxy.IsBypassed(address) || proxy.GetProxy(address) is not { } found || found == address)
            {
                return null;
            }

            return found.IsAbsoluteUri ? found.Authority : throw new UriFormatException("IWebProxy.GetProxy gave an address that is not whole.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            fault = e;
            return null;
        }
    }
}
