namespace ApiGen.Runtime.Annotations;

/// <summary>Marks an object type that travels as JSON: a request, a response or a type they are made of.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ApiModelAttribute : Attribute
{
    /// <summary>Where the type is used. The rules on missing members look at types that are used in requests.</summary>
    public ApiModelUsage Usage { get; set; }
}
