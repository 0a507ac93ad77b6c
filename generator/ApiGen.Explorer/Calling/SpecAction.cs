using ApiGen.Runtime;
using ApiGen.Runtime.Json;
using ApiGen.Specs.Model;

namespace ApiGen.Explorer.Calling;

/// <summary>Describes an action that is known by its spec alone to the runtime.</summary>
internal static class SpecAction
{
    /// <summary>The service.</summary>
    public static ApiService Of(ServiceModel service) => new(service.Name, service.Version, service.Endpoint);

    /// <summary>The action.</summary>
    public static ApiAction<TRequest, RawResponse> Of<TRequest>(ServiceModel service, ActionModel action)
        where TRequest : class, IApiRequest<TRequest>
    {
        HashSet<string> codes = [.. action.Errors.Select(static error => error.Code)];
        return new ApiAction<TRequest, RawResponse, ErrorCode>(Of(service), action.Name, code => codes.Contains(code) ? ErrorCode.Documented : ErrorCode.Other)
        {
            Region = action.Region switch
            {
                RegionRequirement.Required => ApiRegionRequirement.Required,
                RegionRequirement.None => ApiRegionRequirement.None,
                _ => ApiRegionRequirement.Optional,
            },
            RateLimits = [.. action.RateLimits.Select(static limit => ApiRateLimit.PerSeconds(limit.Limit, limit.Seconds))],
            IsIdempotent = action.Idempotent,
            IsUnsigned = action.Unsigned,
            SensitiveMembers = [.. SensitiveMembers.Of(action, service.Types.ToDictionary(static type => type.Name, StringComparer.Ordinal))],
        };
    }

    // Of codes the runtime asks but whether the action documents them: such a one is told as it is.
    private enum ErrorCode
    {
        Other,
        Documented,
    }
}
