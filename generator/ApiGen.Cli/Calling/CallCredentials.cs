using ApiGen.Cli.Commands;
using ApiGen.Emulator;
using ApiGen.Explorer.Code;
using ApiGen.Runtime;
using ApiGen.Specs.Naming;

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
        // Whoever names a profile means it, whatever the environment says: only the files have profiles.
        _ when profile is not null => new CredentialChain(new ProfileFileCredentialProvider(ProfileFile(profile)), new TccliCredentialProvider(new TccliOptions { Profile = profile })),
        _ when isLocal => Local(),
        _ => new DefaultCredentialProvider(),
    };

    /// <summary>How code and a command name the same source.</summary>
    /// <param name="source">The source that a person chose.</param>
    /// <param name="profile">The profile in the files that have several; null for their own default.</param>
    public static SampleCredential InCode(CredentialChoice source, string? profile)
    {
        string options = profile is null ? "" : $"{{ Profile = {CSharpLiteral.Of(profile)} }}";
        string code = source switch
        {
            CredentialChoice.Environment => "new EnvironmentCredentialProvider()",
            CredentialChoice.Profile => $"new ProfileFileCredentialProvider({OptionsOf("ProfileFileOptions")})",
            CredentialChoice.Tccli => $"new TccliCredentialProvider({OptionsOf("TccliOptions")})",
            CredentialChoice.Machine => "new CvmRoleCredentialProvider()",
            CredentialChoice.Kubernetes => "new TkeOidcCredentialProvider()",
            _ when profile is null => "new DefaultCredentialProvider()",
            _ => $"new CredentialChain(new ProfileFileCredentialProvider({OptionsOf("ProfileFileOptions")}), new TccliCredentialProvider({OptionsOf("TccliOptions")}))",
        };
        string[] chosen = source == CredentialChoice.Any ? [] : ["--credential", source.ToString()];
        return new SampleCredential(code, profile is null ? chosen : [.. chosen, "--profile", profile]);

        string OptionsOf(string type) => profile is null ? "" : $"new {type} {options}";
    }

    /// <summary>Refuses a profile beside a source that has none.</summary>
    /// <exception cref="CommandException">The profile would have no effect.</exception>
    public static void RequireFit(CredentialChoice source, string? profile)
    {
        if (profile is not null && source is not (CredentialChoice.Any or CredentialChoice.Profile or CredentialChoice.Tccli))
        {
            throw new CommandException($"--profile has no effect beside --credential {source}, which has no profiles. Give one of the two.");
        }
    }

    // A gateway on this machine is no reason to wait for the machine's role, and it knows a key pair of its own.
    private static CredentialChain Local() =>
        new(new EnvironmentCredentialProvider(), new ProfileFileCredentialProvider(), new TccliCredentialProvider(), Example());

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
