using System.Net;

namespace ApiGen.Runtime.Transport;

/// <summary>Tells the addresses that never leave this machine.</summary>
internal static class Loopback
{
    internal static bool Is(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
