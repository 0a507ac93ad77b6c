using System.Buffers;
using System.Diagnostics;
using System.Net;
using ApiGen.Explorer.Code;
using ApiGen.Runtime;

namespace ApiGen.Explorer;

/// <summary>How an explorer behaves.</summary>
public sealed class ApiExplorerOptions
{
    private static readonly SearchValues<char> NotInPaths = SearchValues.Create("{}*?#%\\ ");

    // Routing takes 28 in all, and the longest address of a page has five of its own.
    private const int MostSegments = 20;

    /// <summary>Where the pages begin, such as <c>/explorer</c>, the default; empty for the root of the host.</summary>
    public string Path { get; set; } = "/explorer";

    /// <summary>What is shown; null, the default, for the specs that come with ApiGen.</summary>
    public ApiExplorerSpecs? Specs { get; set; }

    /// <summary>
    /// Who calls the real services; null, the default, for nobody: then calls go to the embedded gateway alone. What the provider hands out stays in this
    /// process: no page shows any of it.
    /// </summary>
    public ICredentialProvider? Credentials { get; set; }

    /// <summary>
    /// The token that a caller from another machine must give, once, as <c>?token=</c> behind the address; at least 16 characters. Null, the default: callers
    /// from this machine alone are served, without one.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Token { get; set; }

    /// <summary>
    /// The names that the host of an address may have beside <c>localhost</c> and IP addresses, such as <c>build-7.example.com</c>. Calls to any other name are
    /// refused: a page of a stranger may have made that name lead here. A name stands alone, without scheme, port, path or wildcard.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>The loopback port of the embedded gateway; 0, the default, lets the system choose a free one.</summary>
    public int GatewayPort { get; set; }

    /// <summary>How many of the last calls the journal of the gateway keeps; 1,000 unless set. At least 1.</summary>
    public int JournalLength { get; set; } = 1_000;

    /// <summary>The clock for signatures, pauses and the journal.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How the code that is shown names <see cref="Credentials"/>.</summary>
    internal SampleCredential SampleCredential { get; set; } = SampleCredential.OfApplication;

    /// <summary>Whether a text can be the host of an address.</summary>
    internal static bool IsHost(string? text) => Uri.CheckHostName(text) != UriHostNameType.Unknown;

    /// <summary>What is wrong with a text that cannot be the host of an address.</summary>
    internal static string HostFault(string? text) => $"'{text}' is no name of a host, such as build-7.example.com, without scheme, port, path and wildcards.";

    internal ApiExplorerOptions Checked()
    {
        if (!IsPath(Path))
        {
            throw new ArgumentException($"The path `{Path}` cannot begin the explorer's addresses: give one such as /explorer, of at most {MostSegments} segments, or an empty text.", nameof(Path));
        }

        if (Token is { Length: < 16 })
        {
            throw new ArgumentException("The explorer's token is too short: give at least 16 characters that nobody can guess.", nameof(Token));
        }

        if (AllowedHosts.FirstOrDefault(static host => !IsHost(host)) is { } fault)
        {
            throw new ArgumentException(HostFault(fault), nameof(AllowedHosts));
        }

        if (GatewayPort is < 0 or > IPEndPoint.MaxPort)
        {
            throw new ArgumentOutOfRangeException(nameof(GatewayPort), GatewayPort, "The port of the embedded gateway is from 0 to 65535; 0 lets the system choose.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(JournalLength, 1);
        return this;
    }

    private static bool IsPath(string? path) => path is ""
        || (path is ['/', .. var rest] && rest.Split('/') is { Length: <= MostSegments } segments
            && segments.All(static segment => segment is not ("" or "." or "..") && !segment.AsSpan().ContainsAny(NotInPaths) && !segment.Any(char.IsControl)));
}
