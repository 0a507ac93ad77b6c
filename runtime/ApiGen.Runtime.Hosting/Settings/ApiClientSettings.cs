using System.Diagnostics;
using ApiGen.Runtime.Hosting.Settings;

namespace ApiGen.Runtime.Hosting;

/// <summary>
/// The settings of a client as configuration holds them. What is not set stays as <see cref="ApiClientOptions"/> has it; see there for
/// the meaning of each. Checked when the application starts.
/// </summary>
public sealed class ApiClientSettings
{
    /// <summary>
    /// The region of the data, such as <c>ap-singapore</c>. A service whose actions need one does not start without; the empty text says that each
    /// call, or each client of the factory, names its own.
    /// </summary>
    public string? Region { get; set; }

    /// <summary>The address to connect to instead of the access host, such as a proxy or a local gateway. HTTPS, or HTTP to this machine.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The host that is called and signed.</summary>
    public string? AccessHost { get; set; }

    /// <summary>A second access host for when connections to the first keep failing.</summary>
    public string? BackupAccessHost { get; set; }

    /// <summary>The address to connect to for the second access host.</summary>
    public Uri? BackupEndpoint { get; set; }

    /// <summary>
    /// The proxy that the requests go through, such as <c>http://proxy.example:8080</c>, with name and password in front of the host if it asks for them; null
    /// for the one that the environment names. Calls to this machine use neither. No message shows it.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Uri? Proxy { get; set; }

    /// <summary>How many attempts in a row must get no response before the second access host is used. At least 1.</summary>
    public int? FailuresBeforeBackup { get; set; }

    /// <summary>How long a call may take as a whole, as <c>00:01:00</c>.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>How long an attempt of a call may take that another may follow.</summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>The language of what the service returns, <c>zh-CN</c> or <c>en-US</c>.</summary>
    public string? Language { get; set; }

    /// <summary>What stands for the account when calls are counted; see <see cref="ApiClientOptions.AccountKey"/>.</summary>
    public string? AccountKey { get; set; }

    /// <summary>What the service's records should name as the calling program.</summary>
    public string? RequestClient { get; set; }

    /// <summary>The largest response that is read, in bytes after decompression. At least 1.</summary>
    public long? MaxResponseBytes { get; set; }

    /// <summary>Whether <see cref="ApiResponseText"/> keeps what the service sends.</summary>
    public bool? KeepResponseText { get; set; }

    /// <summary>Whether bodies are logged, at the level Trace, capped and redacted.</summary>
    public bool? LogBodies { get; set; }

    /// <summary>How failed calls are repeated.</summary>
    public RetrySettings Retry
    {
        get;
        set => field = value ?? Missing<RetrySettings>(nameof(Retry));
    } = new();

    /// <summary>How the client keeps to the documented request frequency limits.</summary>
    public ThrottleSettings Throttle
    {
        get;
        set => field = value ?? Missing<ThrottleSettings>(nameof(Throttle));
    } = new();

    /// <summary>Where the credential comes from.</summary>
    public CredentialSettings Credentials
    {
        get;
        set => field = value ?? Missing<CredentialSettings>(nameof(Credentials));
    } = new();

    /// <summary>What could not be read from the configuration, or given in code.</summary>
    internal List<Mistake> Mistakes { get; } = [];

    // Told at the start, by its key, as every mistake is.
    private T Missing<T>(string group)
        where T : new()
    {
        Mistakes.Add(new Mistake(group, "is null. Leave the group as it is, or give another."));
        return new T();
    }
}
