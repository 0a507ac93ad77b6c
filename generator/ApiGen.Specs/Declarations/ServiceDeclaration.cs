using ApiGen.Specs.Model;

namespace ApiGen.Specs.Declarations;

/// <summary>A service as one file declares it. What is absent or wrong in the file is null.</summary>
public sealed record ServiceDeclaration
{
    /// <summary>The service's name.</summary>
    public LocatedText? Name { get; init; }

    /// <summary>The API version.</summary>
    public string? Version { get; init; }

    /// <summary>The C# namespace.</summary>
    public LocatedText? Namespace { get; init; }

    /// <summary>The access host.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The name of the client class; null when it follows from the service's name.</summary>
    public string? ClientName { get; init; }

    /// <summary>What the service is for.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The address of the vendor's documentation.</summary>
    public string? Documentation { get; init; }

    /// <summary>Whether actions need a region unless they state it.</summary>
    public RegionRequirement Region { get; init; }

    /// <summary>The limits of actions that state none.</summary>
    public EquatableArray<RateWindow> RateLimits { get; init; } = EquatableArray<RateWindow>.Empty;
}
