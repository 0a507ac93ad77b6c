using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime;

/// <summary>How the sources of the default chain are asked.</summary>
public sealed class DefaultCredentialOptions
{
    /// <summary>Which profile file is read.</summary>
    public ProfileFileOptions ProfileFile { get; set; } = new();

    /// <summary>Which profile of the command line is read; null to leave the command line's profile out, which the vendor's SDKs do not know.</summary>
    public TccliOptions? Tccli { get; set; } = new();

    /// <summary>How the machine's role is asked for; null to leave it out, where no metadata service is to be waited for.</summary>
    public CvmRoleOptions? CvmRole { get; set; } = new();

    /// <summary>How the role of a workload in Kubernetes is assumed; null to leave it out.</summary>
    public TkeOidcOptions? TkeOidc { get; set; } = new();

    /// <summary>Where it is logged which source was chosen; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }
}
