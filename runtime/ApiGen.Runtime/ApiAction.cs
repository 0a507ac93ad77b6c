using ApiGen.Runtime.Json;

namespace ApiGen.Runtime;

/// <summary>Whether an action takes the <c>X-TC-Region</c> header.</summary>
public enum ApiRegionRequirement
{
    /// <summary>The header is sent when a region is set.</summary>
    Optional,

    /// <summary>A call without a region throws <see cref="ArgumentException"/> and sends nothing.</summary>
    Required,

    /// <summary>The header is never sent.</summary>
    None,
}

/// <summary>A documented request frequency limit: at most <paramref name="Limit"/> calls in any span of <paramref name="Window"/>.</summary>
/// <param name="Limit">The most calls that the span may hold; at least 1.</param>
/// <param name="Window">The length of the span; greater than zero.</param>
public readonly record struct ApiRateLimit(int Limit, TimeSpan Window)
{
    /// <summary>A limit over a number of seconds.</summary>
    public static ApiRateLimit PerSeconds(int limit, int seconds) => new(limit, TimeSpan.FromSeconds(seconds));
}

/// <summary>One version of one service, as generated code describes it to the runtime.</summary>
/// <param name="Name">The short name, which is also the credential scope's service, such as <c>tcsas</c>.</param>
/// <param name="Version">The API version, such as <c>2025-01-06</c>.</param>
/// <param name="Endpoint">The access host whose name is signed, such as <c>tcsas.intl.tencentcloudapi.com</c>.</param>
public sealed record ApiService(string Name, string Version, string Endpoint);

/// <summary>One action of a service, as generated code describes it to the runtime.</summary>
public abstract class ApiAction
{
    private protected ApiAction(ApiService service, string name)
    {
        ArgumentNullException.ThrowIfNull(service);
        HeaderText.Check(name, nameof(name));
        Service = service;
        Name = name;
    }

    /// <summary>The service that has the action.</summary>
    public ApiService Service { get; }

    /// <summary>The action's name on the wire.</summary>
    public string Name { get; }

    /// <summary>Whether the call takes a region.</summary>
    public ApiRegionRequirement Region { get; init; }

    /// <summary>The limits that hold together; empty when no limit is known.</summary>
    public IReadOnlyList<ApiRateLimit> RateLimits { get; init; } = [];

    /// <summary>Whether repeating the call has no further effect.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Whether the call carries no signature.</summary>
    public bool IsUnsigned { get; init; }

    /// <summary>The names of the members, at any depth of request and response, whose values must not appear in logs.</summary>
    public IReadOnlyCollection<string> SensitiveMembers { get; init; } = [];

    /// <summary>Makes the exception for a failure that the service answered with.</summary>
    internal abstract ApiServiceException CreateException(in ApiFailure failure);
}

/// <summary>An action with typed request and response.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResponse">The response.</typeparam>
public class ApiAction<TRequest, TResponse> : ApiAction
    where TRequest : class, IApiRequest<TRequest>
    where TResponse : class, IApiResponse<TResponse>
{
    /// <summary>Describes an action that documents no error codes of its own.</summary>
    public ApiAction(ApiService service, string name)
        : base(service, name)
    {
    }

    internal override ApiServiceException CreateException(in ApiFailure failure) => new(failure);
}

/// <summary>An action with typed request, response and error codes.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResponse">The response.</typeparam>
/// <typeparam name="TErrorCode">The enum of the codes that the action documents; its value 0 stands for every other code.</typeparam>
public sealed class ApiAction<TRequest, TResponse, TErrorCode> : ApiAction<TRequest, TResponse>
    where TRequest : class, IApiRequest<TRequest>
    where TResponse : class, IApiResponse<TResponse>
    where TErrorCode : struct, Enum
{
    private readonly Func<string, TErrorCode> _parseErrorCode;

    /// <summary>Describes an action.</summary>
    /// <param name="service">The service that has it.</param>
    /// <param name="name">Its name on the wire.</param>
    /// <param name="parseErrorCode">Turns a code on the wire into the enum; unknown codes become the enum's value 0.</param>
    public ApiAction(ApiService service, string name, Func<string, TErrorCode> parseErrorCode)
        : base(service, name)
    {
        ArgumentNullException.ThrowIfNull(parseErrorCode);
        _parseErrorCode = parseErrorCode;
    }

    internal override ApiServiceException CreateException(in ApiFailure failure) =>
        new ApiException<TErrorCode>(failure, _parseErrorCode(failure.Code));
}
