namespace ApiGen.Runtime.Annotations;

/// <summary>
/// Marks a client method that reads a result page by page. It says by itself where each page starts and, unless the caller
/// does, how long it is, so that a caller need not set these members even where the action requires them.
/// </summary>
/// <param name="members">The request's properties that the method sets.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ApiPagedAttribute(params string[] members) : Attribute
{
    /// <summary>The request's properties that the method sets.</summary>
    public IReadOnlyList<string> Members { get; } = members;
}
