using System.Net;
using ApiGen.Specs.Model;

namespace ApiGen.Emulator.Gateway;

/// <summary>The forms of a service's host. Source: the vendor's pages "Request Structure" of the international and the Chinese site.</summary>
internal static class AccessHost
{
    private const string Domain = ".tencentcloudapi.com";

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Whether the name tells which service is meant: one of the vendor's hosts, or a host that a spec gives.</summary>
    public static bool NamesService(string host, IEnumerable<ServiceModel> services) =>
        host.EndsWith(Domain, StringComparison.OrdinalIgnoreCase) || services.Any(service => IsEndpointOf(service, host));

    public static bool BelongsTo(ServiceModel service, string host) =>
        IsEndpointOf(service, host)
        || (host.EndsWith(Domain, StringComparison.OrdinalIgnoreCase) && IsScopeOf(service, FirstLabel(host)));

    /// <summary>Whether a credential scope may name the service so. Two names are right where the host's first label is not the service's own name.</summary>
    public static bool IsScopeOf(ServiceModel service, string scope) =>
        scope.Equals(service.Name, StringComparison.OrdinalIgnoreCase)
        || scope.Equals(FirstLabel(service.Endpoint), StringComparison.OrdinalIgnoreCase);

    /// <summary>The hosts that a client may have signed while it connects to the loopback instead.</summary>
    public static IEnumerable<string> Of(ServiceModel service, string? region) => Of(FirstLabel(service.Endpoint), region).Prepend(service.Endpoint);

    /// <summary>The vendor's hosts of a service that is known by its first label alone.</summary>
    public static IEnumerable<string> Of(string label, string? region)
    {
        yield return $"{label}.intl{Domain}";
        yield return $"{label}{Domain}";
        if (region is not null)
        {
            yield return $"{label}.{region}{Domain}";
            yield return $"{label}.{region}.intl{Domain}";
        }
    }

    public static string FirstLabel(string host)
    {
        int dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? host : host[..dot];
    }

    private static bool IsEndpointOf(ServiceModel service, string host) =>
        host.Equals(service.Endpoint, StringComparison.OrdinalIgnoreCase);
}
