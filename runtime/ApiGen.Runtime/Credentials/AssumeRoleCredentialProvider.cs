using System.Text.Json;
using ApiGen.Runtime.Credentials;
using ApiGen.Runtime.Credentials.Sts;

namespace ApiGen.Runtime;

/// <summary>Assumes a role with another credential and hands out the role's temporary credentials.</summary>
public sealed class AssumeRoleCredentialProvider : RefreshingCredentialProvider
{
    private readonly IStsClient _client;
    private readonly AssumeRoleRequest _request;
    private readonly string _region;

    /// <summary>Makes a provider. The role is assumed with the first call.</summary>
    /// <param name="source">Who assumes the role.</param>
    /// <param name="options">Which role.</param>
    /// <exception cref="ArgumentException">An argument or an option is missing or not usable; the message says which.</exception>
    public AssumeRoleCredentialProvider(ICredentialProvider source, AssumeRoleOptions options)
        : base(options?.Refresh)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        _client = TokenService.CreateClient(new RoleSource(source, this), options, Time);
        _region = TokenService.Region(options.Region);
        _request = new AssumeRoleRequest
        {
            RoleArn = TokenService.ResourceName(options.RoleArn, nameof(options.RoleArn), "roleName", "role"),
            RoleSessionName = TokenService.SessionName(options),
            DurationSeconds = (ulong)options.Duration.TotalSeconds,
        };
        SetOptional(_request, options);
    }

    /// <summary>The role.</summary>
    public override string AccountKey => _request.RoleArn!;

    /// <summary>What the credential is taken from.</summary>
    public override string ToString() => $"the role {_request.RoleArn}";

    /// <inheritdoc/>
    protected override async Task<TencentCloudCredential> FetchAsync(CancellationToken cancellationToken)
    {
        AssumeRoleResponse response = await _client
            .AssumeRoleAsync(_request, new ApiCallOptions { Region = _region }, cancellationToken)
            .ConfigureAwait(false);
        return TokenService.CredentialOf("AssumeRole", response.Credentials, response.ExpiredTime);
    }

    private static void CheckPolicy(string policy, string option)
    {
        string json = policy.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal) ? policy : Uri.UnescapeDataString(policy);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return;
            }
        }
        catch (JsonException)
        {
            // What is said below is all that helps.
        }

        throw new ArgumentException("Policy is a JSON object, as it stands or URL-encoded.", option);
    }

    private static void SetOptional(AssumeRoleRequest request, AssumeRoleOptions options)
    {
        if (options.ExternalId is { } externalId)
        {
            request.ExternalId = externalId;
        }

        if (options.SourceIdentity is { } identity)
        {
            request.SourceIdentity = identity;
        }

        if (options.Policy is { } policy)
        {
            // The service decodes the text once before it reads it. A policy is an object, so one that begins otherwise was encoded by the caller.
            CheckPolicy(policy, nameof(options.Policy));
            request.Policy = policy.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal) ? Uri.EscapeDataString(policy) : policy;
        }
    }
}
