using ApiGen.Runtime.Credentials;

namespace ApiGen.Runtime;

/// <summary>
/// Looks for a credential where the vendor's SDKs do and in their order: environment variables, profile file, role of the virtual
/// machine, role of the Kubernetes workload (as in DefaultCredentialProvider of the Python SDK and DefaultCredentialsProvider of
/// the Java SDK). The command line's profile, which they leave out, is asked after the profile file.
/// </summary>
/// <remarks>
/// Two differences. A source that is there but faulty ends the search with a clear error, where the vendor's SDKs go on and may end
/// up with another account. And a workload in Kubernetes on a machine with a role gets the machine's role, as with the vendor; to have the
/// workload's own, use <see cref="TkeOidcCredentialProvider"/>, or leave <see cref="DefaultCredentialOptions.CvmRole"/> out.
/// </remarks>
public sealed class DefaultCredentialProvider : CredentialChain
{
    /// <summary>Makes a provider. Nothing is read or asked before the first call.</summary>
    /// <param name="options">How the sources are asked; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is not usable; the message says which.</exception>
    public DefaultCredentialProvider(DefaultCredentialOptions? options = null)
        : base(Sources(options ?? new DefaultCredentialOptions(), CredentialEnvironment.Process, new EnvironmentCredentialProvider()), options?.LoggerFactory)
    {
    }

    internal DefaultCredentialProvider(DefaultCredentialOptions options, CredentialEnvironment environment, ICredentialProvider variables)
        : base(Sources(options, environment, variables), options.LoggerFactory)
    {
    }

    private static List<ICredentialProvider> Sources(DefaultCredentialOptions options, CredentialEnvironment environment, ICredentialProvider variables)
    {
        List<ICredentialProvider> sources = [variables, new ProfileFileCredentialProvider(options.ProfileFile, environment)];
        if (options.Tccli is { } tccli)
        {
            sources.Add(new TccliCredentialProvider(tccli, environment));
        }

        if (options.CvmRole is { } cvm)
        {
            sources.Add(new CvmRoleCredentialProvider(cvm));
        }

        if (options.TkeOidc is { } tke)
        {
            sources.Add(new TkeOidcCredentialProvider(tke, environment));
        }

        return sources;
    }
}
