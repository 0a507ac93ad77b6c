namespace ApiGen.Runtime.Annotations;

/// <summary>Where an object type is used.</summary>
public enum ApiModelUsage
{
    /// <summary>Only in responses.</summary>
    Response,

    /// <summary>In requests, and perhaps in responses too.</summary>
    Request,
}
