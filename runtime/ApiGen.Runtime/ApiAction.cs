namespace ApiGen.Runtime;

/// <summary>One action of a service, as generated code describes it to the runtime.</summary>
public abstract class ApiAction
{
    private protected ApiAction(ApiService service, string name)
    {
        ArgumentNullException.ThrowIfNull(service);
        HeaderText.Check(name, nameof(name));
        Service = service;
        Name = name;
        FullName = $"{service.Name}/{name}";
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

    /// <summary>Whether it is known what the action does: false for one that is called by a name alone.</summary>
    internal bool IsKnown { get; init; } = true;

    /// <summary>Whether the call carries no signature.</summary>
    public bool IsUnsigned { get; init; }

    /// <summary>The names of the members, at any depth of request and response, whose values must not appear in logs.</summary>
    public IReadOnlyCollection<string> SensitiveMembers { get; init; } = [];

    /// <summary>The name with its service's, such as <c>tcsas/CreateMNP</c>.</summary>
    internal string FullName { get; }

    /// <summary>Whether a code is one of those that the action or every action may respond with: such a code is a word of the service's, not an echo.</summary>
    internal virtual bool Documents(string code) => CommonErrorCodes.Parse(code) != CommonErrorCode.Unknown;

    /// <summary>Makes the exception for a failure that the service responded with.</summary>
    internal abstract ApiServiceException CreateException(in ApiFailure failure);
}
