using ApiGen.Runtime.Credentials;
using ApiGen.Runtime.Credentials.Sts;

namespace ApiGen.Runtime;

/// <summary>
/// Assumes the role of a workload in Tencent Kubernetes Engine (TKE). The cluster gives the workload the environment variables
/// <c>TKE_REGION</c>, <c>TKE_PROVIDER_ID</c>, <c>TKE_ROLE_ARN</c> and <c>TKE_WEB_IDENTITY_TOKEN_FILE</c>; they and the token's
/// file, which the cluster replaces now and then, are read anew at every renewal.
/// </summary>
public sealed class TkeOidcCredentialProvider : RefreshingCredentialProvider
{
    /// <summary>The variable with the region of the cluster.</summary>
    public const string RegionVariable = "TKE_REGION";

    /// <summary>The variable with the name of the cluster's identity provider.</summary>
    public const string ProviderIdVariable = "TKE_PROVIDER_ID";

    /// <summary>The variable with the path of the token's file.</summary>
    public const string TokenFileVariable = "TKE_WEB_IDENTITY_TOKEN_FILE";

    /// <summary>The variable with the role.</summary>
    public const string RoleArnVariable = "TKE_ROLE_ARN";

    private static readonly string[] Variables = [RegionVariable, ProviderIdVariable, TokenFileVariable, RoleArnVariable];

    private readonly CredentialEnvironment _environment;
    private readonly IStsClient _client;
    private readonly string _sessionName;
    private readonly long _seconds;
    private volatile string? _accountKey;

    /// <summary>Makes a provider. The role is assumed with the first call.</summary>
    /// <param name="options">How the role is assumed; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is not usable; the message says which.</exception>
    public TkeOidcCredentialProvider(TkeOidcOptions? options = null)
        : this(options, CredentialEnvironment.Process)
    {
    }

    internal TkeOidcCredentialProvider(TkeOidcOptions? options, CredentialEnvironment environment)
        : base(options?.Refresh)
    {
        options ??= new TkeOidcOptions();
        _environment = environment;
        _sessionName = TokenService.SessionName(options);
        _seconds = (long)options.Duration.TotalSeconds;
        _client = TokenService.CreateClient(new UnsignedCaller(() => AccountKey), options, Time);
    }

    /// <summary>The role, as the variable had it when it was first asked for.</summary>
    public override string AccountKey => _accountKey ??= _environment.Read(RoleArnVariable) is { Length: > 0 } role ? role : "tke-oidc";

    /// <summary>What the credential is taken from.</summary>
    public override string ToString() => "the TKE workload's role";

    /// <inheritdoc/>
    protected override async Task<TencentCloudCredential> FetchAsync(CancellationToken cancellationToken)
    {
        string region = Required(RegionVariable);
        string tokenFile = Required(TokenFileVariable);
        AssumeRoleWithWebIdentityRequest request = new()
        {
            ProviderId = Required(ProviderIdVariable),
            WebIdentityToken = IdentityTokenFile.Read(tokenFile, $"Token file {tokenFile} ({TokenFileVariable})"),
            RoleArn = Required(RoleArnVariable),
            RoleSessionName = _sessionName,
            DurationSeconds = _seconds,
        };
        return await TokenService.AssumeWithTokenAsync(_client, request, region, cancellationToken).ConfigureAwait(false);
    }

    private string Required(string variable) => _environment.Variable(variable)
        ?? throw new ApiCredentialException($"The environment variable {variable} is not set.") { IsAbsent = Variables.All(v => _environment.Read(v) is null) };
}
