using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Transport;

/// <summary>Puts what the transport throws into the terms of this library.</summary>
internal static class NetworkFailure
{
    /// <summary>What to do for a proxy that asks for credentials, as the end of a sentence.</summary>
    internal const string ProxyCredentials = "give them in the address of HTTPS_PROXY (http://name:password@host:port), to the proxy of ApiClientOptions.Proxy, of the setting Proxy or of your HTTP handler";

    private const string GaveUp = "an HTTP handler gave up waiting";

    private const string Damaged = "its compressed form is damaged";

    // Whose stream it is, a handler's or the platform's, nothing tells.
    private const string Reading = "reading the response";

    /// <summary>The failure of a call whose transport threw.</summary>
    /// <param name="cause">What it threw.</param>
    /// <param name="scope">The call.</param>
    /// <param name="isLocal">Whether a failure that is none of the connection lies in this process alone: a handler failed before anything was sent.</param>
    /// <param name="who">Who failed where it is nothing else, as the beginning of a sentence.</param>
    internal static ApiNetworkException From(Exception cause, CallScope scope, bool isLocal, string who)
    {
        (string reason, bool passing) = Describe(cause, scope, who);
        return new ApiNetworkException(scope.Action.Name, reason, scope.Fate, scope.Sent.Told(cause))
        {
            IsPassing = passing,
            IsLocal = isLocal && cause is not (HttpRequestException or IOException or SocketException or TimeoutException),
        };
    }

    private static (string Reason, bool Passing) Describe(Exception cause, CallScope scope, string who)
    {
        string host = scope.Channel.Point.Address.Host;
        HttpRequestError error = cause switch
        {
            HttpRequestException { HttpRequestError: var known } => known,
            HttpIOException { HttpRequestError: var known } => known,
            _ => HttpRequestError.Unknown,
        };
        return error switch
        {
            HttpRequestError.NameResolutionError => ($"the name {(ProxyIn(cause, scope) is { } proxy ? $"of the proxy {proxy}" : host)} did not resolve", true),
            HttpRequestError.SecureConnectionError => ($"TLS with {host} failed{WhyOf(cause)}", !IsDistrust(cause)),
            HttpRequestError.ProxyTunnelError => DescribeProxy(cause, scope),
            HttpRequestError.ResponseEnded when scope.Proxy is { } proxy =>
                ($"the proxy {proxy} ended the connection before it had made one to {host}", true),
            HttpRequestError.ConnectionError => (DescribeConnection(cause, ProxyIn(cause, scope) is { } proxy ? $"the proxy {proxy}" : host), true),
            HttpRequestError.ResponseEnded => ("the connection ended before the response did", true),
            HttpRequestError.ConfigurationLimitExceeded => ("the head of the response is larger than the HTTP handler reads (64 KB unless set)", false),
            HttpRequestError.InvalidResponse when scope.Proxy is { } proxy => ($"what the proxy {proxy} responded is not HTTP", false),
            HttpRequestError.InvalidResponse => ("what came back is not an HTTP response", false),
            _ when cause is HttpRequestException or IOException or SocketException => ($"the connection to {(scope.Proxy is { } proxy ? $"the proxy {proxy}" : host)} broke", true),
            _ when cause is TimeoutException => (GaveUp, true),
            _ => ($"{who} failed with {PlainName.Of(cause)}", false),
        };
    }

    /// <summary>The failure of a call that was cancelled by neither its caller nor its own deadline.</summary>
    /// <param name="cause">The cancellation.</param>
    /// <param name="scope">The call.</param>
    /// <param name="clientTimeout">The timeout of the caller's HTTP client; null when there is none.</param>
    internal static ApiException FromForeignCancellation(Exception cause, CallScope scope, TimeSpan? clientTimeout)
    {
        string action = scope.Action.Name;
        if (cause.InnerException is not TimeoutException inner)
        {
            return new ApiNetworkException(action, "an HTTP handler cancelled the request", scope.Fate, scope.Sent.Told(cause));
        }

        if (clientTimeout is { } timeout && timeout != Timeout.InfiniteTimeSpan && cause.Message.Contains("HttpClient.Timeout", StringComparison.Ordinal))
        {
            return new ApiTimeoutException(action, timeout, TimeoutLimit.HttpClient, scope.Doing, scope.Fate, scope.Sent.Told(cause));
        }

        // Only the platform's text tells it from the timeout of a handler: "A connection could not be established within the configured ConnectTimeout."
        string reason = !inner.Message.Contains(nameof(SocketsHttpHandler.ConnectTimeout), StringComparison.Ordinal) ? GaveUp
            : scope.Proxy is { } proxy ? $"the proxy {proxy} made no connection to {scope.Channel.Point.Address.Host} in time"
            : $"{scope.Channel.Point.Address.Host} did not accept a connection in time";
        return new ApiNetworkException(action, reason, scope.Fate, scope.Sent.Told(cause));
    }

