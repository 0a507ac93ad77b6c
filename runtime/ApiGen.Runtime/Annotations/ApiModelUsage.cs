namespace ApiGen.Runtime.Annotations;

/// <summary>Where an object type is used.</summary>
public enum ApiModelUsage
{
    /// <summary>Only in answers.</summary>
    Response,

    /// <summary>In requests, and perhaps in answers too.</summary>
    Request,
}
