using System.Text;
using System.Text.Json;
using ApiGen.Runtime.Credentials;
using ApiGen.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime;

/// <summary>
/// Takes the credential from the profile of the vendor's command line, <c>~/.tccli/&lt;profile&gt;.credential</c>: keys that
/// <c>tccli configure</c> wrote, or temporary ones of <c>tccli auth login</c>. The CLI renews the latter whenever it runs; a
/// changed file takes effect within seconds.
/// </summary>
public sealed class TccliCredentialProvider : ICredentialProvider
{
    /// <summary>The variable that names another profile.</summary>
    public const string ProfileVariable = "TCCLI_PROFILE";

    private const string Source = "tccli profile";

    private readonly CredentialEnvironment _environment;
    private readonly TccliOptions _options;
    private readonly CredentialFile _file;
    private volatile string? _accountKey;

    /// <summary>Makes a provider. The file is read with the first call.</summary>
    /// <param name="options">Which profile; null for the defaults.</param>
    /// <exception cref="ArgumentException">The directory or the profile is empty, or the profile is a path.</exception>
    public TccliCredentialProvider(TccliOptions? options = null)
        : this(options, CredentialEnvironment.Process)
    {
    }

    internal TccliCredentialProvider(TccliOptions? options, CredentialEnvironment environment)
    {
        _environment = environment;
        _options = new TccliOptions
        {
            Directory = options?.Directory,
            Profile = options?.Profile,
            TimeProvider = options?.TimeProvider ?? TimeProvider.System,
            LoggerFactory = options?.LoggerFactory,
        };
        if (_options.Directory is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(_options.Directory, nameof(options.Directory));
        }

        if (_options.Profile is { } profile && !IsFileName(profile))
        {
            throw new ArgumentException("Profile is the name of a profile, not a path, and not empty.", nameof(options));
        }

        ILogger logger = HarmlessLogger.Of(_options.LoggerFactory, CredentialLog.Category);
        _file = new CredentialFile(_options.TimeProvider, logger, Source, Locate, Parse);
    }

    /// <summary>The public half of a lasting key; for a temporary one, whose changes, the profile's name.</summary>
    public string AccountKey => _accountKey ?? FindAccountKey();

    /// <inheritdoc/>
    public ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken) => new(_file.Get());

    /// <inheritdoc/>
    public bool Invalidate(TencentCloudCredential refused) => _file.Invalidate(refused);

    /// <inheritdoc/>
    public void LearnServiceTime(DateTimeOffset serviceTime) => _file.LearnServiceTime(serviceTime);

    /// <summary>What the credential is taken from.</summary>
    public override string ToString() => "the tccli profile";

    private string FindAccountKey()
    {
        try
        {
            TencentCloudCredential credential = _file.Get();
            return _accountKey = credential.IsTemporary ? $"tccli:{ProfileName()}" : credential.SecretId;
        }
        catch (ApiCredentialException)
        {
            // The call that follows reports it.
            return "tccli";
        }
    }

    private string Locate()
    {
        string? directory = _options.Directory ?? _environment.InHome(".tccli");
        string path = Path.Combine(directory ?? "", $"{ProfileName()}.credential");
        if (directory is not null && File.Exists(path))
        {
            return path;
        }

        bool isChosen = _options.Directory is not null || _options.Profile is not null || _environment.Variable(ProfileVariable) is not null;
        throw new ApiCredentialException(directory is null ? "There is no home folder with a tccli profile." : $"There is no tccli profile {path}.") { IsAbsent = !isChosen };
    }

    private string ProfileName()
    {
        string name = _options.Profile ?? _environment.Variable(ProfileVariable) ?? "default";
        return IsFileName(name) ? name : throw new ApiCredentialException($"The environment variable {ProfileVariable} must be the name of a profile, not a path.");
    }

    private TencentCloudCredential Parse(string path, byte[] content, DateTimeOffset now)
    {
        string source = $"{Source} {path}";
        TccliProfile profile;
        try
        {
            profile = TccliProfile.Read(Encoding.UTF8.GetBytes(CredentialFileText.Decode(content)));
        }
        catch (JsonException e)
        {
            // The parser's own message may quote the file.
            throw new ApiCredentialException(FormattableString.Invariant($"{source}: is not a JSON object (line {(e.LineNumber ?? 0) + 1})."));
        }

        CheckKind(profile, source);
        if (profile.ExpiresAt is { } end && end <= now)
        {
            throw new ApiCredentialException(FormattableString.Invariant($"{source}: its credential ended at {end:u}; run any tccli command to renew it, or \"tccli auth login\"."));
        }

        return new CredentialNames(source, "secretId", "secretKey", "token") { Written = profile.Others }.Create(profile.SecretId, profile.SecretKey, profile.Token, profile.ExpiresAt);
    }

    private static void CheckKind(TccliProfile profile, string source)
    {
        if (profile.Type == "cvm-role")
        {
            throw new ApiCredentialException($"{source}: names the role of the machine; use {nameof(CvmRoleCredentialProvider)}.") { IsAbsent = true };
        }

        if (!string.IsNullOrEmpty(profile.RoleArn))
        {
            throw new ApiCredentialException($"{source}: names a role to assume, and calling as its user would be another identity; use an {nameof(AssumeRoleCredentialProvider)}.");
        }
    }

    private static bool IsFileName(string name) =>
        !string.IsNullOrWhiteSpace(name) && name.AsSpan().IndexOfAny('/', '\\', ':') < 0 && name is not ("." or "..");
}
