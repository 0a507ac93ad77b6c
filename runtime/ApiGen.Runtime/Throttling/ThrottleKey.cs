namespace ApiGen.Runtime.Throttling;

/// <summary>What one quota is counted by: the service counts per action, access host and account.</summary>
public sealed record ThrottleKey
{
    internal ThrottleKey(string service, string action, string accessHost, string account, IReadOnlyList<ApiRateLimit> limits)
    {
        Service = service;
        Action = action;
        AccessHost = accessHost;
        Account = account;
        Limits = limits;
    }

    /// <summary>The service's short name, such as <c>tcsas</c>.</summary>
    public string Service { get; }

    /// <summary>The action's name on the wire.</summary>
    public string Action { get; }

    /// <summary>The signed host.</summary>
    public string AccessHost { get; }

    /// <summary>What stands for the account; never a secret.</summary>
    public string Account { get; }

    /// <summary>The limits that hold together; empty when none is known.</summary>
    public IReadOnlyList<ApiRateLimit> Limits { get; }

    /// <summary>The same key with other limits, such as one process's share of them.</summary>
    public ThrottleKey WithLimits(IReadOnlyList<ApiRateLimit> limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new ThrottleKey(Service, Action, AccessHost, Account, limits);
    }

    /// <summary>Whether both name the same quota with the same limits.</summary>
    public bool Equals(ThrottleKey? other) =>
        other is not null
        && string.Equals(Action, other.Action, StringComparison.Ordinal)
        && string.Equals(Service, other.Service, StringComparison.Ordinal)
        && string.Equals(AccessHost, other.AccessHost, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Account, other.Account, StringComparison.Ordinal)
        && (ReferenceEquals(Limits, other.Limits) || Limits.SequenceEqual(other.Limits));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Action, Service, StringComparer.OrdinalIgnoreCase.GetHashCode(AccessHost), Account, Limits.Count);
}
