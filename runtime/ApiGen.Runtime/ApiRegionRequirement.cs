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
