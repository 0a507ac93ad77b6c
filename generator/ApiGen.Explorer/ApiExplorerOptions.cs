using System.Buffers;
using ApiGen.Runtime;

namespace ApiGen.Explorer;

/// <summary>How an explorer behaves.</summary>
public sealed class ApiExplorerOptions
{
    private static readonly SearchValues<char> NotInPaths = SearchValues.Create("{}*?# ");

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
    public string? Token { get; set; }

    /// <summary>
    /// The names that the host of an address may have beside <c>localhost</c> and IP addresses, such as <c>build-7.example.com</c>. Calls to any other name are
    /// refused: a page of a stranger may have made that name lead here.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>The loopback port of the embedded gateway; 0, the default, lets the system choose a free one.</summary>
    public int GatewayPort { get; set; }

    /// <summary>How many of the last calls the journal of the gateway keeps; 1,000 unless set. At least 1.</summary>
    public int JournalLength { get; set; } = 1_000;

    /// <summary>The clock for signatures, pauses and the journal.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal ApiExplorerOptions Checked()
    {
        if (Path.Length > 0 && (Path[0] != '/' || Path.EndsWith('/') || Path.AsSpan().ContainsAny(NotInPaths)))
        {
            throw new ArgumentException($"The path `{Path}` cannot begin the explorer's addresses: give one such as /explorer, or an empty text.", nameof(Path));
        }

        if (Token is { Length: < 16 })
        {
            throw new ArgumentException("The explorer's token is too short: give at least 16 characters that nobody can guess.", nameof(Token));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(JournalLength, 1);
        return this;
    }
}
