using ApiGen.Runtime.Retry;

namespace ApiGen.Runtime.Pipeline;

/// <summary>What holds for one call, from its own options and the client's.</summary>
/// <remarks>Fields, as <see cref="CallScope"/> tells.</remarks>
internal sealed class CallSettings
{
    // What is slower than that may be slow without being stalled.
    private static readonly TimeSpan LeastAttemptTimeout = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentException">A region is missing, or an option is not usable.</exception>
    internal CallSettings(ApiAction action, bool hasToken, ApiCallOptions? options, ClientSettings client, CredentialSource credentials)
    {
        Credentials = credentials;
        Region = RegionOf(action, options, client);
        Language = client.Language;
        Timeout = client.Timeout;
        TimeSpan? attemptTimeout = client.AttemptTimeout;
        Retry = client.Retry;
        KeepResponseText = options?.KeepResponseText ?? client.KeepResponseText;
        IsRepeatable = action.IsIdempotent || hasToken;
        if (options is not null)
        {
            Credentials = credentials.For(options.Credentials, OptionChecks.AccountKey(options.AccountKey, nameof(options.AccountKey)));
            Language = OptionChecks.Language(OptionChecks.OfCall(options.Language, nameof(options.Language)), nameof(options.Language)) ?? Language;
            Timeout = options.Timeout is { } timeout ? OptionRange.AboveZeroOrInfinite(timeout, nameof(options.Timeout)) : Timeout;
            attemptTimeout = options.AttemptTimeout is { } attempt ? OptionChecks.AttemptOf(attempt, Timeout, nameof(options.AttemptTimeout)) : attemptTimeout;
            Retry = options.Retry is { } retry ? new RetryPolicy(OptionChecks.Pauses(retry, nameof(options.Retry)), client.Retry.Budget) : Retry;
            IsForbidden = options.IsIdempotent == false;
            IsRepeatable = options.IsIdempotent ?? IsRepeatable;
        }

        AttemptTimeout = attemptTimeout ?? Half(Timeout);
    }

    /// <summary>Who calls.</summary>
    internal readonly CredentialSource Credentials;

    internal readonly string? Region;

    internal readonly string? Language;

    internal readonly TimeSpan Timeout;

    /// <summary>How long an attempt may take that another may follow.</summary>
    internal readonly TimeSpan AttemptTimeout;

    internal readonly RetryPolicy Retry;

    internal readonly bool KeepResponseText;

    /// <summary>Whether repeating the call is harmless even if it took effect.</summary>
    internal readonly bool IsRepeatable;

    /// <summary>Whether the caller said of the call that it is not idempotent.</summary>
    internal bool IsForbidden { get; }

    /// <summary>How long the next attempt may take. One that another may follow leaves time for that; to end any other early would gain nothing.</summary>
    /// <param name="pauses">How many pauses were made.</param>
    /// <param name="elapsed">The time since the call might go for the first time.</param>
    internal TimeSpan AttemptTimeoutOf(int pauses, TimeSpan elapsed) =>
        MayFollow(pauses, elapsed) ? AttemptTimeout : System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>Whether another attempt may follow the next one, also if nobody knows what became of that.</summary>
    /// <param name="pauses">How many pauses were made.</param>
    /// <param name="elapsed">The time since the call might go for the first time.</param>
    internal bool MayFollow(int pauses, TimeSpan elapsed) => IsRepeatable && Retry.MayFollow(pauses, elapsed, AttemptTimeout);

    private static TimeSpan Half(TimeSpan timeout) =>
        timeout == System.Threading.Timeout.InfiniteTimeSpan ? timeout : timeout / 2 > LeastAttemptTimeout ? timeout / 2 : LeastAttemptTimeout;

    private static string? RegionOf(ApiAction action, ApiCallOptions? options, ClientSettings client)
    {
        if (action.Region == ApiRegionRequirement.None)
        {
            return null;
        }

        string? region = OptionChecks.Region(OptionChecks.OfCall(options?.Region, nameof(options.Region)), nameof(options.Region)) ?? client.Region;
        return region is null && action.Region == ApiRegionRequirement.Required
            ? throw new ArgumentException($"{action.Name} was not sent, it needs a region, such as ap-singapore: give one to the client or to the call.", nameof(options))
            : region;
    }
}
