namespace ApiGen.Runtime.Hosting;

/// <summary>The sources of a credential that configuration can name.</summary>
public enum CredentialKind
{
    /// <summary>A key pair in the configuration itself when there is one; else an <see cref="ICredentialProvider"/> of the application when there is one; else <see cref="Default"/>.</summary>
    Unspecified,

    /// <summary>Wherever the vendor's SDKs look, in their order: <see cref="DefaultCredentialProvider"/>.</summary>
    Default,

    /// <summary>The key pair in the configuration itself, from a secret store for example.</summary>
    Static,

    /// <summary>Environment variables: <see cref="EnvironmentCredentialProvider"/>.</summary>
    Environment,

    /// <summary>The profile file that the vendor's SDKs share: <see cref="ProfileFileCredentialProvider"/>.</summary>
    ProfileFile,

    /// <summary>The profile of the vendor's command line: <see cref="TccliCredentialProvider"/>.</summary>
    Tccli,

    /// <summary>The role of the virtual machine: <see cref="CvmRoleCredentialProvider"/>.</summary>
    CvmRole,

    /// <summary>The role of the workload in Kubernetes: <see cref="TkeOidcCredentialProvider"/>.</summary>
    TkeOidc,
}
