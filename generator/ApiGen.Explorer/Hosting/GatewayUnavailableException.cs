using System.Globalization;
using System.Net.Sockets;

namespace ApiGen.Explorer.Hosting;

/// <summary>The embedded gateway cannot listen. The message is for whoever looks at the page.</summary>
internal sealed class GatewayUnavailableException(int port, SocketException cause) : Exception(Reason(port, cause), cause)
{
    private static string Reason(int port, SocketException cause)
    {
        string number = port.ToString(CultureInfo.InvariantCulture);
        return "The embedded gateway cannot start: " + cause.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => $"port {number} is in use by another program. Set GatewayPort to another; 0 lets the system choose.",
            SocketError.AccessDenied => $"there is no right to listen on port {number}. Set GatewayPort to one above 1023; 0 lets the system choose.",
            _ => $"port {number} cannot be listened on ({cause.SocketErrorCode}).",
        };
    }
}
