using System.Net;

namespace ApiGen.Runtime.Transport;

/// <summary>Name and password that stand in the address of a proxy, where .NET does not look for them.</summary>
internal static class ProxyCredentials
{
    /// <summary>The proxy, with the credentials of its address unless it has others.</summary>
    internal static IWebProxy FromAddress(IWebProxy proxy) =>
        proxy is WebProxy { Credentials: null, Address: { UserInfo.Length: > 0 } address } given && given.GetType() == typeof(WebProxy)
            ? new WebProxy(address, given.BypassProxyOnLocal, given.BypassList, In(address.UserInfo))
            : proxy;

    private static NetworkCredential In(string userInfo)
    {
        string[] parts = userInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
    }
}
