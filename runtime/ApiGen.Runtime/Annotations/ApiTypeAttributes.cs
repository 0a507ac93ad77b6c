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

/// <summary>Marks a client method that calls an action.</summary>
/// <param name="action">The action's name on the wire.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ApiActionAttribute(string action) : Attribute
{
    /// <summary>The action's name on the wire.</summary>
    public string Action { get; } = action;

    /// <summary>The enum of the codes that the action documents; null when it documents none.</summary>
    public Type? ErrorCodes { get; set; }
}

/// <summary>Marks an object type that travels as JSON: a request, a response or a type they are made of.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ApiModelAttribute : Attribute
{
    /// <summary>Where the type is used. The rules on missing members look at types that are used in requests.</summary>
    public ApiModelUsage Usage { get; set; }
}

/// <summary>Where an object type is used.</summary>
public enum ApiModelUsage
{
    /// <summary>Only in answers.</summary>
    Response,

    /// <summary>In requests, and perhaps in answers too.</summary>
    Request,
}

/// <summary>Gives the text on the wire of a member of a generated error code enum.</summary>
/// <param name="code">The code, such as <c>InvalidParameterValue.InvalidMNPName</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ApiErrorCodeAttribute(string code) : Attribute
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;
}
