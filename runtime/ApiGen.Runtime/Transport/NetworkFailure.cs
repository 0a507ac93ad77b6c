using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ApiGen.Runtime.Transport;

/// <summary>Puts what the transport throws into the terms of this library.</summary>
internal static class NetworkFailure
{
    internal static ApiNetworkException From(Exception cause, string action, string host, bool mayHaveBeenSent)
    {
        HttpRequestError error = cause switch
        {
            HttpRequestException { HttpRequestError: var known } => known,
            HttpIOException { HttpRequestError: var known } => known,
            _ => HttpRequestError.Unknown,
        };
        (string reason, bool passing) = error switch
        {
            HttpRequestError.NameResolutionError => ($"the name {host} did not resolve", true),
            HttpRequestError.SecureConnectionError => ($"TLS with {host} failed", !IsDistrust(cause)),
            HttpRequestError.ProxyTunnelError => DescribeProxy(cause, host),
            HttpRequestError.ConnectionError => (DescribeConnection(cause, host), true),
            HttpRequestError.ResponseEnded => ("the connection ended before the response did", true),
            HttpRequestError.InvalidResponse => ("what came back is no HTTP response", false),
            _ => ($"the connection to {host} broke", true),
        };
        return new ApiNetworkException(action, reason, mayHaveBeenSent, cause) { IsPassing = passing };
    }

    private static string DescribeConnection(Exception cause, string host) =>
        cause.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
            ? $"{host} refused the connection"
            : $"no connection to {host} could be made";

    // Nothing went to the service; a proxy that is out of order may be back soon, one that wants credentials stays as it is.
    private static (string Reason, bool Passing) DescribeProxy(Exception cause, string host) => (cause as HttpRequestException)?.StatusCode switch
    {
        HttpStatusCode.ProxyAuthenticationRequired => ("the proxy asks for credentials: configure them on the HTTP handler", false),
        { } status => (FormattableString.Invariant($"the proxy did not connect to {host}, it answered with status {(int)status}"), (int)status >= 500),
        null => ($"the proxy did not connect to {host}; if it asks for credentials, configure them on the HTTP handler", false),
    };

    // A certificate that is not trusted, or no common protocol: trying again gives the same.
    private static bool IsDistrust(Exception cause) => cause.InnerException is AuthenticationException;
}
