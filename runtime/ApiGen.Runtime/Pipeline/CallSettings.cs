using ApiGen.Runtime.Json;
using ApiGen.Runtime.Retry;

namespace ApiGen.Runtime.Pipeline;

/// <summary>What holds for one call, from its own options and the client's.</summary>
internal readonly struct CallSettings
{
    internal CallSettings(ApiAction action, object request, ApiCallOptions? options, ClientSettings client)
    {
        Region = RegionOf(action, options, client);
        Language = client.Language;
        Timeout = client.Timeout;
        Retry = client.Retry;
        IsRepeatable = action.IsIdempotent || request is IClientTokenRequest;
        if (options is not null)
        {
            Language = ClientSettings.Optional(options.Language, nameof(options.Language)) ?? Language;
            Timeout = options.Timeout is { } timeout ? ClientSettings.CheckTimeout(timeout, nameof(options.Timeout)) : Timeout;
            Retry = options.Retry is { } retry ? new RetryPolicy(retry.Copy(), client.Time) : Retry;
            IsRepeatable = (options.IsIdempotent ?? action.IsIdempotent) || request is IClientTokenRequest;
        }
    }

    internal string? Region { get; }

    internal string? Language { get; }

    internal TimeSpan Timeout { get; }

    internal RetryPolicy Retry { get; }

    internal bool IsRepeatable { get; }

    private static string? RegionOf(ApiAction action, ApiCallOptions? options, ClientSettings client)
    {
        if (action.Region == ApiRegionRequirement.None)
        {
            return null;
        }

        string? region = ClientSettings.Optional(options?.Region, nameof(options.Region)) ?? client.Region;
        return region is null && action.Region == ApiRegionRequirement.Required
            ? throw new ArgumentException($"{action.Name} was not sent, it needs a region, such as ap-singapore: give one to the client or to the call.", nameof(options))
            : region;
    }
}
