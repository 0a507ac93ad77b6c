using ApiGen.Runtime.Credentials;
using ApiGen.Runtime.Pipeline;
using ApiGen.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime;

/// <summary>
/// Takes the credential from the profile file that the vendor's SDKs share, an INI file with the names <c>secret_id</c>,
/// <c>secret_key</c> and, for temporary ones, <c>token</c>. A changed file takes effect within seconds.
/// </summary>
public sealed class ProfileFileCredentialProvider : ICredentialProvider
{
    /// <summary>The variable that names another file.</summary>
    public const string FileVariable = "TENCENTCLOUD_CREDENTIALS_FILE";

    private const string Source = "Profile file";

    private readonly CredentialEnvironment _environment;
    private readonly CredentialFile _file;
    private readonly string? _path;
    private readonly string _profile;
    private volatile string? _accountKey;

    /// <summary>Makes a provider. The file is read with the first call.</summary>
    /// <param name="options">Which file and profile; null for the defaults.</param>
    /// <exception cref="ArgumentException">The path or the profile is empty.</exception>
    public ProfileFileCredentialProvider(ProfileFileOptions? options = null)
        : this(options, CredentialEnvironment.Process)
    {
    }

    internal ProfileFileCredentialProvider(ProfileFileOptions? options, CredentialEnvironment environment)
    {
        options ??= new ProfileFileOptions();
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Profile, nameof(options.Profile));
        if (options.Path is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(options.Path, nameof(options.Path));
        }

        _environment = environment;
        _path = options.Path;
        _profile = options.Profile;
        ILogger logger = HarmlessLogger.Of(options.LoggerFactory, CredentialLog.Category);
        _file = new CredentialFile(options.TimeProvider, logger, Source, Locate, Parse);
    }

    /// <summary>The public half of a lasting key; for a temporary one, whose changes, the profile's name and the file that the options name.</summary>
    public string AccountKey => _accountKey ?? FindAccountKey();

    /// <inheritdoc/>
    public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) => new(_file.Get());

    /// <inheritdoc/>
    public bool Invalidate(TencentCloudCredential refused) => _file.Invalidate(refused);

    /// <inheritdoc/>
    public void LearnServiceTime(DateTimeOffset serviceTime) => _file.LearnServiceTime(serviceTime);

    /// <summary>What the credential is taken from.</summary>
    public override string ToString() => $"the profile file [{_profile}]";

    // Two files with a profile of one name are two accounts.
    private string ProfileKey => _path is null ? $"profile:{_profile}" : $"profile:{_profile}@{Path.GetFullPath(_path)}";

    private string FindAccountKey()
    {
        try
        {
            TencentCloudCredential credential = _file.Get();
            return _accountKey = credential.IsTemporary ? ProfileKey : credential.SecretId;
        }
        catch (ApiCredentialException)
        {
            // The call that follows reports it.
            return ProfileKey;
        }
    }

    private string Locate()
    {
        if ((_path ?? _environment.Variable(FileVariable)) is { } named)
        {
            return File.Exists(named) || Directory.Exists(named)
                ? named
                : throw new ApiCredentialException($"The profile file {named} does not exist{(_path is null ? $"; the environment variable {FileVariable} names it" : "")}.");
        }

        string? own = _environment.InHome(".tencentcloud", "credentials");
        const string Shared = "/etc/tencentcloud/credentials";
        if (own is not null && File.Exists(own))
        {
            return own;
        }

        return !OperatingSystem.IsWindows() && File.Exists(Shared)
            ? Shared
            : throw new ApiCredentialException(own is null ? "There is no home folder with a profile file." : $"There is no profile file {own}.") { IsAbsent = true };
    }

    private TencentCloudCredential Parse(string path, byte[] content, DateTimeOffset now)
    {
        string source = $"{Source} {path}";
        string text = CredentialFileText.Decode(content);
        IniSection section = IniSection.Read(text, _profile, source)
            ?? throw new ApiCredentialException($"{source}: has no section [{_profile}]{(NearName.Nearest(_profile, IniSection.SectionsOf(text)) is { } near ? $"; did you mean [{near}]?" : ".")}");
        CredentialNames names = new($"{source}, section [{_profile}]", "secret_id", "secret_key", "token") { Written = section.Names };
        return names.Create(section["secret_id"], section["secret_key"], section["token"]);
    }
}
