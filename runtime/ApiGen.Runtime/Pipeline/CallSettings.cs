using ApiGen.Runtime.Json;
using ApiGen.Runtime.Retry;

namespace ApiGen.Runtime.Pipeline;

/// <summary>What holds for one call, from its own options and the client's.</summary>
internal sealed class CallSettings
{
    // What is slower than that may be slow without being stalled.
    private static readonly TimeSpan LeastAttemptTimeout = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentException">A region is missing, or an option is not usable.</exception>
    internal CallSettings(ApiAction action, object request, ApiCallOptions? options, ClientSettings client, CredentialSource credentials)
    {
        Credentials = credentials;
        Region = RegionOf(action, options, client);
        Language = client.Language;
        Timeout = client.Timeout;
        AttemptTimeout = client.AttemptTimeout;
        Retry = client.Retry;
        KeepResponseText = options?.KeepResponseText ?? client.KeepResponseText;
        IsRepeatable = action.IsIdempotent || request is IClientTokenRequest;
        if (options is not null)
        {
            Credentials = credentials.For(options.Credentials, string.IsNullOrEmpty(options.AccountKey) ? null : options.AccountKey);
            Language = OptionChecks.Language(options.Language, nameof(options.Language)) ?? Language;
            Timeout = options.Timeout is { } timeout ? OptionRange.AboveZeroOrInfinite(timeout, nameof(options.Timeout)) : Timeout;
            AttemptTimeout = options.AttemptTimeout is { } attempt ? OptionRange.AboveZeroOrInfinite(attempt, nameof(options.AttemptTimeout)) : AttemptTimeout;
            Retry = options.Retry is { } retry ? new RetryPolicy(retry.Copy(), client.Retry.Budget) : Retry;
            IsRepeatable = (options.IsIdempotent ?? action.IsIdempotent) || request is IClientTokenRequest;
        }
    }

    /// <summary>Who calls.</summary>
    internal CredentialSource Credentials { get; }

    internal string? Region { get; }

    internal string? Language { get; }

    internal TimeSpan Timeout { get; }

    /// <summary>How long an attempt may take; null for what the client thinks best.</summary>
    internal TimeSpan? AttemptTimeout { get; }

    internal RetryPolicy Retry { get; }

    internal bool KeepResponseText { get; }

    /// <summary>Whether repeating the call is harmless even if it took effect.</summary>
    internal bool IsRepeatable { get; }

    /// <summary>How long the next attempt may take. One that another may follow leaves time for that.</summary>
    internal TimeSpan AttemptTimeoutOf(CallScope scope)
    {
        if (AttemptTimeout is { } given)
        {
            return given;
        }

        if (Timeout == System.Threading.Timeout.InfiniteTimeSpan || !IsRepeatable || !Retry.HasMore(scope))
        {
            return System.Threading.Timeout.InfiniteTimeSpan;
        }

        return Timeout / 2 > LeastAttemptTimeout ? Timeout / 2 : LeastAttemptTimeout;
    }

    private static string? RegionOf(ApiAction action, ApiCallOptions? options, ClientSettings client)
    {
        if (action.Region == ApiRegionRequirement.None)
        {
            return null;
        }

        string? region = OptionChecks.Region(options?.Region, nameof(options.Region)) ?? client.Region;
        return region is null && action.Region == ApiRegionRequirement.Required
            ? throw new ArgumentException($"{action.Name} was not sent, it needs a region, such as ap-singapore: give one to the client or to the call.", nameof(options))
            : region;
    }
}
