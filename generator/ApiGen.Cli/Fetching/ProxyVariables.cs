using ApiGen.Cli.Commands;

namespace ApiGen.Cli.Fetching;

/// <summary>The variables of the environment that name a proxy. .NET passes over one that it cannot read, and connects without a proxy.</summary>
internal static class ProxyVariables
{
    private static readonly string[] Names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>Refuses a proxy that cannot be one. Its value may hold a password and is not shown.</summary>
    /// <exception cref="CommandException">A variable holds no address.</exception>
    public static void Require()
    {
        if (Names.FirstOrDefault(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value && !IsAddress(value.Trim())) is { } faulty)
        {
            throw new CommandException($"the variable {faulty} of the environment holds no address of a proxy, such as http://proxy.example.com:8080. Correct it, or take it away to connect without a proxy.");
        }
    }

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value.Contains("://", StringComparison.Ordinal) ? value : "http://" + value, UriKind.Absolute, out Uri? uri) && Schemes.Contains(uri.Scheme) && uri.Host.Length > 0;
}
