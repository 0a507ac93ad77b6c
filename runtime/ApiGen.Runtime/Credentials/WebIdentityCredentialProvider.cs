using ApiGen.Runtime.Credentials;
using ApiGen.Runtime.Credentials.Sts;

namespace ApiGen.Runtime;

/// <summary>Assumes a role with the token of an OpenID Connect provider (AssumeRoleWithWebIdentity) and hands out the role's temporary credentials.</summary>
public sealed class WebIdentityCredentialProvider : RefreshingCredentialProvider
{
    private readonly IStsClient _client;
    private readonly Func<CancellationToken, ValueTask<string>> _token;
    private readonly string _roleArn;
    private readonly string _providerId;
    private readonly string _sessionName;
    private readonly string _region;
    private readonly long _seconds;

    /// <summary>Makes a provider. The role is assumed with the first call.</summary>
    /// <param name="options">Which role, and with which token.</param>
    /// <exception cref="ArgumentException">An option is missing or not usable; the message says which.</exception>
    public WebIdentityCredentialProvider(WebIdentityOptions options)
        : base(options?.Refresh)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Token, nameof(options.Token));
        _token = options.Token;
        _roleArn = TokenService.ResourceName(options.RoleArn, nameof(options.RoleArn), "roleName", "role");
        _providerId = TokenService.Required(options.ProviderId, nameof(options.ProviderId));
        _region = TokenService.Region(options.Region);
        _sessionName = TokenService.SessionName(options);
        _seconds = (long)options.Duration.TotalSeconds;
        _client = TokenService.CreateClient(new UnsignedCaller(() => _roleArn), options, Time);
    }

    /// <summary>The role.</summary>
    public override string AccountKey => _roleArn;

    /// <summary>What the credential is taken from.</summary>
    public override string ToString() => $"the role {_roleArn}";

    /// <inheritdoc/>
    protected override async Task<TencentCloudCredential> FetchAsync(CancellationToken cancellationToken)
    {
        string token = await _token(cancellationToken).ConfigureAwait(false);
        AssumeRoleWithWebIdentityRequest request = new()
        {
            ProviderId = _providerId,
            WebIdentityToken = string.IsNullOrWhiteSpace(token) ? throw new ApiCredentialException($"The token for {this} is empty.") : token,
            RoleArn = _roleArn,
            RoleSessionName = _sessionName,
            DurationSeconds = _seconds,
        };
        return await TokenService.AssumeWithTokenAsync(_client, request, _region, cancellationToken).ConfigureAwait(false);
    }
}
