namespace ApiGen.Runtime.Annotations;

/// <summary>Marks an action or a member that the service ignores or refuses.</summary>
/// <param name="message">The reason and what to use instead; may be empty.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class ApiDisabledAttribute(string message) : Attribute
{
    /// <summary>The reason and what to use instead; may be empty.</summary>
    public string Message { get; } = message;
}
