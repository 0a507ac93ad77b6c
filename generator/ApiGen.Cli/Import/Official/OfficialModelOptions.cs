using ApiGen.Specs.Model;

namespace ApiGen.Cli.Import.Official;

/// <summary>What a person adds to an official model.</summary>
internal sealed record OfficialModelOptions
{
    /// <summary>The C# namespace; null to derive it from the service's name.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whether actions take a region, which the model does not say.</summary>
    public RegionRequirement Region { get; init; }

    /// <summary>The documented limits.</summary>
    public RateLimitTable RateLimits { get; init; } = RateLimitTable.Empty;

    /// <summary>The access host of a service by its name; that of the international site unless stated.</summary>
    public Func<string, string> Endpoint { get; init; } = ActionFacts.Endpoint;
}
