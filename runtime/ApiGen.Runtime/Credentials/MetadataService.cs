using System.Net;
using System.Net.Sockets;
using ApiGen.Runtime.Transport;

namespace ApiGen.Runtime.Credentials;

/// <summary>Asks the metadata service of a virtual machine.</summary>
#pragma warning disable CA1001 // Providers hold nothing that their users must dispose of. The handler closes a connection by itself when it was idle for ten seconds.
internal sealed class MetadataService
#pragma warning restore CA1001
{
    private const string KnownHost = "metadata.tencentyun.com";
    private const int MaxResponseBytes = 64 * 1024;

    // How often nobody must accept a connection before the service counts as absent. The process may have been held up itself during one of them.
    private const int Connections = 3;

    private static readonly TimeSpan LeastConnectTimeout = TimeSpan.FromMilliseconds(1);

    private readonly HttpMessageInvoker _invoker;
    private readonly Uri _root;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">The address is not usable.</exception>
    internal MetadataService(Uri root, TimeSpan timeout, TimeProvider time)
    {
        Check(root, nameof(CvmRoleOptions.Endpoint));
        _root = root.AbsoluteUri.EndsWith('/') ? root : new Uri(root.AbsoluteUri + "/");
        _timeout = timeout;
        _time = time;

        // Never through a proxy: the service speaks for the machine that asks.
        TimeSpan connectTimeout = timeout / (Connections + 1);
        _invoker = new HttpMessageInvoker(ApiHttpHandler.CreateForMachine(connectTimeout > LeastConnectTimeout ? connectTimeout : LeastConnectTimeout));
    }

    /// <summary>The response's bytes; null when the service knows no such path.</summary>
    /// <exception cref="ApiCredentialException">The service gave no response, or refused.</exception>
    internal async Task<byte[]?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(_timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await SendAsync(new Uri(_root, path), either.Token).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await ReadAsync(response, either.Token).ConfigureAwait(false),
                HttpStatusCode.NotFound => null,
                _ => throw new ApiCredentialException(FormattableString.Invariant($"The metadata service at {_root.Authority} responded with status {(int)response.StatusCode}.")),
            };
        }
        catch (Exception e) when (IsNobodyThere(e))
        {
            throw new ApiCredentialException($"The metadata service at {_root.Authority} cannot be reached; is this a virtual machine of Tencent Cloud?", e) { IsAbsent = true };
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // Somebody may well be there, so it is no reason to go on with another identity.
            throw new ApiCredentialException(
                FormattableString.Invariant($"The metadata service at {_root.Authority} cannot be reached: no response within {_timeout.TotalSeconds:0.###} s. Where there is none, leave the role of the machine out."), e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            Exception told = SafeCause.Of(e);
            throw new ApiCredentialException($"The metadata service at {_root.Authority} gave no whole response: {told.Message}", told);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, CancellationToken cancellationToken)
    {
        for (int connection = 1; ; connection++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            try
            {
                return await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (IsConnectTimeout(e) && connection < Connections && !cancellationToken.IsCancellationRequested)
            {
            }
        }
    }

    // The last of several attempts to connect timed out, the name is unknown, or somebody said that nobody listens there. Whatever else goes wrong is no proof of absence:
    // a network that is not up yet and a name server without a response pass.
    private static bool IsNobodyThere(Exception e) => IsConnectTimeout(e) || e is HttpRequestException
    {
        InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.ConnectionRefused or SocketError.HostUnreachable },
    };

    // How the handler reports its own limit on the time to connect.
    private static bool IsConnectTimeout(Exception e) => e is OperationCanceledException { InnerException: TimeoutException };

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxResponseBytes];
        int length = 0;
        using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (length < buffer.Length)
        {
            int read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer[..length];
            }

            length += read;
        }

        throw new ApiCredentialException("The metadata service's response is larger than 64 KiB, so it is not a credential.");
    }

    private static void Check(Uri root, string parameter)
    {
        ArgumentNullException.ThrowIfNull(root, parameter);
        if (!root.IsAbsoluteUri || root.UserInfo.Length > 0 || root.Query.Length > 0 || root.Fragment.Length > 0)
        {
            throw new ArgumentException("Endpoint must be an absolute address of scheme, host, port and path alone.", parameter);
        }

        bool isPlain = root.Scheme == Uri.UriSchemeHttp;
        if (!isPlain && root.Scheme != Uri.UriSchemeHttps)
        {
            throw new ArgumentException("Endpoint must be an http or https address.", parameter);
        }

        if (isPlain && !root.IsLoopback && !root.Host.Equals(KnownHost, StringComparison.OrdinalIgnoreCase) && !IsLinkLocal(root.Host))
        {
            throw new ArgumentException($"Endpoint must use https: plain http is allowed to {KnownHost}, link-local addresses and this machine only.", parameter);
        }
    }

    // RFC 3927: 169.254.0.0/16 never leaves the link. The vendor's service has the address 169.254.0.23.
    private static bool IsLinkLocal(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address)
        && (address.IsIPv6LinkLocal || (address.GetAddressBytes() is [169, 254, _, _]));
}
