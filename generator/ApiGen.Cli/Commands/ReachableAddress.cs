using System.Net;
using System.Net.NetworkInformation;

namespace ApiGen.Cli.Commands;

/// <summary>The addresses under which a server is reached: one that listens on all addresses of a machine has none of its own that could be opened elsewhere.</summary>
internal static class ReachableAddress
{
    /// <summary>The addresses to open, the best first.</summary>
    /// <param name="listening">Where the server listens, such as <c>http://0.0.0.0:5730/</c>.</param>
    /// <param name="address">The same as an address of the network.</param>
    /// <param name="names">The names of this machine that callers may use.</param>
    /// <param name="machine">The machine's own addresses.</param>
    public static IReadOnlyList<Uri> Of(Uri listening, IPAddress address, IEnumerable<string> names, IEnumerable<IPAddress> machine)
    {
        if (IPAddress.IsLoopback(address))
        {
            return [listening];
        }

        bool isAny = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
        IEnumerable<IPAddress> own = isAny ? machine.Where(own => address.Equals(IPAddress.IPv6Any) || own.AddressFamily == address.AddressFamily) : [address];
        Uri[] found = [.. names.Concat(own.Select(static own => own.ToString())).Select(host => new UriBuilder(listening) { Host = host }.Uri)];
        return found.Length > 0 ? found : [Here(listening, address)];
    }

    /// <summary>The address to open on this machine.</summary>
    public static Uri Here(Uri listening, IPAddress address) =>
        address.Equals(IPAddress.Any) ? new UriBuilder(listening) { Host = IPAddress.Loopback.ToString() }.Uri
        : address.Equals(IPAddress.IPv6Any) ? new UriBuilder(listening) { Host = IPAddress.IPv6Loopback.ToString() }.Uri
        : listening;

    /// <summary>The addresses of this machine that others can call; none where the system does not tell.</summary>
    public static IReadOnlyList<IPAddress> OfMachine()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(static card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                    .SelectMany(static card => card.GetIPProperties().UnicastAddresses)
                    .Select(static unicast => unicast.Address)
                    .Where(static address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal),
            ];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }
}
