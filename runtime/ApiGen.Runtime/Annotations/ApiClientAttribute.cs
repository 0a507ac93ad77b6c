namespace ApiGen.Runtime.Annotations;

/// <summary>Marks a generated client class or its interface.</summary>
/// <param name="service">The service's short name.</param>
/// <param name="version">The API version.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
public sealed class ApiClientAttribute(string service, string version) : Attribute
{
    /// <summary>The service's short name.</summary>
    public string Service { get; } = service;

    /// <summary>The API version.</summary>
    public string Version { get; } = version;
}
