using System.Buffers;
using System.Net;

namespace ApiGen.Runtime.Pipeline;

/// <summary>Whether options can be meant as they are. Each message says which option it is about and what it takes.</summary>
internal static class OptionChecks
{
    private static readonly SearchValues<char> RegionCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The languages that the vendor documents for the header X-TC-Language; null and the empty text for none.</summary>
    /// <exception cref="ArgumentException">It is another one.</exception>
    internal static string? Language(string? language, string option) => language switch
    {
        null or "" => null,
        "zh-CN" or "en-US" => language,
        _ => throw new ArgumentException("Language is zh-CN or en-US, written so.", option),
    };

    /// <summary>A region; null and the empty text for none. There is no list of all regions, but those that there are consist of small letters, digits and hyphens.</summary>
    /// <exception cref="ArgumentException">It cannot be one.</exception>
    internal static string? Region(string? region, string option) =>
        ClientSettings.Optional(region, option) is { } given && given.AsSpan().ContainsAnyExcept(RegionCharacters)
            ? throw new ArgumentException("A region consists of small letters, digits and hyphens, such as ap-singapore.", option)
            : string.IsNullOrEmpty(region) ? null : region;

    /// <summary>The mode of a throttle.</summary>
    /// <exception cref="ArgumentException">It is a number without name.</exception>
    internal static void Mode(ThrottleMode mode, string option)
    {
        if (!Enum.IsDefined(mode))
        {
            throw new ArgumentException($"Throttle.Mode is none of {string.Join(", ", Enum.GetNames<ThrottleMode>())}.", option);
        }
    }

    /// <summary>A proxy. .NET looks at scheme, host and port alone.</summary>
    /// <exception cref="ArgumentException">Its address has more.</exception>
    internal static void Proxy(IWebProxy? proxy, string option)
    {
        if (proxy is WebProxy { Address: { } address } && (!address.IsAbsoluteUri || address.AbsolutePath.Length > 1 || address.Query.Length > 0 || address.Fragment.Length > 0))
        {
            throw new ArgumentException("Proxy is scheme, host and port alone, such as http://proxy.example:8080.", option);
        }
    }

    /// <summary>What is set in vain beside other options.</summary>
    /// <exception cref="ArgumentException">There is such an option.</exception>
    internal static void Effects(ApiClientOptions options, string parameter)
    {
        string? mistake = options switch
        {
            { Proxy: not null, HttpMessageHandler: not null } or { Proxy: not null, HttpClientFactory: not null } =>
                "Proxy has no effect beside an HTTP handler of your own: give the proxy to that handler.",
            { BackupEndpoint: not null, BackupAccessHost: null } => "BackupEndpoint has no effect without BackupAccessHost.",
            _ => null,
        };
        if (mistake is not null)
        {
            throw new ArgumentException(mistake, parameter);
        }
    }
}
