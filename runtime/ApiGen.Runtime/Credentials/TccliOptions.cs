using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime;

/// <summary>Which profile of the vendor's command line <c>tccli</c> holds the credential.</summary>
public sealed class TccliOptions
{
    /// <summary>The folder of the profiles; null for <c>~/.tccli</c>.</summary>
    public string? Directory { get; set; }

    /// <summary>The profile; null for the one that the environment variable <c>TCCLI_PROFILE</c> names, else <c>default</c> (as the CLI itself does).</summary>
    public string? Profile { get; set; }

    /// <summary>The clock that expiry is judged by, and by which the file is looked at again, every 5 seconds at the most.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where it is logged that a changed file could not be read; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
