namespace ApiGen.Specs.Declarations;

/// <summary>The service that a file of actions or types names as its own.</summary>
/// <param name="Name">The service's name.</param>
/// <param name="Version">The API version.</param>
public sealed record ServiceReference(LocatedText Name, string Version);
