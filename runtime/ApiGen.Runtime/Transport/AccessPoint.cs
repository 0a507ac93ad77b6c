using ApiGen.Runtime.Buffers;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Transport;

/// <summary>An access host with the address to connect to for it, and what the client keeps for each action there.</summary>
internal sealed class AccessPoint
{
    private readonly KeptByAction<ApiAction, ActionChannel> _channels = new(ReferenceEqualityComparer.Instance);

    internal AccessPoint(string host, Uri? endpoint, string hostOption, string endpointOption)
    {
        HeaderText.Check(host, hostOption);
        string name = host.Trim('[', ']');
        UriHostNameType kind = Uri.CheckHostName(name);
        if (kind == UriHostNameType.Unknown || (kind != UriHostNameType.IPv6 && host.AsSpan().ContainsAny('[', ']')))
        {
            throw new ArgumentException($"{hostOption} is not a host name; give the name alone, without scheme, port or path.", hostOption);
        }

        CheckEndpoint(endpoint, endpointOption);

        // An address of version 6 stands in brackets, in the Host header as in a URI (RFC 3986, section 3.2.2). What is signed is what .NET writes into that header: the
        // shortest form, in lower case, without a zone, which says how to connect.
        Uri own = new($"https://{(kind == UriHostNameType.IPv6 ? $"[{name}]" : name)}/");
        Host = own.Host;
        if (own.HostNameType == UriHostNameType.IPv4 && Host != name)
        {
            throw new ArgumentException($"{hostOption} is not a host name: .NET reads it as the address {Host}; write an address of version 4 as four plain decimal numbers.", hostOption);
        }

        // No name ends in a number (URL standard, "ends-in-a-number checker"): it is meant as an address, and is none.
        string plain = name.TrimEnd('.');
        if (own.HostNameType == UriHostNameType.Dns && !plain.AsSpan(plain.LastIndexOf('.') + 1).ContainsAnyExceptInRange('0', '9'))
        {
            throw new ArgumentException($"{hostOption} is not a host name, nor an address: one of version 4 consists of four plain decimal numbers up to 255.", hostOption);
        }

        Address = endpoint ?? own;
        IsDirect = Address.Authority == Host;

        // Over TLS the header names the endpoint: .NET asks for the certificate of the host that this header names. What stands at the endpoint
        // passes the request on under the access host, which is the one that is signed.
        HostHeader = IsDirect || Address.Scheme == Uri.UriSchemeHttps ? null : Host;
    }

    /// <summary>The host that is signed.</summary>
    internal string Host { get; }

    /// <summary>The address to connect to.</summary>
    internal Uri Address { get; }

    /// <summary>The <c>Host</c> header; null when the address gives the right one by itself.</summary>
    internal string? HostHeader { get; }

    /// <summary>Whether the address is the access host itself.</summary>
    internal bool IsDirect { get; }

    internal ActionChannel ChannelOf(ApiAction action) =>
        _channels.GetOrAdd(action, static (a, self) => new ActionChannel(a, self), this);

    private static void CheckEndpoint(Uri? endpoint, string option)
    {
        if (endpoint is null)
        {
            return;
        }

        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp))
        {
            throw new ArgumentException($"{option} must be an absolute https address.", option);
        }

        if (endpoint.Scheme == Uri.UriSchemeHttp && !Loopback.Is(endpoint))
        {
            throw new ArgumentException($"{option} must use https: plain http is allowed to this machine (localhost, 127.0.0.1, [::1]) only.", option);
        }

        if (endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            throw new ArgumentException($"{option} must be scheme, host, port and path alone.", option);
        }
    }
}
