namespace ApiGen.Analyzers.Tests.RequiredMembers.Sweep;

/// <summary>With what a call is made, over all inputs.</summary>
internal sealed class Truth
{
    private HashSet<string>? _always;
    private HashSet<string>? _alwaysSaid;
    private readonly HashSet<string> _ever = [];
    private readonly HashSet<string> _everSaid = [];

    /// <summary>What is lacking whenever the call is made.</summary>
    public IReadOnlySet<string> Always => _always ?? [];

    /// <summary>What of that the source says each time.</summary>
    public IReadOnlySet<string> AlwaysSaid => _alwaysSaid ?? [];

    /// <summary>What is lacking at least once.</summary>
    public IReadOnlySet<string> Ever => _ever;

    /// <summary>What of that the source says at least once.</summary>
    public IReadOnlySet<string> EverSaid => _everSaid;

    /// <summary>Whether the call is made at all.</summary>
    public bool IsMade => _always is not null;

    /// <summary>Whether others could have changed a request, so that silence is right.</summary>
    public bool HasLeft { get; private set; }

    public void Add(Arrival arrival)
    {
        (_always ??= [.. arrival.Lacked]).IntersectWith(arrival.Lacked);
        (_alwaysSaid ??= [.. arrival.Said]).IntersectWith(arrival.Said);
        _ever.UnionWith(arrival.Lacked);
        _everSaid.UnionWith(arrival.Said);
        HasLeft |= arrival.HasLeft;
    }
}
