using ApiGen.Runtime.Credentials.Sts;
using ApiGen.Runtime.Pipeline;

namespace ApiGen.Runtime.Credentials;

/// <summary>What the providers of role credentials share in talking to the token service.</summary>
internal static class TokenService
{
    private const string DefaultSessionPrefix = "apigen-";

    /// <summary>
    /// A client of the token service. Its calls get two thirds of the time of a renewal at the most: an attempt gets half of that, as with every client, so that one stalled
    /// connection is not the end of the renewal, and what became of the call is known before the renewal itself is given up.
    /// </summary>
    internal static IStsClient CreateClient(ICredentialProvider credentials, RoleOptions options, TimeProvider time)
    {
        CredentialRefreshOptions refresh = options.Refresh ?? new CredentialRefreshOptions();
        ApiClientOptions client = options.Client?.Copy() ?? new ApiClientOptions { TimeProvider = time, LoggerFactory = refresh.LoggerFactory };
        TimeSpan longest = TimeSpan.FromTicks(Math.Max(refresh.Timeout.Ticks / 3 * 2, 1));
        if (client.Timeout == Timeout.InfiniteTimeSpan || client.Timeout > longest)
        {
            client.Timeout = longest;
            client.AttemptTimeout = client.AttemptTimeout > longest ? null : client.AttemptTimeout;
        }

        return new StsClient(credentials, region: null, client);
    }

    /// <summary>The name of the session, the same at every renewal.</summary>
    /// <exception cref="ArgumentException">The name in the options is not usable.</exception>
    internal static string SessionName(RoleOptions options)
    {
        if (options.RoleSessionName is not { } name)
        {
            return DefaultSessionPrefix + Guid.NewGuid().ToString("N");
        }

        return name.Length is >= 2 and <= 128 && name.All(static c => char.IsAsciiLetterOrDigit(c) || "_+=,.@-".Contains(c))
            ? name
            : throw new ArgumentException("RoleSessionName takes 2 to 128 letters, digits and the characters _ + = , . @ -", nameof(options));
    }

    /// <summary>Throws unless the text of an option is visible ASCII.</summary>
    /// <exception cref="ArgumentException">It is not; the message names the option.</exception>
    internal static string Required(string? value, string option)
    {
        HeaderText.Check(value, option);
        return value!;
    }

    /// <summary>Throws unless the text of an option names something of an account as the vendor does, such as <c>qcs::cam::uin/12345678:roleName/reader</c>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="option">The option.</param>
    /// <param name="kinds">What it may name.</param>
    /// <exception cref="ArgumentException">It does not; the message names the option.</exception>
    internal static string ResourceName(string? value, string option, params ReadOnlySpan<string> kinds)
    {
        const string Account = "qcs::cam::uin/";
        string name = Required(value, option);
        int colon = name.StartsWith(Account, StringComparison.Ordinal) ? name.IndexOf(':', Account.Length) : -1;
        if (colon > Account.Length && !name.AsSpan(Account.Length, colon - Account.Length).ContainsAnyExceptInRange('0', '9'))
        {
            ReadOnlySpan<char> resource = name.AsSpan(colon + 1);
            foreach (string kind in kinds)
            {
                if (resource.StartsWith(kind, StringComparison.Ordinal) && resource.Length > kind.Length + 1 && resource[kind.Length] == '/' && !resource.Contains(' '))
                {
                    return name;
                }
            }
        }

        throw new ArgumentException($"{option} is written as {Account}12345678:{kinds[0]}/name, with the number of the account.", option);
    }

    /// <summary>The region whose token service is asked.</summary>
    /// <exception cref="ArgumentException">It cannot be one.</exception>
    internal static string Region(string? region) => OptionChecks.Region(Required(region, nameof(Region)), nameof(Region))!;

    /// <summary>The credential of a response.</summary>
    /// <exception cref="ApiCredentialException">The response lacks a part.</exception>
    internal static TencentCloudCredential CredentialOf(string action, Sts.Credentials? credentials, double? expiredTime)
    {
        CredentialNames names = new($"The response of {action}", "Credentials.TmpSecretId", "Credentials.TmpSecretKey", "Credentials.Token");
        return names.CreateTemporary(
            credentials?.TmpSecretId,
            credentials?.TmpSecretKey,
            credentials?.Token,
            UnixTime.From(expiredTime) ?? throw new ApiCredentialException($"{names.Source}: ExpiredTime is missing or no timestamp."));
    }

    /// <summary>Assumes a role with the token of an identity provider.</summary>
    internal static async Task<TencentCloudCredential> AssumeWithTokenAsync(
        IStsClient client, AssumeRoleWithWebIdentityRequest request, string? region, CancellationToken cancellationToken)
    {
        AssumeRoleWithWebIdentityResponse response = await client
            .AssumeRoleWithWebIdentityAsync(request, new ApiCallOptions { Region = region }, cancellationToken)
            .ConfigureAwait(false);
        return CredentialOf("AssumeRoleWithWebIdentity", response.Credentials, response.ExpiredTime);
    }
}
