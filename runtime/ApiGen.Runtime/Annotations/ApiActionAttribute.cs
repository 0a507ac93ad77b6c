namespace ApiGen.Runtime.Annotations;

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
