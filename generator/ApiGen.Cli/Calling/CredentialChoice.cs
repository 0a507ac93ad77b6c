namespace ApiGen.Cli.Calling;

/// <summary>Where a call's credential is taken from.</summary>
internal enum CredentialChoice
{
    /// <summary>The first source that has one.</summary>
    Any,

    /// <summary>The environment variables.</summary>
    Environment,

    /// <summary>The profile file that the vendor's SDKs share.</summary>
    Profile,

    /// <summary>The profile of the vendor's command line.</summary>
    Tccli,

    /// <summary>The role of the virtual machine.</summary>
    Machine,

    /// <summary>The role of the workload in Kubernetes.</summary>
    Kubernetes,

    /// <summary>The local gateway's own key pair, which is valid nowhere else.</summary>
    Example,
}
