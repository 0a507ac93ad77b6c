using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Hosting.Settings;

/// <summary>Makes the credential provider that the settings describe.</summary>
internal sealed class CredentialFactory(TimeProvider time, ILoggerFactory? loggerFactory)
{
    /// <summary>Whether the settings say where the credential comes from, or what role is assumed.</summary>
    internal static bool IsNamed(CredentialSettings settings) => KindOf(settings) != CredentialKind.Unspecified || Setting.TextOf(settings.RoleArn) is not null;

    /// <summary>The provider; null when the settings name no source, so that the role, if any, is assumed with what the application has.</summary>
    /// <exception cref="ArgumentException">A setting is missing or not usable; the parameter is its name.</exception>
    internal ICredentialProvider? Create(CredentialSettings settings) => KindOf(settings) switch
    {
        CredentialKind.Unspecified => null,
        CredentialKind.Default => CreateDefault(),
        CredentialKind.Static => new TencentCloudCredential(Setting.TextOf(settings.SecretId)!, Setting.TextOf(settings.SecretKey)!, Setting.TextOf(settings.Token)),
        CredentialKind.Environment => new EnvironmentCredentialProvider(),
        CredentialKind.ProfileFile => new ProfileFileCredentialProvider(ProfileFile(settings)),
        CredentialKind.Tccli => new TccliCredentialProvider(new TccliOptions { Profile = Setting.TextOf(settings.Profile), TimeProvider = time, LoggerFactory = loggerFactory }),
        CredentialKind.CvmRole => new CvmRoleCredentialProvider(new CvmRoleOptions { RoleName = Setting.TextOf(settings.RoleName), Refresh = Refresh() }),
        CredentialKind.TkeOidc => new TkeOidcCredentialProvider(WithSession(new TkeOidcOptions { Refresh = Refresh(), Client = TokenService(settings) }, settings)),
        _ => throw Complaint(nameof(settings.Kind), $"{SettingFormats.Choice<CredentialKind>(nameof(CredentialKind.Unspecified)).Complaint}."),
    };

    /// <summary>The provider that looks where the vendor's SDKs do.</summary>
    internal DefaultCredentialProvider CreateDefault() => new(new DefaultCredentialOptions
    {
        ProfileFile = new ProfileFileOptions { TimeProvider = time, LoggerFactory = loggerFactory },
        Tccli = new TccliOptions { TimeProvider = time, LoggerFactory = loggerFactory },
        CvmRole = new CvmRoleOptions { Refresh = Refresh() },
        TkeOidc = new TkeOidcOptions { Refresh = Refresh() },
        LoggerFactory = loggerFactory,
    });

    /// <summary>The provider itself, or the one that assumes the role that the settings name with it.</summary>
    /// <exception cref="ArgumentException">A setting is not usable; the parameter is its name.</exception>
    internal ICredentialProvider AssumeRole(ICredentialProvider source, CredentialSettings settings)
    {
        if (Setting.TextOf(settings.RoleArn) is not { } role)
        {
            bool isForRole = Setting.TextOf(settings.ExternalId) is not null
                || (settings.Kind is not CredentialKind.TkeOidc && (Setting.TextOf(settings.RoleSessionName) is not null || settings.Duration is not null));
            return isForRole
                ? throw Complaint(nameof(settings.RoleArn), "is not set, but RoleSessionName, ExternalId or Duration is, which belong to a role.")
                : source;
        }

        AssumeRoleOptions options = new()
        {
            RoleArn = role,
            ExternalId = Setting.TextOf(settings.ExternalId),
            Client = TokenService(settings),
            Refresh = Refresh(),
        };
        return new AssumeRoleCredentialProvider(source, WithSession(options, settings));
    }

    private static T WithSession<T>(T options, CredentialSettings settings)
        where T : RoleOptions
    {
        options.RoleSessionName = Setting.TextOf(settings.RoleSessionName);
        if (settings.Duration is { } duration)
        {
            options.Duration = duration >= TimeSpan.FromSeconds(1) && duration <= TimeSpan.FromHours(12)
                ? duration
                : throw Complaint(nameof(settings.Duration), "takes 1 second to 12 hours.");
        }

        return options;
    }

    // The parameter of the exception tells the setting that it is about.
    private static ArgumentException Complaint(string setting, string reason) => new(reason, setting);

    /// <summary>The kind that the settings name, or that a key pair in them stands for.</summary>
    internal static CredentialKind KindOf(CredentialSettings settings) =>
        settings.Kind is CredentialKind.Unspecified && (Setting.TextOf(settings.SecretId) ?? Setting.TextOf(settings.SecretKey)) is not null
            ? CredentialKind.Static
            : settings.Kind;

    /// <summary>The kinds that a setting belongs to; null when it does not depend on the kind, or belongs to a role whatever the kind.</summary>
    internal static CredentialKind[]? KindsOf(string key) => key switch
    {
        "Credentials:SecretId" or "Credentials:SecretKey" or "Credentials:Token" => [CredentialKind.Static],
        "Credentials:Path" => [CredentialKind.ProfileFile],
        "Credentials:Profile" => [CredentialKind.ProfileFile, CredentialKind.Tccli],
        "Credentials:RoleName" => [CredentialKind.CvmRole],
        _ => null,
    };

    private ProfileFileOptions ProfileFile(CredentialSettings settings)
    {
        ProfileFileOptions options = new() { Path = Setting.TextOf(settings.Path), TimeProvider = time, LoggerFactory = loggerFactory };
        options.Profile = Setting.TextOf(settings.Profile) ?? options.Profile;
        return options;
    }

    private CredentialRefreshOptions Refresh() => new() { TimeProvider = time, LoggerFactory = loggerFactory };

    private ApiClientOptions TokenService(CredentialSettings settings) => new()
    {
        AccessHost = Setting.TextOf(settings.TokenServiceHost),
        Endpoint = settings.TokenServiceEndpoint,
        TimeProvider = time,
        LoggerFactory = loggerFactory,
    };
}