    /// <summary>The failure of a call whose response, or stream, broke while its bytes were read; null when the exception is one that the caller is to see.</summary>
    internal static ApiException? WhileReading(Exception cause, CallScope scope) => cause switch
    {
        OutOfMemoryException => null,
        OperationCanceledException when scope.Token.IsCancellationRequested => null,
        OperationCanceledException => FromForeignCancellation(cause, scope, null),
        _ when IsOfDecompression(cause) => new ApiMalformedResponseException(scope.Action.Name, Damaged, innerException: scope.Sent.Told(cause)),
        _ => From(cause, scope, isLocal: false, Reading),
    };

    /// <summary>Why the body of a response broke off while it was read, as the end of a sentence; null when the exception is one that the caller is to see.</summary>
    internal static string? FaultOfBody(Exception cause, CallScope scope) => cause switch
    {
        OutOfMemoryException => null,
        OperationCanceledException when scope.IsCancelledByCaller => null,
        OperationCanceledException => "it did not end in time",
        _ when IsOfDecompression(cause) => Damaged,
        _ => Describe(cause, scope, Reading).Reason,
    };

    // What a body of the application's own throws says nothing of its form. A program that was compiled ahead of time does not know where an exception comes from.
    private static bool IsOfDecompression(Exception cause) =>
        cause is InvalidDataException or InvalidOperationException and not ObjectDisposedException
        && (cause.Source is null or "<unknown>" || cause.Source.StartsWith("System.IO.Compression", StringComparison.Ordinal));

    private static string DescribeConnection(Exception cause, string peer) =>
        cause.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
            ? $"{peer} refused the connection"
            : $"no connection to {peer} could be made";

    // Only the end of the text tells whom .NET could not connect to: "Connection refused (proxy.example:8080)".
    private static string? ProxyIn(Exception cause, CallScope scope)
    {
        Uri address = scope.Channel.Point.Address;
        int start = cause.Message.LastIndexOf('(');
        string peer = start >= 0 && cause.Message[^1] == ')' ? cause.Message[(start + 1)..^1] : "";
        bool isPeer = peer.Length > 0 && Uri.TryCreate($"http://{peer}", UriKind.Absolute, out Uri? uri) && $"{uri.Host}:{uri.Port}" == peer;
        return isPeer && peer != $"{address.IdnHost}:{address.Port}" && peer != $"{address.Host}:{address.Port}" ? peer : null;
    }

    // Nothing went to the service; a proxy that is out of order may be back soon, one that wants credentials stays as it is.
    private static (string Reason, bool Passing) DescribeProxy(Exception cause, CallScope scope)
    {
        string proxy = scope.Proxy is { } known ? $"the proxy {known}" : "the proxy";
        string host = scope.Channel.Point.Address.Host;
        return (cause as HttpRequestException)?.StatusCode switch
        {
            HttpStatusCode.ProxyAuthenticationRequired => ($"{proxy} asks for credentials, or refuses those that it got: {ProxyCredentials}", false),
            { } status => (FormattableString.Invariant($"{proxy} did not connect to {host}, it responded with status {(int)status}"), (int)status >= 500),
            null => ($"{proxy} did not connect to {host}; if it asks for credentials, {ProxyCredentials}", false),
        };
    }

    // What the platform says of a certificate is its own text: "... because of errors in the certificate chain: UntrustedRoot". Of all else it says nothing that helps.
    private static string WhyOf(Exception cause) =>
        cause.InnerException is AuthenticationException { Message: var text } && text.Contains("certificate", StringComparison.OrdinalIgnoreCase)
            ? $": {LineText.Of(text).TrimEnd('.')}"
            : "";

    // A certificate that is not trusted, or no common protocol: trying again gives the same.
    private static bool IsDistrust(Exception cause) => cause.InnerException is AuthenticationException;
}
