using ApiGen.Emulator;
using ApiGen.Runtime;

namespace ApiGen.Cli.Calling;

/// <summary>Chooses what a call is signed with.</summary>
internal static class CallCredentials
{
    /// <summary>The provider of the credential. Nothing is read before the call.</summary>
    /// <param name="source">The source that a person chose.</param>
    /// <param name="profile">The profile in the files that have several; null for their own default.</param>
    /// <param name="isLocal">Whether the call goes to this machine.</param>
    /// <exception cref="ArgumentException">The profile's name is empty.</exception>
    public static ICredentialProvider Choose(CredentialChoice source, string? profile, bool isLocal) => source switch
    {
        CredentialChoice.Environment => new EnvironmentCredentialProvider(),
        CredentialChoice.Profile => new ProfileFileCredentialProvider(ProfileFile(profile)),
        CredentialChoice.Tccli => new TccliCredentialProvider(new TccliOptions { Profile = profile }),
        CredentialChoice.Machine => new CvmRoleCredentialProvider(),
        CredentialChoice.Kubernetes => new TkeOidcCredentialProvider(),
        CredentialChoice.Example => Example(),
        _ when isLocal => Local(profile),
        _ => new DefaultCredentialProvider(new DefaultCredentialOptions { ProfileFile = ProfileFile(profile), Tccli = new TccliOptions { Profile = profile } }),
    };

    // A gateway on this machine is no reason to wait for the machine's role, and it knows a key pair of its own.
    private static CredentialChain Local(string? profile) => new(
        new EnvironmentCredentialProvider(),
        new ProfileFileCredentialProvider(ProfileFile(profile)),
        new TccliCredentialProvider(new TccliOptions { Profile = profile }),
        Example());

    private static TencentCloudCredential Example() => new(ApiEmulator.ExampleSecretId, ApiEmulator.ExampleSecretKey);

    private static ProfileFileOptions ProfileFile(string? profile)
    {
        ProfileFileOptions options = new();
        if (profile is not null)
        {
            options.Profile = profile;
        }

        return options;
    }
}
