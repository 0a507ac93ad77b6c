using System.Collections.Concurrent;

namespace ApiGen.Runtime;

/// <content>Calls of actions that have no spec.</content>
public sealed partial class ApiClient
{
    private readonly ConcurrentDictionary<string, ApiAction<ApiRawRequest, ApiRawResponse>> _rawActions = new(StringComparer.Ordinal);

    /// <summary>
    /// Calls an action that has no spec, signed, throttled and repeated like any other. No limit is known for it unless
    /// <see cref="ThrottleOptions.LimitOverrides"/> gives one, and it counts as not idempotent unless the options say otherwise.
    /// </summary>
    /// <param name="action">The action's name on the wire.</param>
    /// <param name="json">The parameters as a JSON object, sent as it is.</param>
    /// <param name="options">What this call does differently; null when nothing.</param>
    /// <param name="cancellationToken">Ends the call early, wherever it is.</param>
    /// <returns>The content of <c>Response</c>.</returns>
    /// <exception cref="ArgumentException">The name cannot stand in a header, or the parameters are no JSON object. Nothing was sent.</exception>
    /// <exception cref="ApiException">The call failed; the subclass tells how.</exception>
#pragma warning disable RS0027 // The overload with as many parameters is the generated methods' own, and no call fits both: one takes texts, the other models.
    public Task<ApiRawResponse> SendAsync(string action, string json, ApiCallOptions? options = null, CancellationToken cancellationToken = default)
#pragma warning restore RS0027
    {
        ArgumentNullException.ThrowIfNull(action);
        ApiAction<ApiRawRequest, ApiRawResponse> description = _rawActions.GetOrAdd(
            action, static (name, service) => new ApiAction<ApiRawRequest, ApiRawResponse>(service, name), Service);
        return SendAsync(description, new ApiRawRequest(json), options, cancellationToken);
    }
}
