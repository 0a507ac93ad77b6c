using System.Diagnostics;

namespace ApiGen.Runtime.Hosting;

/// <summary>Where the credential comes from. With <see cref="RoleArn"/> the credential of the source assumes that role.</summary>
public sealed class CredentialSettings
{
    /// <summary>The source.</summary>
    public CredentialKind Kind { get; set; }

    /// <summary>The public half of the key pair.</summary>
    public string? SecretId { get; set; }

    /// <summary>The secret half. Keep it in a secret store or in environment variables, not in a file of the repository.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? SecretKey { get; set; }

    /// <summary>The token of a temporary key pair.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Token { get; set; }

    /// <summary>The profile, for <see cref="CredentialKind.ProfileFile"/> and <see cref="CredentialKind.Tccli"/>.</summary>
    public string? Profile { get; set; }

    /// <summary>The file, for <see cref="CredentialKind.ProfileFile"/>.</summary>
    public string? Path { get; set; }

    /// <summary>The machine's role, for <see cref="CredentialKind.CvmRole"/>; unset for the one that is bound to it.</summary>
    public string? RoleName { get; set; }

    /// <summary>A role to assume with the credential of the source, such as <c>qcs::cam::uin/12345678:roleName/testRoleName</c>.</summary>
    public string? RoleArn { get; set; }

    /// <summary>The name of the session in which the role is assumed.</summary>
    public string? RoleSessionName { get; set; }

    /// <summary>The ID that the role may demand of callers from other accounts.</summary>
    public string? ExternalId { get; set; }

    /// <summary>How long the role's credentials are valid.</summary>
    public TimeSpan? Duration { get; set; }

    /// <summary>The access host of the token service, such as <c>sts.intl.tencentcloudapi.com</c>; unset for the one in its spec.</summary>
    public string? TokenServiceHost { get; set; }

    /// <summary>The address to connect to for the token service instead of its access host. HTTPS, or HTTP to this machine.</summary>
    public Uri? TokenServiceEndpoint { get; set; }

    /// <summary>The kind and the names of what is set; never a value.</summary>
    public override string ToString() => $"{Kind} credential settings";
}
