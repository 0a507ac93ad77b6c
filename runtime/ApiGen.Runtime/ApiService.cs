namespace ApiGen.Runtime;

/// <summary>One version of one service, as generated code describes it to the runtime.</summary>
/// <param name="Name">The short name, which is also the credential scope's service, such as <c>tcsas</c>.</param>
/// <param name="Version">The API version, such as <c>2025-01-06</c>.</param>
/// <param name="Endpoint">The access host whose name is signed, such as <c>tcsas.intl.tencentcloudapi.com</c>.</param>
public sealed record ApiService(string Name, string Version, string Endpoint)
{
    /// <summary>
    /// What the actions that the client offers have in common: <see cref="ApiRegionRequirement.Required"/> when every one of them needs a region, so that a client
    /// without one is of no use; <see cref="ApiRegionRequirement.Optional"/> otherwise.
    /// </summary>
    public ApiRegionRequirement Region { get; init; }

    /// <summary>What the generated client is called, such as <c>TcsasClient</c>; empty when it is not known. An <see cref="ObjectDisposedException"/> names it.</summary>
    public string ClientName { get; init; } = "";

    /// <summary>
    /// The names of the actions that the client offers, on the wire, with spaces between; empty when they are not known. By them a misspelt name in
    /// <see cref="ThrottleOptions.LimitOverrides"/> is noticed. One text rather than a list: a client that is never configured by name pays for no more.
    /// </summary>
    public string ActionNames { get; init; } = "";

    /// <summary>
    /// The limits of those actions, such as <c>CreateMNP=20/s DescribeMNP=20/s,200/min</c>, with spaces between and without the actions that have none. By them a call by
    /// name keeps to the limit of its action.
    /// </summary>
    public string ActionLimits { get; init; } = "";

    /// <summary>The names of those actions whose repetition has no further effect, with spaces between. By them a call by name is repeated as a typed one is.</summary>
    public string IdempotentActions { get; init; } = "";

    /// <summary>Whether the client offers an action.</summary>
    internal bool Offers(string action) => Names(ActionNames, action);

    /// <summary>Whether an action that the client offers is idempotent.</summary>
    internal bool IsIdempotent(string action) => Names(IdempotentActions, action);

    private static bool Names(string names, string action) => Array.IndexOf(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), action) >= 0;

    /// <summary>The documented limits of an action that the client offers; empty for others.</summary>
    internal IReadOnlyList<ApiRateLimit> LimitsOf(string action)
    {
        foreach (string limits in ActionLimits.Split(' '))
        {
            if (limits.Length > action.Length && limits[action.Length] == '=' && limits.StartsWith(action, StringComparison.Ordinal))
            {
                return ApiRateLimit.ParseAll(limits[(action.Length + 1)..]);
            }
        }

        return [];
    }
}
