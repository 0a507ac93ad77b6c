using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime;

/// <summary>Which profile of which file holds the credential.</summary>
public sealed class ProfileFileOptions
{
    /// <summary>
    /// The file; null for the one that the environment variable <c>TENCENTCLOUD_CREDENTIALS_FILE</c> names, else
    /// <c>~/.tencentcloud/credentials</c>, else <c>/etc/tencentcloud/credentials</c> (as the vendor's Go, Python and Java SDKs look for it).
    /// </summary>
    public string? Path { get; set; }

    /// <summary>The section of the file; <c>default</c> unless set.</summary>
    public string Profile { get; set; } = "default";

    /// <summary>The clock by which the file is looked at again, every 5 seconds at the most.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where it is logged that a changed file could not be read; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
