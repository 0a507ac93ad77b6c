using ApiGen.Runtime.Credentials;
using ApiGen.Runtime.Credentials.Sts;

namespace ApiGen.Runtime;

/// <summary>Assumes a role with a SAML assertion (AssumeRoleWithSAML) and hands out the role's temporary credentials.</summary>
public sealed class SamlCredentialProvider : RefreshingCredentialProvider
{
    private readonly IStsClient _client;
    private readonly Func<CancellationToken, ValueTask<string>> _assertion;
    private readonly string _roleArn;
    private readonly string _principalArn;
    private readonly string _sessionName;
    private readonly string _region;
    private readonly ulong _seconds;

    /// <summary>Makes a provider. The role is assumed with the first call.</summary>
    /// <param name="options">Which role, and with which assertion.</param>
    /// <exception cref="ArgumentException">An option is missing or not usable; the message says which.</exception>
    public SamlCredentialProvider(SamlOptions options)
        : base(options?.Refresh)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Assertion, nameof(options.Assertion));
        _assertion = options.Assertion;
        _roleArn = TokenService.ResourceName(options.RoleArn, nameof(options.RoleArn), "roleName", "role");
        _principalArn = TokenService.ResourceName(options.PrincipalArn, nameof(options.PrincipalArn), "saml-provider");
        _region = TokenService.Region(options.Region);
        _sessionName = TokenService.SessionName(options);
        _seconds = (ulong)options.Duration.TotalSeconds;
        _client = TokenService.CreateClient(new UnsignedCaller(() => _roleArn), options, Time);
    }

    /// <summary>The role.</summary>
    public override string AccountKey => _roleArn;

    /// <summary>What the credential is taken from.</summary>
    public override string ToString() => $"the role {_roleArn}";

    /// <inheritdoc/>
    protected override async Task<TencentCloudCredential> FetchAsync(CancellationToken cancellationToken)
    {
        string assertion = await _assertion(cancellationToken).ConfigureAwait(false);
        AssumeRoleWithSAMLRequest request = new()
        {
            SAMLAssertion = string.IsNullOrWhiteSpace(assertion) ? throw new ApiCredentialException($"The assertion for {this} is empty.") : assertion,
            PrincipalArn = _principalArn,
            RoleArn = _roleArn,
            RoleSessionName = _sessionName,
            DurationSeconds = _seconds,
        };
        AssumeRoleWithSAMLResponse response = await _client
            .AssumeRoleWithSAMLAsync(request, new ApiCallOptions { Region = _region }, cancellationToken)
            .ConfigureAwait(false);
        return TokenService.CredentialOf("AssumeRoleWithSAML", response.Credentials, response.ExpiredTime);
    }
}
