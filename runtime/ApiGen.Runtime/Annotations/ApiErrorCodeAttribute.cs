namespace ApiGen.Runtime.Annotations;

/// <summary>Gives the text on the wire of a member of an enum of error codes: of an action's, or of <see cref="CommonErrorCode"/>.</summary>
/// <param name="code">The code, such as <c>InvalidParameterValue.InvalidMNPName</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ApiErrorCodeAttribute(string code) : Attribute
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;
}
