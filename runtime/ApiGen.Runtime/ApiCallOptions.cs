namespace ApiGen.Runtime;

/// <summary>What one call does differently from its client. What is null stays as the client has it.</summary>
public sealed class ApiCallOptions
{
    /// <summary>
    /// Who calls, such as one of the many tenants that one client serves. The call counts for <see cref="AccountKey"/>, or else for the account that the provider
    /// names in <see cref="ICredentialProvider.AccountKey"/>, whatever <see cref="ApiClientOptions.AccountKey"/> says: that one belongs to the client's own credentials.
    /// </summary>
    public ICredentialProvider? Credentials { get; set; }

    /// <summary>What stands for the account when the call is counted; see <see cref="ApiClientOptions.AccountKey"/>. Calls with the same text share a quota. Never a secret.</summary>
    public string? AccountKey { get; set; }

    /// <summary>The region of the data, such as <c>ap-singapore</c>. Not empty.</summary>
    public string? Region { get; set; }

    /// <summary>How long the call may take as a whole; see <see cref="ApiClientOptions.Timeout"/>.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>How long an attempt may take that another may follow, not longer than the call; see <see cref="ApiClientOptions.AttemptTimeout"/>.</summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>The language of what the service returns, <c>zh-CN</c> or <c>en-US</c>. Not empty.</summary>
    public string? Language { get; set; }

    /// <summary>How the call is repeated when it fails.</summary>
    public RetryOptions? Retry { get; set; }

    /// <summary>
    /// Whether repeating this very call has no further effect, when the caller knows better. It counts more than the spec, and more than a <c>ClientToken</c> in the
    /// request: with false the call is repeated only where the service cannot have received it, or refused it without effect.
    /// </summary>
    public bool? IsIdempotent { get; set; }

    /// <summary>Whether <see cref="ApiResponseText"/> keeps what the service sends; see <see cref="ApiClientOptions.KeepResponseText"/>.</summary>
    public bool? KeepResponseText { get; set; }
}
